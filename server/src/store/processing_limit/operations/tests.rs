use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use contract::privacy::LimitKind;

use super::*;
use crate::store::activity::code;

/// What asks the database something.
const QUERIES: [&str; 5] = ["row!(", "rows!(", "one!(", "execute!(", "sqlx::query"];
/// What looks for a limit.
const CONDITIONS: [&str; 3] = ["unlimited!(", "unlimited_message!(", "counted!("];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The functions of the store that ask the database, each with its text, by module and name.
fn functions() -> BTreeMap<(String, String), String> {
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut all = Vec::new();
    files(&store, &mut all);
    let mut found = BTreeMap::new();
    for path in all.into_iter().filter(|path| !path.ends_with("tests.rs")) {
        let module = path.strip_prefix(&store).unwrap().with_extension("").to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for part in text.split("async fn ").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if QUERIES.iter().any(|query| part.contains(query)) {
                found.insert((module.clone(), name), part.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_query_is_declared_once_and_everything_that_is_declared_is_there() {
    let functions = functions();
    assert!(functions.len() > 100, "{}", functions.len());
    for (module, name) in functions.keys() {
        let declares = |operation: &&Operation| {
            operation.module == module
                && (operation.functions.is_empty() || operation.functions.contains(&name.as_str()))
        };
        let count = OPERATIONS.iter().filter(declares).count();
        assert_eq!(count, 1, "store/{module}.rs: `{name}` is to be declared in processing_limit/operations.rs, once");
    }
    for operation in OPERATIONS {
        let module = operation.module;
        assert!(functions.keys().any(|(of, _)| of == module), "{module} is not there any more");
        for name in operation.functions {
            assert!(functions.contains_key(&(module.to_owned(), (*name).to_owned())), "{module}: {name} is gone");
        }
    }
}

#[test]
fn whatever_works_for_a_purpose_that_can_be_limited_looks_for_the_limit() {
    let functions = functions();
    for operation in OPERATIONS {
        let can_be_limited = operation.purposes.iter().any(|purpose| purpose.allows(LimitKind::Restricted));
        assert_eq!(can_be_limited, operation.limited == ByQuery, "{operation:?}");
        for name in operation.functions.iter().filter(|_| can_be_limited) {
            let text = &functions[&(operation.module.to_owned(), (*name).to_owned())];
            assert!(CONDITIONS.iter().any(|condition| text.contains(condition)), "{}: {name}", operation.module);
            // And for these purposes.
            if text.contains("unlimited!(") {
                let named = |purpose: &Purpose| text.contains(&format!("'{}'", code(*purpose)));
                assert!(operation.purposes.iter().all(named), "{}: {name}", operation.module);
            }
        }
    }
}

#[test]
fn a_query_without_its_condition_would_be_found() {
    // The reader of sources, on what it is to find and what not.
    let functions = functions();
    let text = |module: &str, name: &str| functions.get(&(module.to_owned(), name.to_owned()));
    assert!(text("usage", "add").is_some_and(|text| text.contains("unlimited!(")));
    assert!(text("account", "by_id").is_some_and(|text| !text.contains("unlimited!(")));
    assert!(text("held", "entries").is_none() && text("catalogue", "tables").is_none());
}
