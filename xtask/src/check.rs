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

/// The variable by which the server's tests find a PostgreSQL to use.
const POSTGRES_URL: &str = "VET2B_TEST_POSTGRES_URL";

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
        tests(workspace, steps)?;
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
    steps.step("browser tests", || browser::run(workspace, &chromium, playwright))
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
fn tests(workspace: &Workspace, steps: &mut Steps) -> Outcome {
    let nextest = process::read(&mut workspace.cargo(&["nextest", "--version"])).is_some();
    let own = match std::env::var_os(POSTGRES_URL) {
        Some(_) => None,
        None => postgres(steps)?,
    };
    let arguments: &[&str] =
        if nextest { &["nextest", "run", "--workspace"] } else { &["test", "--workspace", "--all-targets"] };
    let mut command = workspace.cargo(arguments);
    if let Some(postgres) = &own {
        command.env(POSTGRES_URL, postgres.url());
    }
    steps.step("unit and integration tests", || process::run(&mut command))?;
    drop(own);
    steps.step("doc tests", || process::run(&mut workspace.cargo(&["test", "--workspace", "--doc"])))
}

/// A PostgreSQL for the tests, or a line that says why there is none.
fn postgres(steps: &mut Steps) -> Outcome<Option<Postgres>> {
    match Postgres::binaries() {
        Some(binaries) => steps.step("PostgreSQL", || Postgres::start(&binaries)).map(Some),
        None => {
            steps.skip("PostgreSQL", "binaries not found (apt install postgresql)");
            Ok(None)
        }
    }
}
