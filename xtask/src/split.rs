//! The wasm in parts: what every visit loads, and chunks that the app loads when a page of theirs is gone to (`src/lazy.rs`).
//!
//! Trunk cannot do it, so this takes the place of what Trunk made of cargo's wasm: cut, bound to JavaScript, optimised, and put
//! into the site under names that hold a hash of the content.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

use crate::failure::{Failure, OrFail, Outcome};
use crate::fingerprint::{Fingerprint, files_below};
use crate::process;
use crate::tools::{Tools, WASM};
use crate::workspace::{Workspace, read_text};

/// What has the app compiled so that it can be cut (`build.rs`).
pub const VARIABLE: (&str, &str) = ("VET2B_SPLIT", "1");

/// The app's name among cargo's binaries and at the beginning of Trunk's files.
const APP: &str = "vet2b-portal";

/// Starts the app after the first frame: a frame's callbacks come before it is painted, a timer after.
const START: &str = r#"requestAnimationFrame(() => setTimeout(async () => {
const wasm = fetch("/APP_bg.wasm"), app = await import("/APP.js");
await app.default({ module_or_path: wasm });
}))"#;

/// The script that loads the chunks, as written by the cutter.
const LINK: &str = "__wasm_split.js";

/// Cuts what `cargo` built in this profile, and has the site use the parts.
pub fn site(workspace: &Workspace, tools: &Tools, profile: &str) -> Outcome {
    let whole = workspace.target.join(WASM).join(profile).join(APP).with_extension("wasm");
    let folder = workspace.target.join("xtask").join("split");
    let _ = fs::remove_dir_all(&folder);
    let chunks = cut(&whole, &folder)?;
    let main = bind(workspace, tools, &folder)?;
    let page = workspace.site().join("index.html");
    let html = read_text(&page)?;
    let options = optimiser_options(&read_text(&workspace.root.join("index.html"))?)?;
    for part in chunks.iter().chain([&main]) {
        process::run(tools.command(workspace, "wasm-opt")?.args(&options).arg(part).arg("-o").arg(part))?;
    }
    name_chunks(&folder.join(LINK), &chunks, &workspace.site())?;
    let script = join_scripts(workspace, &folder)?;
    let old = stem(&html)?;
    let new = format!("{APP}-{}", Fingerprint::of(&folder, &[name(&script)?, name(&main)?])?);
    for file in
        files_below(&workspace.site())?.iter().filter(|file| name(file).is_ok_and(|name| name.starts_with(&old)))
    {
        fs::remove_file(file).or_fail(file.display())?;
    }
    copy(&script, &workspace.site().join(format!("{new}.js")))?;
    copy(&main, &workspace.site().join(format!("{new}_bg.wasm")))?;
    fs::write(&page, started_when_painted(&html, &new)?).or_fail(page.display())
}

/// The page with our start of the app where Trunk's ends the head, with two links to what it loads: Trunk's asks for the app before
/// anything is painted. A page can be read without the app, and each byte and each piece of work of it would come first.
fn started_when_painted(page: &str, app: &str) -> Outcome<String> {
    let (before, rest) = cut_at(page, "<script type=module>")?;
    let (_, body) = cut_at(rest, "</head>")?;
    Ok(format!("{before}<script type=module>{}</script></head>{body}", START.replace("APP", app)))
}

fn cut_at<'p>(page: &'p str, mark: &str) -> Outcome<(&'p str, &'p str)> {
    page.split_once(mark).ok_or_else(|| Failure::new(format!("the page has no `{mark}`")))
}

