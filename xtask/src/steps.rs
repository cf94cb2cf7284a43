//! Steps with their times: what is going on, and at the end where the time went.

use std::time::{Duration, Instant};

use crate::failure::Outcome;

/// The steps of one command, in order.
#[derive(Debug, Default)]
pub struct Steps {
    done: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    name: String,
    time: Duration,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Done,
    Failed,
    Skipped,
}

impl Steps {
    /// Does one step: says so before, and how long it took after.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        eprintln!("\n==> {name}");
        let start = Instant::now();
        let outcome = work();
        let time = start.elapsed();
        let state = if outcome.is_ok() { State::Done } else { State::Failed };
        let word = if outcome.is_ok() { "done in" } else { "failed after" };
        eprintln!("    {name}: {word} {}", seconds(time));
        self.done.push(Step { name: name.to_owned(), time, state });
        outcome
    }

    /// Notes a step that is left out, and why.
    pub fn skip(&mut self, name: &str, reason: &str) {
        eprintln!("\n==> {name}: skipped, {reason}");
        let name = format!("{name} ({reason})");
        self.done.push(Step { name, time: Duration::ZERO, state: State::Skipped });
    }

    /// Prints all steps with their times, and the sum.
    pub fn summarise(&self) {
        eprintln!("\n{}", self.table());
    }

    fn table(&self) -> String {
        let width = self.done.iter().map(|step| step.name.chars().count()).max().unwrap_or(0);
        let mut lines = String::new();
        for Step { name, time, state } in &self.done {
            let word = match state {
                State::Done => "ok",
                State::Failed => "FAILED",
                State::Skipped => "skipped",
            };
            lines.push_str(&format!("  {name:<width$}  {:>9}  {word}\n", seconds(*time)));
        }
        let total = seconds(self.done.iter().map(|step| step.time).sum());
        lines + &format!("  {:<width$}  {total:>9}", "in all")
    }
}

/// Seconds with one decimal.
fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;

    #[test]
    fn the_table_lists_every_step_with_its_state() {
        let mut steps = Steps::default();
        assert_eq!(steps.step("format", || Ok(7)), Ok(7));
        steps.skip("PostgreSQL", "not found");
        assert!(steps.step("clippy", || Err::<(), _>(Failure::new("no"))).is_err());
        for step in &mut steps.done {
            step.time = Duration::from_millis(1500);
        }
        assert_eq!(
            steps.table(),
            "  format                      1.5 s  ok\n  \
               PostgreSQL (not found)      1.5 s  skipped\n  \
               clippy                      1.5 s  FAILED\n  \
               in all                      4.5 s"
        );
    }
}
