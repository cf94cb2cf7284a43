//! What the data files of a copy look like, for machines: JSON Schema 2020-12, made of the catalogue.

use contract::{lang::Lang, privacy::Category};
use serde_json::{Map, Value as Json, json};

use super::words;
use crate::store::activity::code;
use crate::store::catalogue::{Column, Form, Table, tables};

/// The schema of a category's file. Titles are in the language of the copy; `x-words` has them in both, and `x-codes` the words of
/// each code that a column may hold (unknown keywords are annotations, JSON Schema Core 2020-12, section 6.5).
pub(super) fn schema(lang: Lang, category: Category) -> Json {
    let id = code(category);
    let sources: Vec<_> = tables()
        .filter(|table| table.held(category).next().is_some())
        .map(|table| source(lang, table, category))
        .collect();
    let key = format!("category.{id}");
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:vet2b:export:{id}"),
        "title": words::text(lang, &key),
        "x-words": words::both(&key),
        "type": "object",
        "required": ["category", "entries"],
        "additionalProperties": false,
        "properties": {
            "category": { "const": id },
            "entries": { "type": "array", "items": { "oneOf": sources } },
        },
    })
}

/// The entries that come from one table.
fn source(lang: Lang, table: &Table, category: Category) -> Json {
    let key = format!("table.{}", table.name);
    let columns: Map<String, Json> =
        table.held(category).map(|column| (column.name.to_owned(), property(lang, table.name, column))).collect();
    json!({
        "title": words::text(lang, &key),
        "x-words": words::both(&key),
        "type": "object",
        "required": ["source", "values"],
        "additionalProperties": false,
        "properties": {
            "source": { "const": table.name },
            "values": {
                "type": "object",
                // The order of the catalogue, which objects do not keep: this is how a person is shown them.
                "required": table.held(category).map(|column| column.name).collect::<Vec<_>>(),
                "additionalProperties": false,
                "properties": columns,
            },
        },
    })
}

fn property(lang: Lang, table: &str, column: &Column) -> Json {
    let key = format!("{table}.{}", column.name);
    let mut property = match column.form {
        Form::Text => json!({ "type": "string" }),
        Form::Instant => json!({ "type": ["string", "null"], "format": "date-time" }),
        Form::Flag => json!({ "type": "boolean" }),
        Form::Number => json!({ "type": "integer" }),
    };
    property["title"] = json!(words::text(lang, &key));
    property["x-words"] = words::both(&key);
    let codes = words::codes(table, column.name);
    if !codes.is_empty() {
        let worded = codes.into_iter().map(|(code, (lv, en))| (code.to_owned(), json!({ "lv": lv, "en": en })));
        property["x-codes"] = Json::Object(worded.collect());
    }
    property
}
