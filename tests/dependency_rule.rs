//! The dependency rule of the SPA: a module may use only what stands below it. See `docs/ARCHITECTURE.md`.

#![expect(clippy::unwrap_used, reason = "a test; Clippy sees only its #[test] functions as such")]

use std::{fs, path::Path};

/// From the top down; modules on one line never use each other.
const LAYERS: &[&[&str]] = &[
    &["first_paint"],
    &["app"],
    &["lazy"],
    &["verification"],
    &["account", "policy", "privacy", "portal", "shell", "viewer"],
    &["consent", "rights"],
    &["form", "session", "proof"],
    &["ui"],
    &["api"],
    &["title"],
    &["i18n", "tr"],
    &["here"],
    &["browser", "effect"],
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The modules that a source text names behind `crate::`, in braces or not.
fn used(source: &str) -> Vec<String> {
    let mut used = Vec::new();
    let code: String =
        source.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|l| [l, "\n"]).collect();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let inside = rest.strip_prefix('{').map_or_else(|| first_word(rest).to_owned(), top_level_words);
        used.extend(inside.split(' ').filter(|word| !word.is_empty()).map(str::to_owned));
    }
    used
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// The first word of each item of a brace group, nested groups left out.
fn top_level_words(group: &str) -> String {
    let mut depth = 0_i32;
    let mut items = vec![String::new()];
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ => {
                if let Some(item) = items.last_mut().filter(|_| depth == 0) {
                    item.push(c);
                }
            }
        }
    }
    items.iter().map(|item| first_word(item.trim())).collect::<Vec<_>>().join(" ")
}

fn check(folder: &Path, module: Option<&str>, wrong: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let module = module.unwrap_or(&stem).to_owned();
        if path.is_dir() {
            check(&path, Some(&module), wrong);
        } else if layer(&module).is_some() {
            let source = fs::read_to_string(&path).unwrap();
            for other in used(&source) {
                let fits = other == module || layer(&other).is_none_or(|below| Some(below) > layer(&module));
                if !fits {
                    wrong.push(format!("{} uses {other}", path.display()));
                }
            }
        } else {
            assert!(matches!(module.as_str(), "lib" | "main"), "{module} has no layer");
        }
    }
}

#[test]
fn modules_use_only_what_stands_below_them() {
    let mut wrong = Vec::new();
    check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), None, &mut wrong);
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_the_browser_module_uses_web_sys() {
    fn find(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                find(&path, found);
            } else if fs::read_to_string(&path).unwrap().contains("web_sys::") {
                found.push(path.display().to_string());
            }
        }
    }
    let mut found = Vec::new();
    find(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.retain(|path| !path.contains("/browser") && !path.ends_with("/api.rs"));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_reader_of_use_lines_understands_groups() {
    let source = "use crate::{\n    api::{self, ApiError},\n    tr,\n    ui::Notice,\n};\nuse crate::here::use_lang;\ncrate::tr!(x)";
    assert_eq!(used(source), ["api", "tr", "ui", "here", "tr"]);
}
