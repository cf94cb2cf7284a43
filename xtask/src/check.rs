//! `cargo xtask test`: every check, in the order that finds the cheapest fault first.

use crate::browser;
use crate::failure::Outcome;
use crate::postgres::Postgres;
use crate::process;
use crate::serve;
use crate::site;
use crate::size;
use crate::steps::Steps;
use crate::tools::Tools;
use crate::workspace::Workspace;

/// Which checks to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All.
    Full,
    /// All but the browser.
    Fast,
    /// Only the browser.
    Browser,
}

/// Runs the checks up to the first that fails, then prints all steps with their times.
pub fn run(workspace: &Workspace, extent: Extent, playwright: &[String]) -> Outcome {
    process::outlive_signals()?;
    let mut steps = Steps::default();
    let outcome = all(workspace, extent, playwright, &mut steps);
    steps.summarise();
    if outcome.is_ok() {
        eprintln!("\nAll checks passed.");
    }
    outcome
}

fn all(workspace: &Workspace, extent: Extent, playwright: &[String], steps: &mut Steps) -> Outcome {
    let tools = Tools::set_up(workspace, steps)?;
    if extent != Extent::Browser {
        code(workspace, steps)?;
    }
    let postgres = Postgres::for_tests(steps)?;
    if extent != Extent::Browser {
        tests(workspace, postgres.as_ref(), steps)?;
    }
    site::build(workspace, &tools, steps)?;
    if extent != Extent::Browser {
        steps.step("size budget", || size::check(workspace))?;
    }
    if extent == Extent::Fast {
        steps.skip("browser tests", "--fast");
        return Ok(());
    }
    serve::build_server(workspace, steps)?;
    let chromium = browser::chromium(workspace, steps)?;
    steps.step("browser tests", || browser::run(workspace, &chromium, postgres.as_ref(), playwright))
}

/// Format, lints and documentation, for the machine and for the browser.
fn code(workspace: &Workspace, steps: &mut Steps) -> Outcome {
    let mut cargo = |name: &str, arguments: &str| {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let mut command = workspace.cargo(&arguments);
        command.env("RUSTDOCFLAGS", "-D warnings");
        steps.step(name, || process::run(&mut command))
    };
    cargo("format", "fmt --all --check")?;
    cargo("clippy", "clippy --workspace --all-targets -- -D warnings")?;
    cargo("clippy (wasm)", "clippy --package vet2b-portal --target wasm32-unknown-unknown -- -D warnings")?;
    cargo("documentation", "doc --workspace --no-deps")
}

/// Unit and integration tests, on SQLite and, where it is installed, on PostgreSQL; doc tests.
fn tests(workspace: &Workspace, postgres: Option<&Postgres>, steps: &mut Steps) -> Outcome {
    let nextest = process::read(&mut workspace.cargo(&["nextest", "--version"])).is_some();
    let arguments: &[&str] =
        if nextest { &["nextest", "run", "--workspace"] } else { &["test", "--workspace", "--all-targets"] };
    let mut command = workspace.cargo(arguments);
    if let Some(postgres) = postgres {
        postgres.tell(&mut command);
    }
    steps.step("unit and integration tests", || process::run(&mut command))?;
    steps.step("doc tests", || process::run(&mut workspace.cargo(&["test", "--workspace", "--doc"])))
}
