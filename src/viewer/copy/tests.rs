use super::*;
use crate::browser::json::parse;

/// A list as the server writes it.
pub fn manifest(files: &str) -> String {
    format!(
        r#"{{ "format": "vet2b-export", "format_version": 1, "created_at": "2026-11-22T12:00:00Z", "lang": "en",
        "controller": "VET2B Partner Consortium, contact@vet2b.eu", "policy_version": "2",
        "categories": [{{ "category": "name", "file": "data/name.json", "schema": "schema/name.json", "count": 1 }}],
        "withheld": [{{ "what": "secrets", "ground": "GDPR art. 32", "words": {{ "lv": "Parole", "en": "Password" }} }}],
        "files": [{files}] }}"#
    )
}

/// The schema of a category with a name, a code, an instant.
pub const SCHEMA: &str = r#"{ "$schema": "https://json-schema.org/draft/2020-12/schema",
    "x-words": { "lv": "Vārds", "en": "Name" }, "properties": { "category": { "const": "name" }, "entries": { "items": { "oneOf": [
      { "x-words": { "lv": "Konts", "en": "Account" }, "properties": { "source": { "const": "account" }, "values": {
        "required": ["name", "lang", "at"], "properties": {
        "name": { "type": "string", "x-words": { "lv": "Vārds", "en": "Given name" } },
        "lang": { "type": "string", "x-words": { "lv": "Valoda", "en": "Language" },
                  "x-codes": { "lv": { "lv": "latviešu", "en": "Latvian" } } },
        "at": { "type": ["string", "null"], "format": "date-time", "x-words": { "lv": "Laiks", "en": "Time" } }
      } } } } ] } } } }"#;

/// An entry of it.
pub fn entry(name: &str, lang: &str) -> Entry {
    let values = [("name", name), ("lang", lang)];
    let cell = |text: &str| if text.is_empty() { Cell::Missing } else { Cell::Text(text.into()) };
    Entry {
        source: "account".into(),
        values: values.into_iter().map(|(column, text)| (column.to_owned(), cell(text))).collect(),
    }
}

/// The schema, read.
pub fn schema() -> Schema {
    Schema::read(parse(SCHEMA).unwrap()).unwrap()
}

#[test]
fn a_list_of_ours_is_read() {
    let file = r#"{ "path": "data/name.json", "bytes": 12, "sha256": "00ff" }"#;
    let manifest = Manifest::read(parse(&manifest(file)).unwrap()).unwrap();
    assert_eq!((manifest.lang, manifest.policy_version.as_str()), (Some(Lang::En), "2"));
    assert_eq!((manifest.files[0].path.as_str(), manifest.files[0].bytes), ("data/name.json", 12));
    assert_eq!(
        (manifest.categories[0].schema.as_str(), manifest.withheld[0].of(Lang::Lv)),
        ("schema/name.json", "Parole")
    );
}

#[test]
fn a_list_of_another_kind_is_not() {
    let file = r#"{ "path": "a", "bytes": 1, "sha256": "" }"#;
    let twice = manifest(&format!("{file}, {file}"));
    let many: Vec<_> = (0..=MOST_FILES).map(|n| file.replace("\"a\"", &format!("\"{n}\""))).collect();
    for other in [
        "{}".to_owned(),
        "[]".to_owned(),
        manifest(file).replace("vet2b-export", "other-export"),
        manifest(file).replace("\"format_version\": 1", "\"format_version\": 2"),
        manifest(file).replace("\"bytes\": 1", "\"bytes\": -1"),
        manifest(file).replace("\"bytes\": 1", "\"bytes\": \"1\""),
        manifest(file).replace("\"category\"", "\"kind\""),
        twice,
        manifest(&many.join(", ")),
    ] {
        assert_eq!(Manifest::read(parse(&other).unwrap()), None, "{other}");
    }
}

