//! From a collected copy to the pieces of a ZIP file. A pure function: the same copy gives the same bytes.

use std::io::{Cursor, Write};

use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::copy::{Copy, Section, withheld};
use super::{page, schema, sheet};
use crate::basis::consent::CONTROLLER;
use crate::clock::moment;
use crate::hex::hex;
use crate::problem::{Failure, Outcome};
use crate::store::export::Archive;
use crate::store::held::{Entry, Value};

/// Size of a stored piece: 256 KiB.
const CHUNK_BYTES: usize = 256 * 1024;
/// Version of the archive's layout.
const FORMAT_VERSION: u32 = 1;

/// A file of the archive.
struct File {
    path: String,
    bytes: Vec<u8>,
}

/// The archive of a copy: `index.html`, `article-15.json`, `data/<category>.json` and `schema/<category>.json` for every category, and
/// `manifest.json`.
///
/// # Errors
/// When it cannot be written, which has no cause but memory.
pub(super) fn archive(copy: &Copy) -> Outcome<Archive> {
    let page = page::render(copy).map_err(Failure::internal)?;
    let mut files = vec![File { path: "index.html".into(), bytes: page.into_bytes() }];
    files.push(File { path: "article-15.json".into(), bytes: pretty(&sheet::sheet(copy))? });
    for section in &copy.sections {
        files.push(File { path: data_path(section), bytes: pretty(&data(section))? });
    }
    for section in &copy.sections {
        files.push(File { path: schema_path(section), bytes: pretty(&schema::schema(copy.lang, section.category))? });
    }
    let manifest = pretty(&manifest(copy, &files))?;
    files.push(File { path: "manifest.json".into(), bytes: manifest });
    let zip = zip(copy, &files).map_err(Failure::internal)?;
    Ok(Archive {
        bytes: i64::try_from(zip.len()).map_err(Failure::internal)?,
        sha256: hex(&Sha256::digest(&zip)),
        chunks: zip.chunks(CHUNK_BYTES).map(<[u8]>::to_vec).collect(),
    })
}

fn zip(copy: &Copy, files: &[File]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(modified(copy))
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        writer.start_file(file.path.as_str(), options)?;
        writer.write_all(&file.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// ZIP knows local times only.
fn modified(copy: &Copy) -> DateTime {
    let time = moment::local(copy.made_at);
    let part = |n: i8| u8::try_from(n).unwrap_or_default();
    let year = u16::try_from(time.year()).unwrap_or_default();
    let (month, day) = (part(time.month()), part(time.day()));
    DateTime::from_date_and_time(year, month, day, part(time.hour()), part(time.minute()), part(time.second()))
        .unwrap_or_default()
}

fn pretty(json: &Json) -> Outcome<Vec<u8>> {
    serde_json::to_vec_pretty(json).map_err(Failure::internal)
}

fn data_path(section: &Section) -> String {
    format!("data/{}.json", section.id())
}

fn schema_path(section: &Section) -> String {
    format!("schema/{}.json", section.id())
}

/// The file of a category.
fn data(section: &Section) -> Json {
    json!({ "category": section.id(), "entries": section.entries.iter().map(entry).collect::<Vec<_>>() })
}

fn entry(entry: &Entry) -> Json {
    let values = entry.values.iter().map(|(column, value)| ((*column).to_owned(), for_machines(value)));
    json!({ "source": entry.table, "values": values.collect::<serde_json::Map<_, _>>() })
}

fn for_machines(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Instant(at) => json!(at.map(moment::for_machines)),
        Value::Flag(yes) => json!(yes),
        Value::Number(number) => json!(number),
    }
}

/// What is in the archive and what is not; every category is named, the empty ones too.
fn manifest(copy: &Copy, files: &[File]) -> Json {
    let category = |section: &Section| {
        json!({
            "category": section.id(),
            "file": data_path(section),
            "schema": schema_path(section),
            "count": section.entries.len(),
            "empty": section.entries.is_empty(),
            "purposes": section.basis.purposes,
            "grounds": section.basis.grounds,
            "recipients": section.basis.recipients,
            "retention": section.basis.retention,
        })
    };
    let file = |file: &File| json!({ "path": file.path, "bytes": file.bytes.len(), "sha256": hex(&Sha256::digest(&file.bytes)) });
    json!({
        "format": "vet2b-export",
        "format_version": FORMAT_VERSION,
        "created_at": moment::for_machines(copy.made_at),
        "lang": copy.lang,
        "controller": format!("{CONTROLLER}, {}", sheet::CONTACT),
        "policy_version": copy.policy_version,
        "categories": copy.sections.iter().map(category).collect::<Vec<_>>(),
        "withheld": withheld(),
        "files": files.iter().map(file).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
#[path = "archive/tests.rs"]
mod tests;
