//! `cargo xtask fault`: kills the server at random moments, hundreds of times, while people use it, and looks whether anything that was
//! acknowledged is lost or was done twice. By command and not among the tests, as it takes a quarter of an hour.

use crate::browser;
use crate::failure::Outcome;
use crate::postgres::Postgres;
use crate::serve;
use crate::site;
use crate::steps::Steps;
use crate::tools::Tools;
use crate::workspace::Workspace;

/// The variable that names the PostgreSQL which two processes share.
const POSTGRES_URL: &str = "VET2B_FAULT_POSTGRES_URL";

/// One process on SQLite; and, where PostgreSQL's binaries are installed, two on PostgreSQL.
pub fn run(workspace: &Workspace) -> Outcome {
    let mut steps = Steps::default();
    let tools = Tools::set_up(workspace, &mut steps)?;
    site::build(workspace, &tools, &mut steps)?;
    serve::build_server(workspace, &mut steps)?;
    let chromium = browser::chromium(workspace, &mut steps)?;
    let postgres = Postgres::binaries().map(|binaries| Postgres::start(&binaries)).transpose()?;
    let mut command = browser::playwright(workspace, &chromium);
    if let Some(postgres) = &postgres {
        command.env(POSTGRES_URL, postgres.url());
    }
    crate::process::run(command.arg("--config=fault.config.ts"))
}