#[test]
fn categories_share_nothing() {
    let is_read = |id: &str, file: &str, schema: &str| {
        let more = format!(r#", {{ "category": "{id}", "file": "{file}", "schema": "{schema}", "count": 1 }}],"#);
        Manifest::read(parse(&manifest("").replacen("],", &more, 1)).unwrap()).is_some()
    };
    assert!(is_read("email", "data/email.json", "schema/email.json"));
    for (id, file, schema) in [
        ("name", "data/email.json", "schema/email.json"),
        ("email", "data/name.json", "schema/email.json"),
        ("email", "data/email.json", "schema/name.json"),
        ("email", "schema/name.json", "schema/email.json"),
    ] {
        assert!(!is_read(id, file, schema), "{id} {file} {schema}");
    }
}

#[test]
fn what_is_wider_than_ours_is_refused() {
    let list = |count: usize, item: &dyn Fn(usize) -> String| (0..count).map(item).collect::<Vec<_>>().join(", ");
    let data = |count: usize| {
        let values = list(count, &|n| format!("\"v{n}\": {n}"));
        let data =
            format!(r#"{{ "category": "name", "entries": [{{ "source": "account", "values": {{ {values} }} }}] }}"#);
        Category::read("name", schema(), parse(&data).unwrap()).is_some()
    };
    assert!(data(MOST_PARTS) && !data(MOST_PARTS + 1));
    let schema = |from: &str, to: &str| Schema::read(parse(&SCHEMA.replacen(from, to, 1)).unwrap()).is_some();
    let required = |count| schema("\"name\", \"lang\", \"at\"", &list(count, &|n| format!("\"v{n}\"")));
    assert!(required(MOST_PARTS) && !required(MOST_PARTS + 1));
    let words = r#""x-words": { "lv": "", "en": "" }"#;
    let columns = |count| {
        let more = list(count, &|n| format!("\"v{n}\": {{ {words} }}"));
        schema("\"lang\": { \"type\"", &format!("{more}, \"lang\": {{ \"type\""))
    };
    assert!(columns(MOST_PARTS - 3) && !columns(MOST_PARTS - 2));
    let source = format!(
        r#"{{ {words}, "properties": {{ "source": {{ "const": "a" }}, "values": {{ "required": [], "properties": {{}} }} }} }}"#
    );
    let sources = |count| schema("\"oneOf\": [", &format!("\"oneOf\": [{},", list(count, &|_| source.clone())));
    assert!(sources(MOST_PARTS - 1) && !sources(MOST_PARTS));
    let codes = |count| {
        let more = list(count, &|n| format!("\"c{n}\": {{ \"lv\": \"\", \"en\": \"\" }}"));
        schema("\"x-codes\": {", &format!("\"x-codes\": {{ {more},"))
    };
    assert!(codes(MOST_CODES - 1) && !codes(MOST_CODES));
}

#[test]
fn entries_are_read_by_their_schema() {
    let data = r#"{ "category": "name", "entries": [
        { "source": "account", "values": { "name": "Ānna", "lang": "", "at": null, "number": 3, "flag": true } }] }"#;
    let category = Category::read("name", schema(), parse(data).unwrap()).unwrap();
    let cells: Vec<_> = category.entries[0].values.iter().map(|(_, cell)| cell.clone()).collect();
    assert_eq!(cells, [Cell::Text("Ānna".into()), Cell::Missing, Cell::Missing, Cell::Flag(true), Cell::Number(3)]);
    assert!(category.schema.column("account", "at").unwrap().is_instant);
    assert_eq!(category.schema.source("account").unwrap().of(Lang::Lv), "Konts");
    assert_eq!(category.schema.column("account", "lang").unwrap().codes[0].1.of(Lang::En), "Latvian");
    for other in
        ["{}", r#"{ "category": "email", "entries": [] }"#, r#"{ "category": "name", "entries": [{ "source": "a" }] }"#]
    {
        assert_eq!(Category::read("name", schema(), parse(other).unwrap()), None, "{other}");
    }
    let nested = data.replace("\"Ānna\"", "[\"Ānna\"]");
    assert_eq!(Category::read("name", schema(), parse(&nested).unwrap()), None);
}
