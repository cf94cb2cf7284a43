//! The entries of a section, put together by where they come from.

use contract::{lang::Lang, time::Timestamp};

use super::copy::Section;
use super::words;
use crate::clock::moment;
use crate::store::held::{Entry, Value};

/// More columns than this have no room beside each other.
const COLUMNS: usize = 6;
/// A longer text, in characters, has no room in a table.
const SHORT: usize = 90;

/// Entries of one table.
pub(super) struct Group {
    pub title: String,
    /// the names of the values
    pub labels: Vec<String>,
    /// for each entry the values, in the order of their names
    pub rows: Vec<Vec<Cell>>,
    /// as a table; otherwise each entry is a card
    pub is_table: bool,
}

/// A value in words.
pub(super) struct Cell {
    pub text: String,
    pub is_missing: bool,
}

/// The entries of a section by table, in their order.
pub(super) fn groups(lang: Lang, section: &Section) -> Vec<Group> {
    let mut groups: Vec<(&'static str, Group)> = Vec::new();
    for entry in &section.entries {
        if groups.last().is_none_or(|(table, _)| *table != entry.table) {
            groups.push((entry.table, Group::new(lang, entry)));
        }
        if let Some((_, group)) = groups.last_mut() {
            let cell = |(column, value): &(&'static str, Value)| Cell::new(lang, entry.table, column, value);
            group.rows.push(entry.values.iter().map(cell).collect());
        }
    }
    groups.into_iter().map(|(_, group)| group.laid_out()).collect()
}

impl Group {
    fn new(lang: Lang, entry: &Entry) -> Self {
        let label =
            |(column, _): &(&'static str, Value)| words::text(lang, &format!("{}.{column}", entry.table)).to_owned();
        Self {
            title: words::text(lang, &format!("table.{}", entry.table)).to_owned(),
            labels: entry.values.iter().map(label).collect(),
            rows: Vec::new(),
            is_table: false,
        }
    }

    fn laid_out(mut self) -> Self {
        let is_short = |cell: &Cell| cell.text.len() <= SHORT;
        self.is_table = self.rows.len() > 1 && self.labels.len() <= COLUMNS && self.rows.iter().flatten().all(is_short);
        self
    }
}

impl Cell {
    /// What a person typed stands as typed; codes, instants and yes or no stand in words.
    fn new(lang: Lang, table: &str, column: &str, value: &Value) -> Self {
        let said = match value {
            Value::Text(text) if text.is_empty() => None,
            Value::Text(text) => Some(words::of_code(lang, table, column, text).unwrap_or(text).to_owned()),
            Value::Instant(at) => at.map(|at: Timestamp| moment::in_words(lang, at)),
            Value::Number(number) => Some(number.to_string()),
            Value::Flag(yes) => Some(words::text(lang, if *yes { "page.yes" } else { "page.no" }).to_owned()),
        };
        let is_missing = said.is_none();
        Self { text: said.unwrap_or_else(|| words::text(lang, "page.none").to_owned()), is_missing }
    }
}
