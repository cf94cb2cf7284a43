use contract::lang::Lang;

use super::*;
use crate::{
    browser::json::parse,
    here::{Here, provide_here},
    viewer::copy::{
        Manifest,
        tests::{entry, manifest, schema},
    },
};

fn copy(made: &str, entries: Vec<Entry>) -> Opened {
    let mut manifest = Manifest::read(parse(&manifest("")).unwrap()).unwrap();
    manifest.created_at = made.into();
    let category = Category { id: "name".into(), schema: schema(), entries };
    Opened { manifest, altered: Vec::new(), categories: vec![("name".into(), Some(category))] }
}

fn html(one: &Opened, other: &Opened) -> String {
    Owner::new().with(|| {
        provide_here(Signal::stored(Here { lang: Lang::En, route: None }));
        let found = differences(one, other);
        view! { {said(&found)} {shown(&found)} }.to_html()
    })
}

#[test]
fn the_later_copy_is_the_one_that_was_made_later() {
    let old = copy("2026-11-22T12:00:00Z", vec![entry("Anna", "lv")]);
    let new = copy("2026-11-23T12:00:00Z", vec![entry("Ānna", "lv")]);
    for html in [html(&old, &new), html(&new, &old)] {
        assert!(html.contains("<del>Anna</del>") && html.contains("<ins>Ānna</ins>"), "{html}");
        assert!(html.contains("Added: 0, removed: 0, changed: 1."), "{html}");
        assert!(!html.contains("Latvian"), "what is the same is left out: {html}");
    }
    assert!(html(&old, &old).contains("Both copies hold the same data."));
}

#[test]
fn what_is_in_one_copy_alone_is_shown_whole() {
    let old = copy("2026-11-22T12:00:00Z", Vec::new());
    let new = copy("2026-11-23T12:00:00Z", vec![entry("<b>Ānna</b>", "lv")]);
    let html = html(&old, &new);
    assert!(html.contains("Added") && html.contains("&lt;b&gt;Ānna") && html.contains("Latvian"), "{html}");
}

#[test]
fn a_category_that_cannot_be_read_is_said_to_be_left_out() {
    let old = copy("2026-11-22T12:00:00Z", vec![entry("Anna", "lv")]);
    let broken = Opened { categories: vec![("name".into(), None)], ..old.clone() };
    let html = html(&old, &broken);
    assert!(html.contains("are not compared") && html.contains("Nothing differs in what could be compared."), "{html}");
    assert!(!html.contains("hold the same data"), "{html}");
}
