//! The SPA as files to serve: built by Trunk, compressed, and built again only when it changed.

use std::fs;
use std::path::PathBuf;

use crate::compress;
use crate::failure::{OrFail, Outcome};
use crate::fingerprint::Fingerprint;
use crate::process;
use crate::split;
use crate::steps::Steps;
use crate::tools::{Tools, WASM};
use crate::workspace::Workspace;

/// Everything the SPA is made of, wasm-opt's version included.
const SOURCES: [&str; 15] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "index.html",
    "contract/Cargo.toml",
    "contract/src",
    "end2end/package-lock.json",
    "locales",
    "policy",
    "public",
    "src",
    "style",
    "xtask/src/split.rs",
    "xtask/src/style.rs",
];

/// The flags of a release build: every byte is paid by a visitor, hence a profile of its own.
const RELEASE: [&str; 4] = ["build", "--release", "--cargo-profile", PROFILE];
const PROFILE: &str = "wasm-release";

/// The standard library is compiled along, for size, and a panic ends the app without words: 267 kB of wasm became 249, compressed.
/// The compiler has this behind switches that it obeys only when told that it may.
const SMALL: [(&str, &str); 6] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_WASM_RELEASE_PANIC", "immediate-abort"),
    // In place of those in .cargo/config.toml, so the first one stands here again.
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "--cfg=erase_components -Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort",
    ),
];

/// Builds `dist` in release with compressed copies, unless it is up to date.
pub fn build(workspace: &Workspace, tools: &Tools, steps: &mut Steps) -> Outcome {
    let stamp = Stamp::of(workspace)?;
    if stamp.holds() {
        eprintln!("\n==> site: up to date");
        return compress::folder(&workspace.site());
    }
    // Trunk is not allowed on the network, so the crates are fetched before.
    steps.step("crates", || {
        process::run(&mut workspace.cargo(&["fetch"]))?;
        process::run(workspace.cargo(&["fetch", "--target", WASM]).envs(SMALL))
    })?;
    steps.step("site (wasm, release)", || {
        stamp.remove();
        process::run(tools.trunk(workspace, &RELEASE)?.envs(SMALL).env(split::VARIABLE.0, split::VARIABLE.1))?;
        split::site(workspace, tools, PROFILE)?;
        stamp.write()
    })?;
    steps.step("site (brotli, gzip)", || compress::folder(&workspace.site()))
}

/// What the site was built from, noted beside what cargo builds.
struct Stamp {
    file: PathBuf,
    sources: String,
    index: PathBuf,
}

impl Stamp {
    fn of(workspace: &Workspace) -> Outcome<Self> {
        let compiler = process::read(workspace.command("rustc").arg("-V")).unwrap_or_default();
        let sources = Fingerprint::of(&workspace.root, &SOURCES)?
            .with(&compiler)
            .with(&format!("{RELEASE:?} {SMALL:?}"))
            .to_string();
        let file = workspace.target.join("xtask").join("site");
        Ok(Self { file, sources, index: workspace.site().join("index.html") })
    }

    /// The sources, and the page that came of them: a Trunk run by hand leaves another one.
    fn text(&self) -> Option<String> {
        Some(format!("{}\n{}", self.sources, fs::read_to_string(&self.index).ok()?))
    }

    fn holds(&self) -> bool {
        self.text().is_some_and(|text| fs::read_to_string(&self.file).is_ok_and(|noted| noted == text))
    }

    fn remove(&self) {
        let _ = fs::remove_file(&self.file);
    }

    fn write(&self) -> Outcome {
        let folder = self.file.parent().unwrap_or(&self.file);
        fs::create_dir_all(folder).or_fail(folder.display())?;
        fs::write(&self.file, self.text().unwrap_or_default()).or_fail(self.file.display())
    }
}
