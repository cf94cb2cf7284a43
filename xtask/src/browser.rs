//! The browser tests: Chromium found or installed, then Playwright.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::postgres::Postgres;
use crate::process;
use crate::steps::Steps;
use crate::workspace::Workspace;

/// Names of Chromium and its kin on PATH.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where macOS keeps it.
const APPLICATION: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The variable that names the browser to the tests, and lets a person choose one.
const CHROMIUM: &str = "VET2B_CHROMIUM";

/// The variable that names Firefox to the tests.
const FIREFOX: &str = "VET2B_FIREFOX";

/// The browser; it and Firefox are installed by apt where we are root on Debian. Without Firefox, its tests say that they are
/// skipped.
pub fn chromium(workspace: &Workspace, steps: &mut Steps) -> Outcome<PathBuf> {
    let missing: Vec<_> = [("chromium", find().is_none()), ("firefox-esr", !has_firefox())]
        .into_iter()
        .filter_map(|(package, missing)| missing.then_some(package))
        .collect();
    if !missing.is_empty() && can_install() {
        steps.step("browsers", || {
            process::run(workspace.command("apt-get").arg("update"))?;
            let mut install = workspace.command("apt-get");
            install.args(["install", "-y"]).args(missing).env("DEBIAN_FRONTEND", "noninteractive");
            process::run(&mut install)
        })?;
    }
    find().ok_or_else(|| {
        Failure::new(
            "no Chromium was found: install it (Debian: apt install chromium), or name one in VET2B_CHROMIUM, \
             or leave the browser out with `cargo xtask test --fast`",
        )
    })
}

/// Root on Debian.
fn can_install() -> bool {
    let root = process::read(Command::new("id").arg("-u")).is_some_and(|user| user == "0");
    root && Path::new("/etc/debian_version").exists() && process::find("apt-get").is_some()
}

fn has_firefox() -> bool {
    std::env::var_os(FIREFOX).is_some() || ["firefox-esr", "firefox"].iter().any(|name| process::find(name).is_some())
}

fn find() -> Option<PathBuf> {
    let chosen = std::env::var_os(CHROMIUM).map(PathBuf::from);
    let application = Some(PathBuf::from(APPLICATION));
    chosen
        .into_iter()
        .chain(NAMES.iter().filter_map(|name| process::find(name)))
        .chain(application)
        .find(|browser| browser.is_file())
}

/// Runs Playwright on the built site and server, with a PostgreSQL where there is one.
pub fn run(workspace: &Workspace, chromium: &Path, postgres: Option<&Postgres>, arguments: &[String]) -> Outcome {
    let folder = workspace.end2end();
    let mut command = workspace.command(folder.join("node_modules/.bin/playwright"));
    command.current_dir(&folder).arg("test").args(arguments);
    command.env(CHROMIUM, chromium);
    command.env("VET2B_SERVER", workspace.server("release"));
    command.env("VET2B_SITE", workspace.site());
    if let Some(postgres) = postgres {
        postgres.tell(&mut command);
    }
    process::run(&mut command)
}
