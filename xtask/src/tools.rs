//! What a build needs beside cargo: found on the machine, or set up once for all clones.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, OrFail, Outcome};
use crate::fingerprint::Fingerprint;
use crate::process;
use crate::steps::Steps;
use crate::workspace::Workspace;

/// The browser, as a target of the compiler.
pub const WASM: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";

/// The tools run for seconds, but build for minutes: a light profile halves the wait.
const LIGHT_PROFILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// The tools of this workspace, ready to be called.
#[derive(Debug)]
pub struct Tools {
    folders: Vec<PathBuf>,
}

impl Tools {
    /// Finds every tool; sets up what is missing, each in a step of its own.
    pub fn set_up(workspace: &Workspace, steps: &mut Steps) -> Outcome<Self> {
        rust(workspace, steps)?;
        let bindgen = workspace.locked_version("wasm-bindgen")?;
        let mut folders = Vec::new();
        // Without `--locked`, unlike Trunk: the lock file that wasm-bindgen-cli ships can name a
        // release that a network's registry does not serve.
        folders.extend(program(workspace, steps, "wasm-bindgen", "wasm-bindgen-cli", &bindgen, &[])?);
        folders.extend(program(workspace, steps, "trunk", "trunk", TRUNK, &["--locked"])?);
        npm_packages(workspace, steps)?;
        folders.push(workspace.end2end().join("node_modules").join(".bin"));
        Ok(Self { folders })
    }

    /// A Trunk command in the project, with `wasm-bindgen` and `wasm-opt` in its reach and
    /// without leave to download anything itself.
    pub fn trunk(&self, workspace: &Workspace, arguments: &[&str]) -> Outcome<Command> {
        let mut command = self.command(workspace, "trunk")?;
        command.args(arguments).arg("--offline=true");
        // Trunk takes only "true" and "false", while NO_COLOR=1 is what the convention says.
        command.env_remove("NO_COLOR");
        Ok(command)
    }

    /// A command of one of the tools in the project, with the others in its reach.
    pub fn command(&self, workspace: &Workspace, name: &str) -> Outcome<Command> {
        let path = Workspace::path_with(&self.folders)?;
        let program = self.folders.iter().map(|folder| folder.join(name)).find(|candidate| candidate.is_file());
        let mut command = workspace.command(program.unwrap_or_else(|| PathBuf::from(name)));
        command.env("PATH", path);
        Ok(command)
    }
}

/// The standard library for the browser, to check with, and its source, to build it small.
fn rust(workspace: &Workspace, steps: &mut Steps) -> Outcome {
    let sysroot = process::read(workspace.command("rustc").args(["--print", "sysroot"]))
        .ok_or_else(|| Failure::new("rustc is missing: install Rust with rustup"))?;
    let library = PathBuf::from(sysroot).join("lib/rustlib");
    for (place, arguments) in [(WASM, ["target", "add", WASM]), ("src", ["component", "add", "rust-src"])] {
        if library.join(place).is_dir() {
            continue;
        }
        let what = arguments[2];
        if process::find("rustup").is_none() {
            return Err(Failure::new(format!("Rust has no {what} here: install Rust with rustup")));
        }
        steps.step(&format!("Rust: {what}"), || process::run(workspace.command("rustup").args(arguments)))?;
    }
    Ok(())
}

/// The folder that holds `name` in `version`; `None` when PATH leads to it already.
fn program(
    workspace: &Workspace,
    steps: &mut Steps,
    name: &str,
    package: &str,
    version: &str,
    flags: &[&str],
) -> Outcome<Option<PathBuf>> {
    let wanted = format!("{name} {version}");
    if process::read(Command::new(name).arg("--version")).is_some_and(|found| is(&found, &wanted)) {
        return Ok(None);
    }
    let home = workspace.tools.join(format!("{package}-{version}"));
    let folder = home.join("bin");
    if process::read(Command::new(folder.join(name)).arg("--version")).is_some() {
        return Ok(Some(folder));
    }
    steps.step(&format!("{package} {version} (built once for all clones, takes minutes)"), || {
        fs::create_dir_all(&home).or_fail(home.display())?;
        let mut command = workspace.foreign_cargo();
        command.arg("install").args(flags).arg("--root").arg(&home);
        command.args([package, "--version", version]).envs(LIGHT_PROFILE);
        process::run(&mut command)
    })?;
    Ok(Some(folder))
}

/// Does the answer to `--version` name the wanted version, whatever hash or date follows it?
fn is(found: &str, wanted: &str) -> bool {
    found.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// Playwright, axe and binaryen's wasm-opt, exactly as the lock file says.
fn npm_packages(workspace: &Workspace, steps: &mut Steps) -> Outcome {
    let folder = workspace.end2end();
    let lock = Fingerprint::of(&workspace.root, &["end2end/package-lock.json"])?.to_string();
    let stamp = folder.join("node_modules").join(".xtask-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if process::find("npm").is_none() {
        return Err(Failure::new("npm is missing: install Node.js 20 or later with npm"));
    }
    steps.step("npm packages", || {
        process::run(workspace.command("npm").args(["ci"]).current_dir(&folder))?;
        fs::write(&stamp, lock).or_fail(stamp.display())
    })
}

#[cfg(test)]
mod tests {
    use super::is;

    #[test]
    fn a_version_fits_whole() {
        assert!(is("wasm-bindgen 0.2.105", "wasm-bindgen 0.2.105"));
        assert!(is("wasm-bindgen 0.2.105 (abc 2026)", "wasm-bindgen 0.2.105"));
        assert!(!is("wasm-bindgen 0.2.105", "wasm-bindgen 0.2.10"));
        assert!(!is("trunk 0.21.13", "trunk 0.21.14"));
    }
}
