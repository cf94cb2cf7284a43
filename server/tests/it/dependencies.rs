//! Upper rooms use lower ones, never the other way round and never one beside.

use std::fs;
use std::path::{Path, PathBuf};

/// From the top down; names on one line never use each other.
const ROOMS: &[&[&str]] = &[
    &["serve", "command"],
    &["app"],
    &["http", "job", "guard"],
    &["extract"],
    &["rights"],
    &["state"],
    &["store"],
    &["session", "password", "limit", "mail", "policy", "shell", "signing", "connector", "sealing"],
    &["clock", "random", "config", "problem", "device", "hex", "first_paint", "basis"],
];

fn rank(room: &str) -> usize {
    ROOMS.iter().position(|rooms| rooms.contains(&room)).unwrap_or_else(|| panic!("`{room}` has no place in this test"))
}

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

/// The rooms after each `crate::`, those in braces too.
fn used(text: &str) -> Vec<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = code.flat_map(|line| [line, "\n"]).collect();
    let mut rooms = Vec::new();
    for (_, rest) in code.match_indices("crate::").map(|(at, found)| (at, &code[at + found.len()..])) {
        match rest.strip_prefix('{') {
            Some(list) => rooms.extend(list.split('}').next().unwrap().split(',').map(|part| name(part.trim()))),
            None => rooms.push(name(rest)),
        }
    }
    rooms.retain(|room| !room.is_empty());
    rooms
}

#[test]
fn rooms_use_lower_ones_alone() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&source, &mut all);
    let mut wrong = Vec::new();
    for path in all {
        let place = path.strip_prefix(&source).unwrap();
        let room = place.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if matches!(room, "lib" | "main") {
            continue;
        }
        for other in used(&fs::read_to_string(&path).unwrap()) {
            if other != room && rank(&other) <= rank(room) {
                wrong.push(format!("{}: {room} uses {other}", place.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_store_writes_sql() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&source, &mut all);
    for path in all.iter().filter(|path| !path.starts_with(source.join("store")) && !path.ends_with("store.rs")) {
        let text = fs::read_to_string(path).unwrap();
        for sql in
            ["\"select ", "\"insert into ", "\"update ", "\"delete from ", "execute!(", "row!(", "rows!(", "one!("]
        {
            assert!(!text.contains(sql), "{}: {sql}", path.display());
        }
    }
}
