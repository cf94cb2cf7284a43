//! The policy texts: read once at the start, checked as a whole, and shown from memory.
//!
//! A document is a folder of Markdown files, one per language; a version is immutable once published.
//! `policy/<version>/<lang>.md` is the privacy policy, `policy/terms/<lang>.md` the terms of use. The texts are compiled
//! in; `VET2B_POLICY_DIR` names a folder to read instead, so that an operator publishes without a build.

mod clauses;
mod front_matter;
mod markdown;
mod source;

use std::{fmt, path::Path};

use contract::{
    lang::Lang,
    policy::{Document, Policy},
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
#[derive(Debug)]
pub struct Edition {
    /// which document
    pub document: Document,
    /// the parsed text
    pub policy: Policy,
    /// the file, word for word
    pub source: String,
}

/// Every version of every document in every language.
#[derive(Debug)]
pub struct Policies {
    /// sorted by document, effective date and version
    editions: Vec<Edition>,
}

impl Policies {
    /// The texts of a folder, or the compiled-in ones.
    ///
    /// # Errors
    /// The first thing that is wrong, with file and line.
    pub fn load(folder: Option<&Path>) -> Result<Self, Flawed> {
        let sources = match folder {
            Some(folder) => source::read(folder)?,
            None => source::compiled_in()?,
        };
        Self::parse(sources)
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
        let mut texts = self.editions.iter().filter(|e| e.document == document && e.policy.lang == lang);
        let first = texts.clone().next();
        texts.rfind(|e| e.policy.effective.as_str() <= day).or(first).map(|e| &e.policy)
    }

    /// Every text, the oldest first.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }
}

fn edition(source: Source) -> Result<Edition, Flawed> {
    let policy = markdown::parse(&source)?;
    Ok(Edition { document: source.document, policy, source: source.text })
}

/// `file:line: what`.
fn flaw(file: &str, line: usize, what: impl fmt::Display) -> Flawed {
    Flawed(format!("{file}:{line}: {what}"))
}

#[cfg(test)]
#[path = "policy/tests.rs"]
mod tests;
