//! Values of a copy as a person reads them. Their names come from the copy's own schemas, in both languages.

use contract::lang::Lang;
use leptos::prelude::*;

use super::{
    copy::{Cell, Entry, Schema},
    search::Needle,
};
use crate::{browser::intl, tr};

/// What a source of entries is called.
pub fn source(schema: &Schema, name: &str, lang: Lang) -> String {
    schema.source(name).map_or(name, |words| words.of(lang)).to_owned()
}

/// What a value is called.
pub fn label(schema: &Schema, entry: &Entry, name: &str, lang: Lang) -> String {
    schema.column(&entry.source, name).map_or(name, |column| column.words.of(lang)).to_owned()
}

/// A value in words.
pub fn cell(schema: &Schema, entry: &Entry, name: &str, cell: &Cell, lang: Lang) -> String {
    let column = schema.column(&entry.source, name);
    match cell {
        Cell::Missing => tr!(viewer.none).to_owned(),
        Cell::Flag(true) => tr!(viewer.yes).to_owned(),
        Cell::Flag(false) => tr!(viewer.no).to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => match column {
            Some(column) if column.is_instant => intl::iso_day_and_time(text, lang),
            Some(column) => {
                let worded = column.codes.iter().find(|(code, _)| code == text);
                worded.map_or(text.as_str(), |(_, words)| words.of(lang)).to_owned()
            }
            None => text.clone(),
        },
    }
}

/// A text with what was looked for marked in it.
pub fn marked(text: &str, needle: Option<&Needle>) -> AnyView {
    let Some(needle) = needle else { return text.to_owned().into_any() };
    let pieces = needle.split(text).into_iter().map(|(found, piece)| {
        let piece = piece.to_owned();
        if found { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() }
    });
    pieces.collect_view().into_any()
}
