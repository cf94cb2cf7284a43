//! The style guide as files: every component in every state, to be opened in a browser or photographed by `end2end/`.

#![expect(clippy::unwrap_used, reason = "a test; Clippy sees only its #[test] functions as such")]

use std::{fs, path::Path};

use contract::{
    consent::{Decision, Register},
    lang::Lang,
};
use vet2b_portal::first_paint::{Visit, render};

/// A decision, so that the banner does not cover the components.
const DECIDED: &str = "2.p-1.s-1.1790000000.b.0123456789abcdef0123456789abcdef";

/// A whole page that needs no server: the style and the icons are inside.
fn page(lang: Lang) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tag = lang.tag();
    let path = format!("/{tag}/styleguide");
    let decision = Decision::from_cookie(DECIDED);
    let visit = Visit {
        path: &path,
        decision,
        register: Register::default(),
        reading: None,
        announced: None,
        posted: None,
        providers: Vec::new(),
        is_limited: false,
    };
    let page = render(visit);
    assert_eq!(page.status, 200);
    // `cargo xtask style` makes it; without it the components are there, but bare.
    let style = fs::read_to_string(root.join("target/style/portal.css")).unwrap_or_default();
    let icons = fs::read_to_string(root.join("public/icons.svg")).unwrap().replacen("<svg", "<svg hidden", 1);
    let body = page.html.replace("/icons.svg#", "#");
    format!(
        r#"<!doctype html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{}</title>
<style>{style}</style>
</head>
<body>{icons}<div id="app">{body}</div></body>
</html>
"#,
        page.title
    )
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "only development builds know the style guide")]
fn every_component_renders_in_every_state() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/styleguide");
    fs::create_dir_all(&folder).unwrap();
    for lang in Lang::ALL {
        let html = page(lang);
        for state in
            ["error-summary", "aria-invalid=\"true\"", "aria-disabled=\"true\"", "aria-current=\"step\"", "skeleton"]
        {
            assert!(html.contains(state), "{state}");
        }
        fs::write(folder.join(format!("{}.html", lang.tag())), html).unwrap();
    }
}
