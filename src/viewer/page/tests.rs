use std::sync::Arc;

use contract::lang::Lang;

use super::*;
use crate::{
    browser::json::parse,
    here::{Here, provide_here},
    viewer::{
        about::verdict,
        chooser::explain,
        copy::{
            Category, Manifest,
            tests::{entry, manifest, schema},
        },
        opened::{State, Trouble},
    },
};

fn html(lang: Lang, view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        provide_here(Signal::stored(Here { lang, route: Some(Route::ExportViewer) }));
        view().to_html()
    })
}

fn copy() -> Opened {
    let category = Category { id: "name".into(), schema: schema(), entries: vec![entry("<i>Ānna</i>", "lv")] };
    Opened {
        manifest: Manifest::read(parse(&manifest("")).unwrap()).unwrap(),
        altered: Vec::new(),
        categories: vec![("name".into(), Some(category)), ("email".into(), None)],
    }
}

#[test]
fn the_page_asks_for_a_file_before_any_script_runs() {
    for lang in Lang::ALL {
        let html = html(lang, || view! { <ExportViewer /> }.into_any());
        assert!(html.contains("id=\"copy\"") && html.contains("type=\"file\""), "{html}");
    }
}

#[test]
fn a_copy_is_shown_with_its_own_words_in_the_language_of_the_page() {
    let english = html(Lang::En, || browse(Arc::new(copy())));
    for words in ["Given name", "Latvian", "&lt;i&gt;Ānna&lt;/i&gt;", "Account"] {
        assert!(english.contains(words), "{words}: {english}");
    }
    assert!(english.contains("<code>email</code>"), "what cannot be read is named");
    let latvian = html(Lang::Lv, || browse(Arc::new(copy())));
    assert!(latvian.contains("latviešu") && latvian.contains("Konts"), "{latvian}");
    assert!(html(Lang::Lv, || withheld(&copy())).contains("Parole"));
}

#[test]
fn the_verdict_names_what_does_not_accord() {
    assert!(html(Lang::En, || about(&copy())).contains("1 of 2"));
    let whole = Opened { categories: copy().categories.into_iter().take(1).collect(), ..copy() };
    assert!(html(Lang::En, || verdict(&whole)).contains("notice--success"));
    let unreadable = html(Lang::En, || verdict(&copy()));
    assert!(unreadable.contains("notice--danger") && unreadable.contains("<code>email</code>"), "{unreadable}");
    let altered = Opened { altered: vec![("data/name.json".into(), State::Changed)], ..copy() };
    let html = html(Lang::En, || verdict(&altered));
    assert!(html.contains("notice--danger") && html.contains("data/name.json") && html.contains("changed or damaged"));
}

#[test]
fn every_trouble_has_words_of_its_own() {
    let all = [
        Trouble::NoZip,
        Trouble::NotOurs,
        Trouble::Damaged,
        Trouble::TooMuch,
        Trouble::TooLarge,
        Trouble::Unreadable,
        Trouble::Unable,
    ];
    for lang in Lang::ALL {
        let words: std::collections::BTreeSet<_> =
            all.into_iter().map(|trouble| html(lang, || explain(trouble).into_any())).collect();
        assert_eq!(words.len(), all.len());
    }
}
