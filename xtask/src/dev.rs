//! `cargo xtask dev`: Trunk rebuilds the SPA on change, beside a server built for debugging.

use std::process::Child;
use std::thread::sleep;
use std::time::Duration;

use crate::failure::{Failure, OrFail, Outcome};
use crate::process;
use crate::steps::Steps;
use crate::tools::Tools;
use crate::workspace::Workspace;

/// Apart from `dist`, which holds the release that `serve` and the tests use.
const SITE: &str = "target/dev-site";

/// Builds once, then runs both until Ctrl-C, or until one of them ends.
pub fn run(workspace: &Workspace) -> Outcome {
    process::outlive_signals()?;
    let mut steps = Steps::default();
    let tools = Tools::set_up(workspace, &mut steps)?;
    steps.step("crates", || process::run(&mut workspace.cargo(&["fetch"])))?;
    steps.step("server (debug)", || process::run(&mut workspace.cargo(&["build", "--package", "vet2b-server"])))?;
    // The server reads the page at its start, so the page has to be there first.
    steps.step("site (debug)", || process::run(&mut tools.trunk(workspace, &["build", "--dist", SITE])?))?;

    let mut server = workspace
        .command(workspace.server("debug"))
        .args(["--site", SITE])
        .env("VET2B_LISTEN", "127.0.0.1:8080")
        .env("VET2B_DATA_DIR", "data-dev")
        // What the browser shows: links in mail lead there, and forms come from there.
        .env("VET2B_PUBLIC_URL", "http://127.0.0.1:8081")
        .spawn()
        .or_fail("cannot start the server")?;
    let trunk = tools
        .trunk(workspace, &["serve", "--dist", SITE])
        .and_then(|mut command| command.spawn().or_fail("cannot start Trunk"));
    let outcome = match trunk {
        Ok(mut trunk) => {
            eprintln!("\nhttp://127.0.0.1:8081 (data in data-dev); Ctrl-C ends both.\n");
            let outcome = watch(&mut server, &mut trunk);
            process::end(&mut trunk);
            outcome
        }
        Err(failure) => Err(failure),
    };
    process::end(&mut server);
    outcome
}

/// Waits for Ctrl-C (fine) or for the end of one of the two (not fine).
fn watch(server: &mut Child, trunk: &mut Child) -> Outcome {
    loop {
        if process::stopping() {
            return Ok(());
        }
        for (name, child) in [("the server", &mut *server), ("Trunk", &mut *trunk)] {
            let ended = child.try_wait().or_fail(name)?;
            if let Some(status) = ended.filter(|_| !process::stopping()) {
                return Err(Failure::new(format!("{name} {}", process::describe(status))));
            }
        }
        sleep(Duration::from_millis(100));
    }
}
