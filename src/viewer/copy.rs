//! What a copy says, read from its JSON. Everything in it comes from a file that anybody may have made: what is of another form is
//! refused, and nothing of it is taken for markup or an address.

use std::collections::BTreeSet;

use contract::{
    json::{Json, Read},
    lang::Lang,
};

use super::zip::MOST_FILES;

/// A schema has no more sources, a source no more columns, an entry no more values: what is looked up for each of many entries stays
/// short.
const MOST_PARTS: usize = 64;
/// A column has no more codes.
const MOST_CODES: usize = 512;

/// The list of an archive's contents, `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// when the copy was made, RFC 3339 in UTC
    pub created_at: String,
    /// the language of its texts
    pub lang: Option<Lang>,
    /// the version of the policy that was in force
    pub policy_version: String,
    /// every category
    pub categories: Vec<Listed>,
    /// what is in no copy
    pub withheld: Vec<Words>,
    /// every file but the list itself
    pub files: Vec<Named>,
}

/// A category as listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// its code
    pub id: String,
    /// the file of its entries
    pub file: String,
    /// the file that describes them
    pub schema: String,
}

/// A file as listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// its name, with folders
    pub path: String,
    /// its size
    pub bytes: usize,
    /// its SHA-256, hexadecimal
    pub sha256: String,
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    lv: String,
    en: String,
}

impl Words {
    /// The text in a language.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Lv => &self.lv,
            Lang::En => &self.en,
        }
    }
}

impl Read for Words {
    fn read(mut json: Json) -> Option<Self> {
        Some(Self { lv: json.member("lv")?, en: json.member("en")? })
    }
}

impl Manifest {
    /// Reads the list; none when it is not one of ours.
    pub fn read(mut json: Json) -> Option<Self> {
        if json.member::<String>("format")? != "vet2b-export" || json.member::<i64>("format_version")? != 1 {
            return None;
        }
        let manifest = Self {
            created_at: json.member("created_at")?,
            lang: json.member::<String>("lang").and_then(|tag| Lang::from_tag(&tag)),
            policy_version: json.member("policy_version")?,
            categories: json.member("categories")?,
            withheld: json.member::<Vec<Withheld>>("withheld")?.into_iter().map(|withheld| withheld.0).collect(),
            files: json.member("files")?,
        };
        manifest.is_plain().then_some(manifest)
    }

    /// Whether it is of a size that can be read, and names nothing twice: a file that several categories name would be read as often.
    fn is_plain(&self) -> bool {
        let Self { files, categories, .. } = self;
        files.len() <= MOST_FILES
            && categories.len() <= MOST_FILES
            && are_unique(files.iter().map(|file| &file.path))
            && are_unique(categories.iter().map(|listed| &listed.id))
            && are_unique(categories.iter().flat_map(|listed| [&listed.file, &listed.schema]))
    }
}

fn are_unique<'t>(mut names: impl Iterator<Item = &'t String>) -> bool {
    let mut known = BTreeSet::new();
    names.all(|name| known.insert(name))
}

impl Read for Listed {
    fn read(mut json: Json) -> Option<Self> {
        Some(Self { id: json.member("category")?, file: json.member("file")?, schema: json.member("schema")? })
    }
}

struct Withheld(Words);

impl Read for Withheld {
    fn read(mut json: Json) -> Option<Self> {
        Some(Self(json.member("words")?))
    }
}

impl Read for Named {
    fn read(mut json: Json) -> Option<Self> {
        Some(Self { path: json.member("path")?, bytes: json.member("bytes")?, sha256: json.member("sha256")? })
    }
}

mod entries;
mod schema;

pub use entries::{Category, Cell, Entry};
pub use schema::Schema;

#[cfg(test)]
pub mod tests;
