//! `cargo xtask style`: the small style sheets as one file, which is one request for a visitor.
//!
//! Trunk runs it before each build (`Trunk.toml`), as it copies style sheets and bundles none.

use std::fs;
use std::path::Path;

use crate::failure::{OrFail, Outcome};
use crate::fingerprint::files_below;
use crate::workspace::{Workspace, read_text};

/// From the weakest to the strongest; each is `style/<layer>.css` or all files of `style/<layer>/`.
const LAYERS: [&str; 6] = ["settings", "base", "objects", "components", "features", "utilities"];

/// Where `index.html` finds the result, wherever cargo builds: no folder that Trunk watches.
const BUNDLE: &str = "target/style/portal.css";

/// Writes the bundle, unless it stands there already: a new time of change would mean a new build.
pub fn run(workspace: &Workspace) -> Outcome {
    let css = bundle(&workspace.root.join("style"))?;
    let file = workspace.root.join(BUNDLE);
    if fs::read_to_string(&file).is_ok_and(|there| there == css) {
        return Ok(());
    }
    let folder = file.parent().unwrap_or(&file);
    fs::create_dir_all(folder).or_fail(folder.display())?;
    fs::write(&file, css).or_fail(file.display())
}

fn bundle(style: &Path) -> Outcome<String> {
    let mut css = format!("@layer {};\n", LAYERS.join(", "));
    for layer in LAYERS {
        let mut files = files_below(&style.join(layer))?;
        files.extend(files_below(&style.join(format!("{layer}.css")))?);
        files.retain(|file| file.extension().is_some_and(|kind| kind == "css"));
        if files.is_empty() {
            continue;
        }
        css.push_str(&format!("@layer {layer} {{\n"));
        for file in files {
            css.push_str(&read_text(&file)?);
        }
        css.push_str("}\n");
    }
    Ok(css)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_come_in_order_and_hold_their_files() -> Outcome {
        let style = std::env::temp_dir().join(format!("xtask-style-{}", std::process::id()));
        for (name, text) in [
            ("utilities.css", "u {}\n"),
            ("base.css", "b {}\n"),
            ("components/tag.css", "t {}\n"),
            ("components/card.css", "c {}\n"),
            ("components/notes.md", "no"),
        ] {
            let file = style.join(name);
            fs::create_dir_all(file.parent().unwrap_or(&style)).or_fail(name)?;
            fs::write(&file, text).or_fail(name)?;
        }
        let css = bundle(&style)?;
        let (_, content) = css.split_once(";\n").unwrap_or_default();
        assert_eq!(
            content,
            "@layer base {\nb {}\n}\n@layer components {\nc {}\nt {}\n}\n@layer utilities {\nu {}\n}\n"
        );
        fs::remove_dir_all(&style).or_fail("remove")
    }
}
