use std::{fs, path::Path};

use contract::{lang::Lang, policy::Document};
use include_dir::{Dir, include_dir};

use super::{Flawed, flaw};

static COMPILED_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../policy");

/// A policy file before it is parsed.
#[derive(Clone, Debug)]
pub struct Source {
    /// which document its folder stands for
    pub document: Document,
    /// the version that the folder's name promises; none for the terms
    pub version: Option<String>,
    /// the language that the file's name promises
    pub lang: Lang,
    /// where it is, for messages
    pub file: String,
    /// its text
    pub text: String,
}

impl Source {
    /// A text whose day is not set yet.
    pub fn is_draft(&self) -> bool {
        let front = self.text.lines().skip(1).take_while(|line| line.trim() != "---");
        !front.into_iter().any(|line| line.starts_with("effective:"))
    }

    /// A draft with its days (ISO 8601) set; nothing else of it changes.
    #[must_use]
    pub fn dated(mut self, effective: &str, published: &str) -> Self {
        if let Some(end) = self.text.match_indices("\n---").map(|(at, _)| at + 1).next() {
            self.text.insert_str(end, &format!("effective: {effective}\npublished: {published}\n"));
        }
        self
    }
}

/// The texts of the build.
pub(super) fn compiled_in() -> Result<Vec<Source>, Flawed> {
    let files = COMPILED_IN.dirs().flat_map(Dir::files);
    files.filter_map(|file| source(file.path(), file.contents().to_vec()).transpose()).collect()
}

/// The texts of a folder.
pub(super) fn read(folder: &Path) -> Result<Vec<Source>, Flawed> {
    let unreadable = |path: &Path, error| flaw(&path.display().to_string(), 0, error);
    let mut sources = Vec::new();
    for version in fs::read_dir(folder).map_err(|e| unreadable(folder, e))? {
        let version = version.map_err(|e| unreadable(folder, e))?.path();
        if !version.is_dir() {
            continue;
        }
        for file in fs::read_dir(&version).map_err(|e| unreadable(&version, e))? {
            let file = file.map_err(|e| unreadable(&version, e))?.path();
            let bytes = fs::read(&file).map_err(|e| unreadable(&file, e))?;
            sources.extend(source(&file, bytes)?);
        }
    }
    Ok(sources)
}

/// `None` for a file that is no `<version>/<lang>.md`.
fn source(path: &Path, bytes: Vec<u8>) -> Result<Option<Source>, Flawed> {
    let file = path.display().to_string();
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".md"));
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let (Some(name), Some(folder)) = (name, folder) else { return Ok(None) };
    let lang = Lang::from_tag(name).ok_or_else(|| flaw(&file, 0, "is named after no language of the portal"))?;
    let text = String::from_utf8(bytes).map_err(|_| flaw(&file, 0, "is not UTF-8"))?;
    let terms = folder == Document::Terms.slug();
    Ok(Some(Source {
        document: if terms { Document::Terms } else { Document::Privacy },
        version: (!terms).then(|| folder.to_owned()),
        lang,
        file,
        text,
    }))
}
