use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::lang::Lang;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::copy::{Copy, Section, WITHHELD};
use super::group::{Group, groups};
use super::{sheet, words};
use crate::clock::moment;

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
    contact: &'static str,
    filled: usize,
    total: usize,
    sections: Vec<SectionView>,
    recipients: Vec<sheet::Recipient>,
    others: Vec<&'static str>,
    rights: Vec<(String, &'static str)>,
    withheld: Vec<String>,
}

struct SectionView {
    id: String,
    title: String,
    count: usize,
    groups: Vec<Group>,
    purposes: String,
    grounds: String,
    recipients: String,
    retention: String,
    source: String,
}

/// The page of a copy.
///
/// # Errors
/// When it cannot be written, which has no cause but memory.
pub(super) fn render(copy: &Copy) -> askama::Result<String> {
    let lang = copy.lang;
    let withheld = WITHHELD.map(|(key, ..)| words::text(lang, &format!("withheld.{key}")).to_owned());
    let rights =
        sheet::RIGHTS.map(|(right, article)| (words::text(lang, &format!("right.{right}")).to_owned(), article));
    Page {
        lang,
        style: STYLE,
        style_hash: format!("sha256-{}", STANDARD.encode(Sha256::digest(STYLE))),
        made_at: moment::in_words(lang, copy.made_at),
        policy_version: copy.policy_version.clone(),
        contact: sheet::CONTACT,
        filled: copy.sections.iter().filter(|section| !section.entries.is_empty()).count(),
        total: copy.sections.iter().map(|section| section.entries.len()).sum(),
        sections: copy.sections.iter().map(|section| view(lang, section)).collect(),
        recipients: sheet::recipients(copy),
        others: sheet::others(copy),
        rights: rights.to_vec(),
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
        count: section.entries.len(),
        groups: groups(lang, section),
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
