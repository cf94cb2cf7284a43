//! `cargo xtask fault`: kills the server at random moments, hundreds of times, while people use it, and takes away what it relies on (mail
//! server, recipients, database, disk); looks whether anything that was acknowledged is lost or was done twice, and says what it did. By
//! command and not among the tests, as it takes a quarter of an hour.

use crate::browser;
use crate::failure::Outcome;
use crate::postgres::Postgres;
use crate::serve;
use crate::site;
use crate::steps::Steps;
use crate::tools::Tools;
use crate::workspace::Workspace;

/// One process on SQLite; and, where PostgreSQL's binaries are installed, two on PostgreSQL. With arguments, what they choose of it.
pub fn run(workspace: &Workspace, playwright: &[String]) -> Outcome {
    let mut steps = Steps::default();
    let tools = Tools::set_up(workspace, &mut steps)?;
    site::build(workspace, &tools, &mut steps)?;
    serve::build_server(workspace, &mut steps)?;
    let chromium = browser::chromium(workspace, &mut steps)?;
    let postgres = Postgres::for_tests(&mut steps)?;
    let arguments = [&["--config=fault.config.ts".to_owned()], playwright].concat();
    browser::run(workspace, &chromium, postgres.as_ref(), &arguments)
}
