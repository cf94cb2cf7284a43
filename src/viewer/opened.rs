//! An archive, unpacked and checked against the list in it.

use std::collections::BTreeMap;

use contract::json::Json;

use super::{
    copy::{Category, Listed, Manifest, Named, Schema},
    zip::{self, Flaw, Packed, directory},
};
use crate::browser::{digest, file::Unread, inflate, json};

/// The list of an archive's contents.
const LIST: &str = "manifest.json";
/// The list of the largest copy is far smaller: 1 MiB.
const MOST_LISTED: usize = 1 << 20;

/// Why a file is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// it is no ZIP archive
    NoZip,
    /// an archive, but no copy of this portal
    NotOurs,
    /// it contradicts itself, or ends too early
    Damaged,
    /// it holds too much, or more than it says
    TooMuch,
    /// the file itself is too large
    TooLarge,
    /// the browser cannot read it
    Unreadable,
    /// the browser cannot inflate, or cannot compute SHA-256
    Unable,
}

impl From<Flaw> for Trouble {
    fn from(flaw: Flaw) -> Self {
        match flaw {
            Flaw::NoZip => Self::NoZip,
            Flaw::Damaged => Self::Damaged,
            Flaw::TooMuch => Self::TooMuch,
        }
    }
}

impl From<Unread> for Trouble {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::TooLarge => Self::TooLarge,
            Unread::Unreadable => Self::Unreadable,
        }
    }
}

/// How a file compares with the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// it has the size and the SHA-256 that are listed
    Same,
    /// it has not
    Changed,
    /// it is listed and not there
    Missing,
    /// it is there and not listed
    Unknown,
}

/// A copy, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// its list
    pub manifest: Manifest,
    /// every file that does not accord with the list
    pub altered: Vec<(String, State)>,
    /// each category with its code; none when its files are altered or cannot be read
    pub categories: Vec<(String, Option<Category>)>,
}

impl Opened {
    /// How many entries there are.
    pub fn total(&self) -> usize {
        self.readable().map(|category| category.entries.len()).sum()
    }

    /// How many categories hold something.
    pub fn filled(&self) -> usize {
        self.readable().filter(|category| !category.entries.is_empty()).count()
    }

    fn readable(&self) -> impl Iterator<Item = &Category> {
        self.categories.iter().filter_map(|(_, category)| category.as_ref())
    }
}

/// Opens an archive: nothing leaves the device. Files that the list does not name are not even unpacked.
///
/// # Errors
/// See [`Trouble`].
pub async fn open(archive: &[u8]) -> Result<Opened, Trouble> {
    if archive.len() > zip::MOST_BYTES {
        return Err(Trouble::TooLarge);
    }
    let files = directory(archive)?;
    let list = files.iter().find(|file| file.name == LIST && file.size <= MOST_LISTED).ok_or(Trouble::NotOurs)?;
    let manifest = unpack(archive, list).await?;
    let manifest = parse(&manifest).and_then(Manifest::read).ok_or(Trouble::NotOurs)?;
    let mut altered = Vec::new();
    let mut contents = BTreeMap::new();
    let is_of_a_category =
        |path: &str| manifest.categories.iter().any(|listed| listed.file == path || listed.schema == path);
    for named in &manifest.files {
        let (state, bytes) = check(archive, &files, named).await?;
        match state {
            State::Same if is_of_a_category(&named.path) => {
                contents.insert(named.path.as_str(), bytes);
            }
            State::Same => {}
            _ => altered.push((named.path.clone(), state)),
        }
    }
    let is_listed = |name: &str| name == LIST || manifest.files.iter().any(|named| named.path == name);
    let unknown = files.iter().filter(|file| !is_listed(&file.name));
    altered.extend(unknown.map(|file| (file.name.clone(), State::Unknown)));
    // Each file belongs to one category, and its bytes are of no use once they are read.
    let mut content = |path: &str| parse(&contents.remove(path)?);
    let mut category = |listed: &Listed| {
        let schema = Schema::read(content(&listed.schema)?)?;
        Category::read(&listed.id, schema, content(&listed.file)?)
    };
    let categories = manifest.categories.iter().map(|listed| (listed.id.clone(), category(listed))).collect();
    Ok(Opened { categories, altered, manifest: manifest.clone() })
}

/// A listed file, unpacked and compared with the list.
async fn check(archive: &[u8], files: &[Packed], named: &Named) -> Result<(State, Vec<u8>), Trouble> {
    let Some(file) = files.iter().find(|file| file.name == named.path) else { return Ok((State::Missing, Vec::new())) };
    match unpack(archive, file).await {
        Ok(bytes) => {
            let sha256 = digest::sha256(&bytes).await.ok_or(Trouble::Unable)?;
            let is_same = bytes.len() == named.bytes && sha256 == named.sha256;
            Ok(if is_same { (State::Same, bytes) } else { (State::Changed, Vec::new()) })
        }
        Err(Trouble::Damaged) => Ok((State::Changed, Vec::new())),
        Err(trouble) => Err(trouble),
    }
}

async fn unpack(archive: &[u8], file: &Packed) -> Result<Vec<u8>, Trouble> {
    let packed = archive.get(file.at.clone()).ok_or(Trouble::Damaged)?;
    if !file.is_deflated {
        return Ok(packed.to_vec());
    }
    inflate::inflate(packed, file.size).await.map_err(|failure| match failure {
        inflate::Failure::Unable => Trouble::Unable,
        inflate::Failure::Damaged => Trouble::Damaged,
        inflate::Failure::TooMuch => Trouble::TooMuch,
    })
}

fn parse(bytes: &[u8]) -> Option<Json> {
    json::parse_foreign(std::str::from_utf8(bytes).ok()?)
}

#[cfg(test)]
mod tests;
