//! Where things stand: the project, what is built from it, and the tools.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, OrFail, Outcome};

/// Variables that select where and how cargo builds.
const BUILD_VARIABLES: [&str; 6] = [
    "CARGO_TARGET_DIR",
    "CARGO_BUILD_TARGET_DIR",
    "CARGO_BUILD_TARGET",
    "CARGO_ENCODED_RUSTFLAGS",
    "RUSTFLAGS",
    "RUSTDOCFLAGS",
];

/// The folders that the commands work in.
#[derive(Debug)]
pub struct Workspace {
    /// The project.
    pub root: PathBuf,
    /// What cargo builds.
    pub target: PathBuf,
    /// Tools, kept outside the project so that a fresh clone finds them.
    pub tools: PathBuf,
}

impl Workspace {
    /// The workspace that this program was started in.
    pub fn find() -> Self {
        // `cargo run` sets the variable anew; the compiled-in value would be that of another
        // clone when both share a target folder.
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().unwrap_or(&manifest).to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
        let cache = env::var_os("XDG_CACHE_HOME")
            .filter(|folder| !folder.is_empty())
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(".cache")))
            .unwrap_or_else(|| target.clone());
        Self { tools: cache.join("vet2b-portal").join("tools"), root, target }
    }

    /// A command in the project's folder, without what `cargo run` told us about our own package:
    /// build scripts that watch those variables would run again for nothing.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(name);
            }
        }
        command
    }

    /// `cargo` on the project.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command("cargo");
        command.args(arguments);
        command
    }

    /// `cargo` away from the project and its settings, to build a tool of the machine.
    pub fn foreign_cargo(&self) -> Command {
        let mut command = self.command("cargo");
        command.current_dir(env::temp_dir());
        for name in BUILD_VARIABLES {
            command.env_remove(name);
        }
        command
    }

    /// PATH with these folders before all others.
    pub fn path_with(folders: &[PathBuf]) -> Outcome<OsString> {
        let rest = env::var_os("PATH").unwrap_or_default();
        let all = folders.iter().cloned().chain(env::split_paths(&rest));
        env::join_paths(all).or_fail("cannot put the tools on PATH")
    }

    /// The built site.
    pub fn site(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The browser tests, with the npm packages.
    pub fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// The server, as built in `profile` ("release" or "debug").
    pub fn server(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join("vet2b-server")
    }

    /// The version of a package that `Cargo.lock` settles.
    pub fn locked_version(&self, package: &str) -> Outcome<String> {
        let lock = read_text(&self.root.join("Cargo.lock"))?;
        locked_version(&lock, package)
            .map(str::to_owned)
            .ok_or_else(|| Failure::new(format!("Cargo.lock names no version of {package}")))
    }
}

/// A whole text file; the failure names it.
pub fn read_text(file: &Path) -> Outcome<String> {
    std::fs::read_to_string(file).or_fail(file.display())
}

/// The version that follows `name = "<package>"` in a lock file.
fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-backend\"\nversion = \"0.1.0\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.105\"\ndependencies = [\n \"cfg-if\",\n]\n";

    #[test]
    fn the_locked_version_is_that_of_the_exact_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.105"));
        assert_eq!(locked_version(LOCK, "wasm-bindgen-backend"), Some("0.1.0"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
        assert_eq!(locked_version("", "wasm-bindgen"), None);
    }

    #[test]
    fn our_folders_come_first_on_path() -> Outcome {
        let path = Workspace::path_with(&[PathBuf::from("/first"), PathBuf::from("/second")])?;
        let folders: Vec<_> = env::split_paths(&path).take(2).collect();
        assert_eq!(folders, [PathBuf::from("/first"), PathBuf::from("/second")]);
        Ok(())
    }
}
