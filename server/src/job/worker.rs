use std::time::Duration;

use contract::time::Timestamp;
use tokio::sync::watch;

use super::{Undone, refresh_policies, run, sweep};
use crate::problem::Outcome;
use crate::state::State;
use crate::store::outbox::{self, Job, Leased, Post};
use crate::store::transact;

/// How long a job belongs to the worker that took it, from its last sign of life: when a process dies, another does its job soon.
const LEASE_SECONDS: i64 = 60;
/// Between two signs of life.
const RENEWAL: Duration = Duration::from_secs(15);
/// The first wait after a failure; each further one is twice as long.
const FIRST_WAIT_SECONDS: i64 = 15;
/// No wait is longer: six hours.
const LONGEST_WAIT_SECONDS: i64 = 6 * 3600;
/// After so many tries, over about two days, a job is given up, and operators see it.
const MOST_TRIES: i64 = 18;
/// A job begins so long after the commit that it came with: the answer is away by then, and what the job finds, such as whether an
/// address is known, shows in no answer's time.
const PAUSE: Duration = Duration::from_millis(20);
/// Between two sweeps: an hour.
const SWEEP_SECONDS: i64 = 3600;
/// Between two looks for policy texts that were published beside the server.
const REFRESH_SECONDS: i64 = 5;

/// Does jobs until told to stop; the one at hand is done to its end.
pub async fn work(state: State, mut stop: watch::Receiver<bool>) {
    let (mut swept, mut refreshed): (Option<Timestamp>, Option<Timestamp>) = (None, None);
    while !*stop.borrow() {
        let now = state.now();
        if swept.is_none_or(|then| now >= then.plus_seconds(SWEEP_SECONDS) || now < then) {
            if let Err(failure) = sweep(&state).await {
                tracing::warn!(code = ?failure.problem().code, "could not sweep");
            }
            swept = Some(now);
        }
        if refreshed.is_none_or(|then| now >= then.plus_seconds(REFRESH_SECONDS) || now < then) {
            if let Err(failure) = refresh_policies(&state).await {
                tracing::warn!(code = ?failure.problem().code, "could not look for published policy texts");
            }
            refreshed = Some(now);
        }
        let done = next(&state).await.unwrap_or_else(|failure| {
            tracing::warn!(code = ?failure.problem().code, "could not look for jobs");
            false
        });
        if done {
            continue;
        }
        // A commit of this process wakes it at once; the second is for jobs whose time comes, and for other processes'.
        tokio::select! {
            () = state.db().written() => tokio::time::sleep(PAUSE).await,
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Does all jobs that are due; for tests.
///
/// # Errors
/// The database's.
pub async fn run_due(state: &State) -> Outcome<()> {
    while next(state).await? {}
    Ok(())
}

/// Does the job that has been due for longest; says whether there was one.
async fn next(state: &State) -> Outcome<bool> {
    let worker = state.id();
    let now = state.now();
    // Looked at without a write first: mostly there is nothing.
    if !outbox::is_due(&mut state.db().read().await?, now).await? {
        return Ok(false);
    }
    let leased = transact!(state.db(), async |tx| { Ok(outbox::lease(tx, &worker, now, lease_from(now)).await?) })?;
    let Some(leased) = leased else { return Ok(false) };
    let job = leased.job();
    let outcome = match &job {
        // Whoever took it before has died with it each time, and may have died of it.
        _ if leased.attempts > MOST_TRIES => Err(Undone::Never("tried too often".into())),
        Ok(job) => tokio::select! {
            outcome = run(state, &leased.id, job) => outcome,
            () = renew(state, &leased.id, &worker) => Err(Undone::Later("the lease went to another worker".into())),
        },
        Err(_) => Err(Undone::Never("a job of an unknown kind".into())),
    };
    let is_farewell = matches!(job, Ok(Job::Mail(Post::Farewell { .. })));
    note(state, &leased, &worker, outcome, is_farewell).await?;
    if is_farewell {
        // The last address of somebody who was erased: it stays in no corner of the database either.
        state.db().expunge().await?;
    }
    Ok(true)
}

const fn lease_from(now: Timestamp) -> Timestamp {
    now.plus_seconds(LEASE_SECONDS)
}

/// Keeps a job for the worker that does it; ends only when it has become another's.
async fn renew(state: &State, id: &str, worker: &str) {
    loop {
        tokio::time::sleep(RENEWAL).await;
        let until = lease_from(state.now());
        let renewed = transact!(state.db(), async |tx| { Ok(outbox::renew(tx, id, worker, until).await?) });
        // A database that does not answer now is asked again before the lease ends.
        if matches!(renewed, Ok(0)) {
            return;
        }
    }
}

async fn note(
    state: &State,
    leased: &Leased,
    worker: &str,
    outcome: Result<(), Undone>,
    is_farewell: bool,
) -> Outcome<()> {
    let (now, id) = (state.now(), leased.id.as_str());
    let (error, dead) = match outcome {
        Ok(()) => {
            metrics::counter!("jobs_done_total").increment(1);
            return transact!(state.db(), async |tx| {
                outbox::done(tx, id, worker, now).await?;
                Ok(())
            });
        }
        Err(Undone::Later(error)) => (error, leased.attempts >= MOST_TRIES),
        Err(Undone::Never(error)) => (error, true),
    };
    tracing::warn!(job = id, attempts = leased.attempts, dead, %error, "job not done");
    metrics::counter!("jobs_failed_total", "dead" => dead.to_string()).increment(1);
    let run_at = now.plus_seconds(wait_seconds(leased.attempts));
    transact!(state.db(), async |tx| {
        outbox::failed(tx, id, worker, &error, run_at, dead.then_some(now)).await?;
        if dead && is_farewell {
            // Whoever was erased is not kept for the sake of a mail that cannot be sent.
            outbox::blank(tx, id).await?;
        }
        Ok(())
    })
}

/// How long to wait after so many tries.
fn wait_seconds(tries: i64) -> i64 {
    let doublings = u32::try_from(tries - 1).unwrap_or_default().min(20);
    (FIRST_WAIT_SECONDS << doublings).min(LONGEST_WAIT_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_six_hours_and_last_about_two_days() {
        let waits: Vec<i64> = (1..MOST_TRIES).map(wait_seconds).collect();
        assert_eq!(waits[..4], [15, 30, 60, 120]);
        assert_eq!(waits.last(), Some(&LONGEST_WAIT_SECONDS));
        let days = waits.iter().sum::<i64>() as f64 / 86_400.0;
        assert!((1.5..2.5).contains(&days), "{days}");
    }
}