/// The chunks; the main part stands beside them.
fn cut(whole: &Path, folder: &Path) -> Outcome<Vec<PathBuf>> {
    let wasm = fs::read(whole).or_fail(whole.display())?;
    let (main, script) = (main_part(folder), format!("./{APP}.js"));
    let mut options = Options::new(&wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &script;
    let parts = transform(options).or_fail("the wasm cannot be cut")?;
    match parts.split_modules.is_empty() {
        true => Err(Failure::new("the wasm has no chunks")),
        false => Ok(parts.split_modules),
    }
}

fn main_part(folder: &Path) -> PathBuf {
    folder.join(APP).with_extension("wasm")
}

/// What wasm-bindgen makes of the main part; the chunks are bound to that alone.
fn bind(workspace: &Workspace, tools: &Tools, folder: &Path) -> Outcome<PathBuf> {
    let mut bindgen = tools.command(workspace, "wasm-bindgen")?;
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", APP, "--out-dir"]);
    process::run(bindgen.arg(folder).arg(main_part(folder)))?;
    Ok(folder.join(format!("{APP}_bg.wasm")))
}

/// What wasm-opt is told: the page says so to Trunk.
fn optimiser_options(page: &str) -> Outcome<Vec<String>> {
    let value = |attribute: &str| page.split_once(&format!("{attribute}=\""))?.1.split('"').next();
    let (level, more) = value("data-wasm-opt")
        .zip(value("data-wasm-opt-params"))
        .ok_or_else(|| Failure::new("index.html has no options for wasm-opt"))?;
    Ok([format!("-O{level}")].into_iter().chain(more.split_whitespace().map(str::to_owned)).collect())
}

/// Puts the chunks into the site, and their names there into the script that loads them.
fn name_chunks(link: &Path, chunks: &[PathBuf], site: &Path) -> Outcome {
    let mut script = read_text(link)?;
    for chunk in chunks {
        let plain = name(chunk)?;
        let hash = Fingerprint::of(chunk.parent().unwrap_or(chunk), &[plain])?;
        let hashed = plain.replace(".wasm", &format!("-{hash}.wasm"));
        script = replace(&script, &format!("./{plain}"), &format!("./{hashed}"))?;
        copy(chunk, &site.join(hashed))?;
    }
    fs::write(link, script).or_fail(link.display())
}

/// The script of wasm-bindgen and the one that loads the chunks, as one. Trunk's own minifier gives up on what wasm-bindgen
/// writes; esbuild takes 8.2 kB to 6.8, compressed.
fn join_scripts(workspace: &Workspace, folder: &Path) -> Outcome<PathBuf> {
    let joined = folder.join("joined.js");
    let mut esbuild = workspace.command(workspace.end2end().join("node_modules/.bin/esbuild"));
    esbuild.arg(folder.join(format!("{APP}.js"))).args(["--bundle", "--minify", "--format=esm", "--log-level=warning"]);
    // wasm-bindgen names a module once for each function that comes from there.
    esbuild.arg("--log-override:duplicate-object-key=silent");
    process::run(esbuild.arg(format!("--outfile={}", joined.display())))?;
    Ok(joined)
}

/// What the names of Trunk's two files have in common, such as `vet2b-portal-1f2e3d4c5b6a7988`.
fn stem(page: &str) -> Outcome<String> {
    let start = format!("/{APP}-");
    let hash = page.split_once(&start).and_then(|(_, rest)| rest.split_once(".js"));
    hash.map(|(hash, _)| format!("{APP}-{hash}")).ok_or_else(|| Failure::new("the page loads no app"))
}

/// Fails where there is nothing to replace: a cutter that writes otherwise must not leave a name that leads nowhere.
fn replace(text: &str, from: &str, to: &str) -> Outcome<String> {
    match text.contains(from) {
        true => Ok(text.replace(from, to)),
        false => Err(Failure::new(format!("`{from}` is nowhere to be replaced"))),
    }
}

fn name(file: &Path) -> Outcome<&str> {
    file.file_name()
        .and_then(|name| name.to_str())
        .ok_or_else(|| Failure::new(format!("{} has no name", file.display())))
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(|_| ()).or_fail(to.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_how_to_optimise() {
        let page =
            r#"<link data-trunk data-wasm-opt="1" data-wasm-opt-params="--flatten  -O1" data-integrity="none" />"#;
        assert_eq!(optimiser_options(page), Ok(["-O1", "--flatten", "-O1"].map(str::to_owned).to_vec()));
        assert!(optimiser_options("<html>").is_err());
    }

    #[test]
    fn trunks_files_are_found_by_the_script_that_the_page_loads() {
        let page = "import init from '/vet2b-portal-1f2e3d4c5b6a7988.js'; '/vet2b-portal-1f2e3d4c5b6a7988_bg.wasm'";
        assert_eq!(stem(page).as_deref(), Ok("vet2b-portal-1f2e3d4c5b6a7988"));
        assert!(stem("<html>").is_err());
    }

    #[test]
    fn the_app_is_asked_for_when_the_page_is_painted() {
        let page = "<head><link rel=stylesheet><script type=module>import init from '/a.js'; await init()</script>\
                    <link href=/a.js rel=modulepreload></head><body></body>";
        let script = START.replace("APP", "b");
        let expected = format!("<head><link rel=stylesheet><script type=module>{script}</script></head><body></body>");
        assert_eq!(started_when_painted(page, "b"), Ok(expected));
        assert!(script.contains("\"/b_bg.wasm\"") && script.contains("\"/b.js\""));
        assert!(started_when_painted("<html>", "b").is_err(), "Trunk writes otherwise");
    }

    #[test]
    fn a_name_that_is_not_there_is_a_failure() {
        assert_eq!(replace("fetch('./a.wasm')", "./a.wasm", "./a-1.wasm").as_deref(), Ok("fetch('./a-1.wasm')"));
        assert!(replace("fetch('./a.wasm')", "./b.wasm", "./b-1.wasm").is_err());
    }
}
