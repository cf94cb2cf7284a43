//! Child processes: run, read, end; and Ctrl-C while they run.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::failure::{Failure, OrFail, Outcome};

const POLL: Duration = Duration::from_millis(40);

/// How long a child may take to end by itself: the server finishes its requests first.
const GRACE: Duration = Duration::from_secs(10);

/// How long to wait for a child that may have had the signal too.
const HEARD: Duration = Duration::from_secs(3);

static STOPPING: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl-C, SIGTERM and SIGHUP no longer end this process at once; [`run`] and
/// [`stopping`] notice them, so that what was started can be taken down again.
pub fn outlive_signals() -> Outcome {
    ctrlc::set_handler(|| STOPPING.store(true, Ordering::SeqCst)).or_fail("cannot watch for Ctrl-C")
}

/// Was the command asked to stop?
pub fn stopping() -> bool {
    STOPPING.load(Ordering::SeqCst)
}

/// Runs a command to its end, its output shown as it comes.
///
/// Fails when it cannot be started, when it reports failure, or when we were asked to stop.
pub fn run(command: &mut Command) -> Outcome {
    let name = name_of(command);
    let mut child = command.spawn().or_fail(format!("cannot start {name}"))?;
    let mut asked = None;
    let status = loop {
        if let Some(status) = child.try_wait().or_fail(&name)? {
            break status;
        }
        // Ctrl-C reached the child as well, and it has its own to take down; only a signal that
        // was meant for us alone has to be passed on.
        if stopping() && asked.get_or_insert_with(Instant::now).elapsed() > HEARD {
            end(&mut child);
        }
        sleep(POLL);
    };
    if stopping() {
        return Err(Failure::new("stopped"));
    }
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("{name} {}", describe(status))))
}

/// What a command prints, trimmed; `None` when it is missing or fails.
pub fn read(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Where a program of that name stands on PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

/// Ends a child: politely first (SIGTERM), by force after a grace of 10 seconds.
///
/// After Ctrl-C the child has had its own SIGINT already; the second signal does no harm.
pub fn end(child: &mut Child) {
    let id = child.id().to_string();
    // Without `unsafe` only the `kill` program sends a signal other than SIGKILL.
    let _ = Command::new("kill").args(["-TERM", &id]).stderr(Stdio::null()).status();
    let asked = Instant::now();
    while asked.elapsed() < GRACE {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        sleep(POLL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// "ended with code 101", or by which signal.
pub fn describe(status: ExitStatus) -> String {
    status.code().map_or_else(|| format!("was ended by a {status}"), |code| format!("ended with code {code}"))
}

/// The program and its first argument, as a person would name the command.
fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(command.get_program());
    let first = command.get_args().next().filter(|first| !first.as_encoded_bytes().starts_with(b"-"));
    match first {
        Some(first) => format!("{} {}", program.display(), first.display()),
        None => program.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named_with_its_code() {
        let failure = run(Command::new("sh").args(["-c", "exit 3"]));
        assert_eq!(failure, Err(Failure::new("sh ended with code 3")));
    }

    #[test]
    fn output_is_read_only_from_commands_that_succeed() {
        assert_eq!(read(Command::new("echo").arg("hello")), Some("hello".to_owned()));
        assert_eq!(read(Command::new("sh").args(["-c", "echo hello; exit 1"])), None);
        assert_eq!(read(&mut Command::new("no-such-program-anywhere")), None);
    }

    #[test]
    fn a_child_that_would_run_on_is_ended() -> Result<(), std::io::Error> {
        let mut child = Command::new("sleep").arg("60").spawn()?;
        end(&mut child);
        assert!(!child.wait()?.success());
        Ok(())
    }
}
