use contract::json::{Json, Read};

use super::{MOST_CODES, MOST_PARTS, Words};

/// What the entries of a category look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// the name of the category
    pub words: Words,
    sources: Vec<Source>,
}

/// A source of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Source {
    name: String,
    words: Words,
    columns: Vec<Column>,
}

/// A kind of value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// the name of the value
    name: String,
    /// what people call it
    pub words: Words,
    /// whether it is an instant
    pub is_instant: bool,
    /// codes with their words
    pub codes: Vec<(String, Words)>,
}

impl Schema {
    /// Reads a schema; none when it is not one of ours.
    pub fn read(mut json: Json) -> Option<Self> {
        let words = json.member("x-words")?;
        let sources: Vec<Source> = json.take("properties").take("entries").take("items").member("oneOf")?;
        (sources.len() <= MOST_PARTS).then_some(Self { words, sources })
    }

    /// What people call a source.
    pub fn source(&self, name: &str) -> Option<&Words> {
        self.sources.iter().find(|source| source.name == name).map(|source| &source.words)
    }

    /// Where a value stands among those of its entry; behind all that are known when it is not.
    pub fn place(&self, source: &str, name: &str) -> usize {
        let source = self.sources.iter().find(|known| known.name == source);
        let place = source.and_then(|source| source.columns.iter().position(|column| column.name == name));
        place.unwrap_or(usize::MAX)
    }

    /// A kind of value.
    pub fn column(&self, source: &str, name: &str) -> Option<&Column> {
        let source = self.sources.iter().find(|known| known.name == source)?;
        source.columns.iter().find(|column| column.name == name)
    }
}

impl Read for Source {
    fn read(mut json: Json) -> Option<Self> {
        let words = json.member("x-words")?;
        let mut properties = json.take("properties");
        let name = properties.take("source").member("const")?;
        let mut values = properties.take("values");
        let order: Vec<String> = values.member("required")?;
        let Json::Object(columns) = values.take("properties") else { return None };
        if order.len().max(columns.len()) > MOST_PARTS {
            return None;
        }
        let columns = columns.into_iter().map(|(name, json)| column(name, json));
        let mut columns: Vec<_> = columns.collect::<Option<_>>()?;
        columns.sort_by_key(|column| order.iter().position(|name| *name == column.name));
        Some(Self { name, words, columns })
    }
}

fn column(name: String, mut json: Json) -> Option<Column> {
    let codes = match json.take("x-codes") {
        Json::Object(codes) if codes.len() > MOST_CODES => return None,
        Json::Object(codes) => codes,
        _ => Vec::new(),
    };
    let codes = codes.into_iter().map(|(code, words)| Some((code, Words::read(words)?)));
    Some(Column {
        name,
        words: json.member("x-words")?,
        is_instant: json.take("format") == Json::Text("date-time".into()),
        codes: codes.collect::<Option<_>>()?,
    })
}
