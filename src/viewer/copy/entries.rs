use contract::json::{Json, Read};

use super::{MOST_PARTS, Schema};

/// A category with its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// its code
    pub id: String,
    /// what its entries look like
    pub schema: Schema,
    /// the entries, in their order
    pub entries: Vec<Entry>,
}

/// An entry: values of one source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// where it comes from
    pub source: String,
    /// names and values
    pub values: Vec<(String, Cell)>,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// nothing was given
    Missing,
    /// as typed, or a code
    Text(String),
    /// yes or no
    Flag(bool),
    /// a whole number
    Number(i64),
}

impl Category {
    /// Reads a category's file by its schema; none when it is not one of ours.
    pub fn read(id: &str, schema: Schema, mut data: Json) -> Option<Self> {
        if data.member::<String>("category")? != id {
            return None;
        }
        let mut entries: Vec<Entry> = data.member("entries")?;
        for entry in &mut entries {
            let source = &entry.source;
            entry.values.sort_by_key(|(name, _)| schema.place(source, name));
        }
        Some(Self { id: id.to_owned(), schema, entries })
    }
}

impl Read for Entry {
    fn read(mut json: Json) -> Option<Self> {
        let source = json.member("source")?;
        let Json::Object(values) = json.take("values") else { return None };
        if values.len() > MOST_PARTS {
            return None;
        }
        let values = values.into_iter().map(|(name, value)| Some((name, Cell::read(value)?)));
        Some(Self { source, values: values.collect::<Option<_>>()? })
    }
}

impl Read for Cell {
    fn read(json: Json) -> Option<Self> {
        Some(match json {
            Json::Null => Self::Missing,
            Json::Text(text) if text.is_empty() => Self::Missing,
            Json::Text(text) => Self::Text(text),
            Json::Flag(flag) => Self::Flag(flag),
            Json::Number(number) => Self::Number(number),
            Json::List(_) | Json::Object(_) => return None,
        })
    }
}
