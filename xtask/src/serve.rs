//! `cargo xtask serve`: the whole product in release, from a fresh clone to a running server.

use std::os::unix::process::CommandExt;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::site;
use crate::steps::Steps;
use crate::tools::Tools;
use crate::workspace::Workspace;

/// Sets up, builds, and becomes the server.
pub fn run(workspace: &Workspace, flags: &[String]) -> Outcome {
    let mut steps = Steps::default();
    let outcome = prepare(workspace, &mut steps);
    steps.summarise();
    outcome?;

    eprintln!("\nStarting the server; Ctrl-C ends it.\n");
    // The server takes the place of this process: signals and the exit code are its own, and
    // nothing stands between. It comes back only when it could not be started.
    let error = workspace.command(workspace.server("release")).args(["--site", "dist"]).args(flags).exec();
    Err(Failure::new(format!("cannot start the server: {error}")))
}

fn prepare(workspace: &Workspace, steps: &mut Steps) -> Outcome {
    let tools = Tools::set_up(workspace, steps)?;
    site::build(workspace, &tools, steps)?;
    build_server(workspace, steps)
}

/// The server in release; cargo knows whether there is anything to do.
pub fn build_server(workspace: &Workspace, steps: &mut Steps) -> Outcome {
    steps.step("server (release)", || {
        process::run(&mut workspace.cargo(&["build", "--release", "--package", "vet2b-server"]))
    })
}
