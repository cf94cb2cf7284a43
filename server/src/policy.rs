//! The policy texts: checked as a whole, kept by the database once published, and shown from memory.
//!
//! A document is a folder of Markdown files, one per language; a version is immutable once published.
//! `policy/<version>/<lang>.md` is the privacy policy, `policy/terms/<lang>.md` the terms of use. The texts are compiled
//! in; `VET2B_POLICY_DIR` names a folder to read instead, so that an operator publishes without a build.
//! A text without `effective` is a draft: `vet2b-server policy publish` gives it its day.

mod clauses;
mod front_matter;
mod markdown;
mod source;

use std::{fmt, path::Path};

use contract::{
    lang::Lang,
    policy::{Document, Policy, Standing},
};

pub use source::Source;

/// What is wrong with the policy folder, as `file:line: what`.
#[derive(Debug, PartialEq, Eq)]
pub struct Flawed(String);

impl fmt::Display for Flawed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Flawed {}

/// One text: a version of a document in a language, with its source as it was published.
#[derive(Clone, Debug)]
pub struct Edition {
    /// which document
    pub document: Document,
    /// the parsed text
    pub policy: Policy,
    /// where it came from, for messages
    pub file: String,
    /// the file, word for word
    pub source: String,
}

/// Every version of every document in every language.
#[derive(Debug, Default)]
pub struct Policies {
    /// sorted by document, effective date and version
    editions: Vec<Edition>,
}

impl Policies {
    /// The texts of a folder, or the compiled-in ones. Drafts, which have no day yet, are left out.
    ///
    /// # Errors
    /// The first thing that is wrong, with file and line.
    pub fn load(folder: Option<&Path>) -> Result<Self, Flawed> {
        Self::parse(sources(folder)?.into_iter().filter(|source| !source.is_draft()).collect())
    }

    /// The texts of these sources, checked one by one and against one another.
    ///
    /// # Errors
    /// The first thing that is wrong, with file and line.
    pub fn parse(sources: Vec<Source>) -> Result<Self, Flawed> {
        let mut editions = sources.into_iter().map(edition).collect::<Result<Vec<_>, _>>()?;
        editions.sort_by(|a, b| {
            let key = |e: &Edition| (e.document, e.policy.effective.clone(), e.policy.version.clone(), e.policy.lang);
            key(a).cmp(&key(b))
        });
        clauses::check(&editions)?;
        Ok(Self { editions })
    }

    /// The text in force on a day (ISO 8601): the latest one that has taken effect; before the first, the first.
    pub fn in_force(&self, document: Document, lang: Lang, day: &str) -> Option<&Policy> {
        let first = self.versions(document, lang).next();
        self.versions(document, lang).rfind(|policy| policy.effective.as_str() <= day).or(first)
    }

    /// The next text that is to take effect after a day.
    pub fn announced(&self, document: Document, lang: Lang, day: &str) -> Option<&Policy> {
        self.versions(document, lang).skip(1).find(|policy| policy.effective.as_str() > day)
    }

    /// A version.
    pub fn version(&self, document: Document, lang: Lang, version: &str) -> Option<&Policy> {
        self.versions(document, lang).find(|policy| policy.version == version)
    }

    /// A version, with its source.
    pub fn edition(&self, document: Document, lang: Lang, version: &str) -> Option<&Edition> {
        let is_it = |edition: &&Edition| edition.document == document && edition.policy.lang == lang;
        self.editions.iter().filter(is_it).find(|edition| edition.policy.version == version)
    }

    /// Where a version stands on a day (ISO 8601).
    pub fn standing(&self, document: Document, version: &str, day: &str) -> Standing {
        let lang = Lang::default();
        let in_force = self.in_force(document, lang, day).map(|policy| policy.version.as_str());
        let effective = self.version(document, lang, version).map(|policy| policy.effective.as_str());
        match effective {
            _ if in_force == Some(version) => Standing::InForce,
            Some(effective) if effective > day => Standing::Announced,
            _ => Standing::Past,
        }
    }

    /// The versions of a document in a language, the oldest first.
    pub fn versions(&self, document: Document, lang: Lang) -> impl DoubleEndedIterator<Item = &Policy> {
        let wanted = move |edition: &&Edition| edition.document == document && edition.policy.lang == lang;
        self.editions.iter().filter(wanted).map(|edition| &edition.policy)
    }

    /// Every text, the oldest first.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }
}

/// The files of a folder, or the compiled-in ones; drafts too.
///
/// # Errors
/// What cannot be read, or is named after nothing.
pub fn sources(folder: Option<&Path>) -> Result<Vec<Source>, Flawed> {
    match folder {
        Some(folder) => source::read(folder),
        None => source::compiled_in(),
    }
}

fn edition(source: Source) -> Result<Edition, Flawed> {
    let policy = markdown::parse(&source)?;
    Ok(Edition { document: source.document, policy, file: source.file, source: source.text })
}

/// `file:line: what`.
fn flaw(file: &str, line: usize, what: impl fmt::Display) -> Flawed {
    Flawed(format!("{file}:{line}: {what}"))
}

#[cfg(test)]
#[path = "policy/tests.rs"]
mod tests;
