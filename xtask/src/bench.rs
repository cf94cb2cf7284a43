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

/// A copy and an erasure of 100,000 records.
pub fn rights(workspace: &Workspace) -> Outcome {
    process::run(&mut workspace.cargo(&["bench", "--package", "vet2b-server", "--bench", "rights"]))
}

/// Public pages beside the same pages as static HTML, and the search in the policy, in Chromium on a slow line.
pub fn pages(workspace: &Workspace) -> Outcome {
    against_the_portal(workspace, "pages")
}

/// Whether the time of an answer tells if an address is known.
pub fn neutrality(workspace: &Workspace) -> Outcome {
    against_the_portal(workspace, "neutrality")
}

/// Runs one of `end2end/bench` against the portal as it is served.
fn against_the_portal(workspace: &Workspace, name: &str) -> Outcome {
    let mut steps = Steps::default();
    let tools = Tools::set_up(workspace, &mut steps)?;
    site::build(workspace, &tools, &mut steps)?;
    serve::build_server(workspace, &mut steps)?;
    let chromium = browser::chromium(workspace, &mut steps)?;
    browser::run(workspace, &chromium, None, &["--config=bench.config.ts".to_owned(), name.to_owned()])
}
