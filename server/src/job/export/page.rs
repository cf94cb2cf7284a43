use std::io::Write as _;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::lang::Lang;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::copy::{Copy, Section, WITHHELD};
use super::file::Files;
use super::group::{Group, groups};
use super::{sheet, words};
use crate::clock::moment;
use crate::problem::{Failure, Outcome};
use crate::store::held::Entry;

const STYLE: &str = include_str!("../../../templates/export/style.css");
const TABLE_END: &[u8] = b"</tbody>\n</table>\n";

/// `index.html` as it is being written: opens without a network and without scripts; every value is escaped.
pub(super) struct Page {
    files: Files,
    /// the group of entries that is open, and whether it is a table
    group: Option<(&'static str, bool)>,
}

/// The words of the page.
struct Words(Lang);

impl Words {
    fn of<'k>(&self, key: &'k str) -> &'k str {
        words::text(self.0, key)
    }
}

#[derive(Template)]
#[template(path = "export/head.html")]
struct Head {
    t: Words,
    lang: Lang,
    style: &'static str,
    style_hash: String,
    made_at: String,
    policy_version: String,
    filled: usize,
    total: usize,
    sections: Vec<SectionView>,
}

#[derive(Template)]
#[template(path = "export/open.html")]
struct Open {
    t: Words,
    section: SectionView,
}

#[derive(Template)]
#[template(path = "export/group.html")]
struct Rows {
    group: Group,
    /// the first ones of their group
    begins: bool,
    is_table: bool,
}

#[derive(Template)]
#[template(path = "export/close.html")]
struct Close {
    t: Words,
    id: String,
}

#[derive(Template)]
#[template(path = "export/tail.html")]
struct Tail {
    t: Words,
    policy_version: String,
    contact: &'static str,
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
    purposes: String,
    grounds: String,
    recipients: String,
    retention: String,
    source: String,
}

impl Page {
    /// Begins: what it is, a summary, and the contents with their counts.
    pub fn new(copy: &Copy) -> Outcome<Self> {
        let mut page = Self { files: Files::new(copy.made_at), group: None };
        page.files.begin("index.html".into()).map_err(Failure::internal)?;
        page.write(&Head {
            t: Words(copy.lang),
            lang: copy.lang,
            style: STYLE,
            style_hash: format!("sha256-{}", STANDARD.encode(Sha256::digest(STYLE))),
            made_at: moment::in_words(copy.lang, copy.made_at),
            policy_version: copy.policy_version.clone(),
            filled: copy.sections.iter().filter(|section| section.count > 0).count(),
            total: copy.sections.iter().map(|section| section.count).sum(),
            sections: views(copy),
        })?;
        Ok(page)
    }

    /// Begins a category.
    pub fn open(&mut self, copy: &Copy, section: &Section) -> Outcome<()> {
        self.group = None;
        self.write(&Open { t: Words(copy.lang), section: view(copy.lang, section) })
    }

    /// Adds entries to the open category. Whether a group is a table is settled by the first of its entries that come together.
    pub fn add(&mut self, lang: Lang, entries: &[Entry]) -> Outcome<()> {
        for group in groups(lang, entries) {
            let open = self.group.filter(|(source, _)| *source == group.source);
            let begins = open.is_none();
            let is_table = open.map_or_else(|| group.fits_a_table(), |(_, is_table)| is_table);
            if begins {
                self.end_group()?;
                self.group = Some((group.source, is_table));
            }
            self.write(&Rows { group, begins, is_table })?;
        }
        Ok(())
    }

    /// Ends a category.
    pub fn close(&mut self, lang: Lang, section: &Section) -> Outcome<()> {
        self.end_group()?;
        self.write(&Close { t: Words(lang), id: section.id() })
    }

    /// Ends the page, with the article 15 sheet and what is withheld.
    pub fn finish(mut self, copy: &Copy) -> Outcome<Files> {
        let text = |key: String| words::text(copy.lang, &key).to_owned();
        self.write(&Tail {
            t: Words(copy.lang),
            policy_version: copy.policy_version.clone(),
            contact: sheet::CONTACT,
            sections: views(copy),
            recipients: sheet::recipients(copy),
            others: sheet::others(copy),
            rights: sheet::RIGHTS.map(|(right, article)| (text(format!("right.{right}")), article)).to_vec(),
            withheld: WITHHELD.map(|(key, ..)| text(format!("withheld.{key}"))).to_vec(),
        })?;
        Ok(self.files)
    }

    fn end_group(&mut self) -> Outcome<()> {
        match self.group.take() {
            Some((_, true)) => self.files.write_all(TABLE_END).map_err(Failure::internal),
            _ => Ok(()),
        }
    }

    fn write(&mut self, part: &impl Template) -> Outcome<()> {
        let html = part.render().map_err(Failure::internal)?;
        self.files.write_all(html.as_bytes()).map_err(Failure::internal)
    }
}

fn views(copy: &Copy) -> Vec<SectionView> {
    copy.sections.iter().map(|section| view(copy.lang, section)).collect()
}

fn view(lang: Lang, section: &Section) -> SectionView {
    let basis = &section.basis;
    SectionView {
        id: section.id(),
        title: words::of(lang, "category", section.category),
        count: section.count,
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
