use contract::policy::{Block, Change, Clause, Inline, Materiality, Standing};

use super::*;
use crate::here::{Here, provide_here};

/// Somebody who has not decided about cookies.
pub(super) fn reader(person: Option<Person>) -> Reader {
    Reader {
        decision: None,
        register: Register::default(),
        statistics_since: None,
        person,
        day: |_| "2026-11-22".into(),
    }
}

/// Clauses with a summary and one paragraph, by id and words.
pub(super) fn policy(version: &str, clauses: &[(&str, &str)]) -> Policy {
    let text = |text: &str| vec![Inline::Text { text: text.into() }];
    let clause = |(id, words): &(&str, &str)| Clause {
        id: (*id).into(),
        title: (*id).into(),
        summary: text("In short."),
        blocks: vec![Block::Paragraph(text(words))],
    };
    Policy {
        version: version.into(),
        lang: Lang::En,
        title: "Privacy policy".into(),
        effective: "2018-10-05".into(),
        published: "2018-10-05".into(),
        sha256: "ab12".into(),
        changes: Vec::new(),
        clauses: clauses.iter().map(clause).collect(),
    }
}

/// A version whose clauses mean this.
pub(super) fn entry(version: &str, standing: Standing, changes: &[(&str, Materiality, &[Audience])]) -> VersionEntry {
    let change = |(clause, materiality, audiences): &(&str, Materiality, &[Audience])| Change {
        clause: (*clause).into(),
        materiality: *materiality,
        audiences: audiences.to_vec(),
    };
    VersionEntry {
        version: version.into(),
        effective: "2018-10-05".into(),
        published: "2018-10-05".into(),
        standing,
        sha256: "ab12".into(),
        changes: changes.iter().map(change).collect(),
    }
}

/// The HTML of an English page.
pub(super) fn html(route: Route, reading: Reading) -> String {
    Owner::new().with(|| {
        provide_here(Signal::stored(Here { lang: Lang::En, route: Some(route) }));
        render(route, reading)
    })
}

#[test]
fn a_file_needs_nothing_else_and_holds_nothing_that_is_hostile() {
    let file = Owner::new().with(|| {
        provide_here(Signal::stored(Here { lang: Lang::En, route: None }));
        to_file(policy("2", &[("scope", "<script>alert(1)</script>")]))
    });
    assert!(file.starts_with("<!doctype html>") && file.contains("<title>Privacy policy</title>"));
    assert!(file.contains("<h2>scope</h2>") && file.contains("ab12") && !file.contains("<script"));
}
