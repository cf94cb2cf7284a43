use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::{lang::Lang, time::Timestamp};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::copy::{Copy, Section, WITHHELD};
use super::words;
use crate::clock::moment;
use crate::store::held::{Entry, Value};

const STYLE: &str = include_str!("../../../templates/export/style.css");

/// `index.html`: opens without a network and without scripts; every value is escaped.
#[derive(Template)]
#[template(path = "export/index.html")]
struct Page {
    lang: Lang,
    style: &'static str,
    style_hash: String,
    made_at: String,
    policy_version: String,
    sections: Vec<SectionView>,
    withheld: Vec<String>,
}

struct SectionView {
    id: String,
    title: String,
    entries: Vec<Vec<Row>>,
    purposes: String,
    grounds: String,
    recipients: String,
    retention: String,
    source: String,
}

struct Row {
    label: String,
    value: String,
}

/// The page of a copy.
///
/// # Errors
/// When it cannot be written, which has no cause but memory.
pub(super) fn render(copy: &Copy) -> askama::Result<String> {
    let lang = copy.lang;
    let withheld = WITHHELD.map(|(key, _)| words::text(lang, &format!("withheld.{key}")).to_owned());
    Page {
        lang,
        style: STYLE,
        style_hash: format!("sha256-{}", STANDARD.encode(Sha256::digest(STYLE))),
        made_at: moment::in_words(lang, copy.made_at),
        policy_version: copy.policy_version.clone(),
        sections: copy.sections.iter().map(|section| view(lang, section)).collect(),
        withheld: withheld.to_vec(),
    }
    .render()
}

impl Page {
    fn t<'k>(&self, key: &'k str) -> &'k str {
        words::text(self.lang, key)
    }
}

fn view(lang: Lang, section: &Section) -> SectionView {
    let basis = &section.basis;
    SectionView {
        id: section.id(),
        title: words::of(lang, "category", section.category),
        entries: section.entries.iter().map(|entry| rows(lang, entry)).collect(),
        purposes: list(lang, "purpose", &basis.purposes),
        grounds: list(lang, "ground", &basis.grounds),
        recipients: list(lang, "recipient", &basis.recipients),
        retention: words::of(lang, "retention", basis.retention),
        source: words::of(lang, "source", section.category),
    }
}

fn list<T: Serialize + std::marker::Copy>(lang: Lang, group: &str, values: &[T]) -> String {
    values.iter().map(|value| words::of(lang, group, *value)).collect::<Vec<_>>().join("; ")
}

fn rows(lang: Lang, entry: &Entry) -> Vec<Row> {
    let row = |(column, value): &(&'static str, Value)| Row {
        label: words::text(lang, &format!("{}.{column}", entry.table)).to_owned(),
        value: in_words(lang, entry.table, column, value),
    };
    entry.values.iter().map(row).collect()
}

/// What a person typed stands as typed; codes, instants and yes or no stand in words.
fn in_words(lang: Lang, table: &str, column: &str, value: &Value) -> String {
    let none = || words::text(lang, "page.none").to_owned();
    match value {
        Value::Text(text) if text.is_empty() => none(),
        Value::Text(text) => words::of_code(lang, table, column, text).unwrap_or(text).to_owned(),
        Value::Instant(at) => at.map_or_else(none, |at: Timestamp| moment::in_words(lang, at)),
        Value::Number(number) => number.to_string(),
        Value::Flag(yes) => words::text(lang, if *yes { "page.yes" } else { "page.no" }).to_owned(),
    }
}
