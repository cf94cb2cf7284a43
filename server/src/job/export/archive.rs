//! From the entries of a copy, page by page, to the pieces of a ZIP file: the same entries give the same bytes.

use std::io::Write as _;

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use super::copy::{Copy, Section, withheld};
use super::file::Files;
use super::page::Page;
use super::{schema, sheet};
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

/// An archive that is being made: `data/<category>.json` and `schema/<category>.json` for every category, `article-15.json`,
/// `index.html`, and `manifest.json`. Categories are opened, filled and closed in their order.
pub(super) struct Maker {
    copy: Copy,
    files: Files,
    page: Page,
    /// entries of the open category
    written: usize,
}

impl Maker {
    /// Begins. Errors have no cause but memory, here and below.
    pub fn new(copy: Copy) -> Outcome<Self> {
        let page = Page::new(&copy)?;
        Ok(Self { files: Files::new(copy.made_at), page, written: 0, copy })
    }

    /// Begins the category at this place.
    pub fn open(&mut self, at: usize) -> Outcome<()> {
        let Some(section) = self.copy.sections.get(at) else { return Ok(()) };
        self.written = 0;
        self.files.begin(data_path(section)).map_err(Failure::internal)?;
        write!(self.files, "{{\n  \"category\": {},\n  \"entries\": [", json!(section.id()))
            .map_err(Failure::internal)?;
        self.page.open(&self.copy, section)
    }

    /// Adds entries to the open category.
    pub fn add(&mut self, entries: &[Entry]) -> Outcome<()> {
        for entry in entries {
            let before: &[u8] = if self.written == 0 { b"\n    " } else { b",\n    " };
            self.files.write_all(before).map_err(Failure::internal)?;
            serde_json::to_writer(&mut self.files, &ForMachines(entry)).map_err(Failure::internal)?;
            self.written += 1;
        }
        self.page.add(self.copy.lang, entries)
    }

    /// Ends the category at this place.
    pub fn close(&mut self, at: usize) -> Outcome<()> {
        self.files.write_all(b"\n  ]\n}\n").map_err(Failure::internal)?;
        let Some(section) = self.copy.sections.get_mut(at) else { return Ok(()) };
        section.count = self.written;
        self.page.close(self.copy.lang, section)
    }

    /// Ends the archive.
    pub fn finish(mut self) -> Outcome<Archive> {
        for section in &self.copy.sections {
            let schema = pretty(&schema::schema(self.copy.lang, section.category))?;
            self.files.add(&schema_path(section), &schema).map_err(Failure::internal)?;
        }
        self.files.add("article-15.json", &pretty(&sheet::sheet(&self.copy))?).map_err(Failure::internal)?;
        self.files.take_over(self.page.finish(&self.copy)?).map_err(Failure::internal)?;
        let manifest = pretty(&manifest(&self.copy, &self.files))?;
        self.files.add("manifest.json", &manifest).map_err(Failure::internal)?;
        let (zip, _) = self.files.finish().map_err(Failure::internal)?;
        Ok(Archive {
            bytes: i64::try_from(zip.len()).map_err(Failure::internal)?,
            sha256: hex(&Sha256::digest(&zip)),
            chunks: zip.chunks(CHUNK_BYTES).map(<[u8]>::to_vec).collect(),
        })
    }
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

/// An entry as it stands in a data file.
struct ForMachines<'e>(&'e Entry);

struct Values<'e>(&'e [(&'static str, Value)]);

impl Serialize for ForMachines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("source", self.0.table)?;
        map.serialize_entry("values", &Values(&self.0.values))?;
        map.end()
    }
}

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, value) in self.0 {
            match value {
                Value::Text(text) => map.serialize_entry(column, text)?,
                Value::Instant(at) => map.serialize_entry(column, &at.map(moment::for_machines))?,
                Value::Flag(yes) => map.serialize_entry(column, yes)?,
                Value::Number(number) => map.serialize_entry(column, number)?,
            }
        }
        map.end()
    }
}

/// What is in the archive and what is not; every category is named, the empty ones too.
fn manifest(copy: &Copy, files: &Files) -> Json {
    let category = |section: &Section| {
        json!({
            "category": section.id(),
            "file": data_path(section),
            "schema": schema_path(section),
            "count": section.count,
            "empty": section.count == 0,
            "purposes": section.basis.purposes,
            "grounds": section.basis.grounds,
            "recipients": section.basis.recipients,
            "retention": section.basis.retention,
        })
    };
    let files = files.done.iter().map(|file| json!({ "path": file.path, "bytes": file.bytes, "sha256": file.sha256 }));
    json!({
        "format": "vet2b-export",
        "format_version": FORMAT_VERSION,
        "created_at": moment::for_machines(copy.made_at),
        "lang": copy.lang,
        "controller": format!("{CONTROLLER}, {}", sheet::CONTACT),
        "policy_version": copy.policy_version,
        "categories": copy.sections.iter().map(category).collect::<Vec<_>>(),
        "withheld": withheld(),
        "files": files.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
#[path = "archive/tests.rs"]
mod tests;
