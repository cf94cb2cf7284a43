//! `cargo xtask bench`: measurements that are held to their limits, by command and not among the tests, as a busy machine measures
//! nothing.

use crate::browser;
use crate::failure::Outcome;
use crate::process;
use crate::serve;
use crate::site;
use crate::steps::Steps;
use crate::tools::Tools;
use crate::workspace::Workspace;

/// The comparison of two policies.
pub fn compare(workspace: &Workspace) -> Outcome {
    process::run(&mut workspace.cargo(&["bench", "--package", "vet2b-contract", "--bench", "compare"]))
}

/// Public pages beside the same pages as static HTML, and the search in the policy, in Chromium on a slow line.
pub fn pages(workspace: &Workspace) -> Outcome {
    let mut steps = Steps::default();
    let tools = Tools::set_up(workspace, &mut steps)?;
    site::build(workspace, &tools, &mut steps)?;
    serve::build_server(workspace, &mut steps)?;
    let chromium = browser::chromium(workspace, &mut steps)?;
    browser::run(workspace, &chromium, &["--config=bench.config.ts".to_owned()])
}
