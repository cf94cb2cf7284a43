//! The privacy policy with its versions, and the terms of use, as pages.
//!
//! The server renders a document from its structure. The app takes the HTML over as it stands, and asks the server for it on the way
//! from page to page: the code that makes documents is no part of the wasm, and the text travels once.

use contract::{
    consent::{Decision, Register},
    lang::Lang,
    policy::{Audience, Policy, PolicyRecord, VersionEntry},
    route::Route,
    time::Timestamp,
};
use leptos::prelude::*;

use crate::{browser::document, here::Here};

mod changes;
mod clause;
mod contents;
mod file;
mod live;
mod mine;
pub mod page;
mod text;
mod versions;
mod viewer;
mod words;

pub use live::{feed_links, switch_words};

/// The id of the element that holds a document.
const PLACE: &str = "document";

/// What a page of a document shows, and to whom.
#[derive(Clone, Debug)]
pub struct Reading {
    /// the text; of a comparison the old one and the new one; none in a list of versions
    pub texts: Vec<Policy>,
    /// all versions, the oldest first
    pub versions: Vec<VersionEntry>,
    /// who reads
    pub reader: Reader,
}

/// What is known of who reads.
#[derive(Clone, Debug)]
pub struct Reader {
    /// the cookie decision that holds on the device
    pub decision: Option<Decision>,
    /// what the portal may store on devices, as it is run
    pub register: Register,
    /// since when the device's answer about statistics is as it is, if it has one
    pub statistics_since: Option<Timestamp>,
    /// who is signed in
    pub person: Option<Person>,
    /// the ISO 8601 day of an instant in the portal's time zone
    pub day: fn(Timestamp) -> String,
}

/// What a text means to somebody depends on this.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// what happened between them and the versions, newest first
    pub records: Vec<PolicyRecord>,
    /// whom they belong to
    pub audiences: Vec<Audience>,
}

/// A document that is here already, so that its page needs no waiting: the one that the page came with, then the last one that was
/// shown. Gone back to, the page is as tall as it was, and the browser finds the place again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefetched {
    /// which page
    pub route: Route,
    /// in which language
    pub lang: Lang,
    /// what it shows
    pub html: String,
    /// to whom it was shown, by address or to a guest; none until it is. What was shown may be out of date by now.
    pub shown_to: Option<Option<String>>,
}

impl Prefetched {
    /// What the page at hand carries. None in development, where Trunk serves the page without a first paint.
    pub fn of_page(Here { lang, route }: Here) -> Option<Self> {
        let route = route.filter(|route| route.document().is_some())?;
        Some(Self { route, lang, html: document::html_of(PLACE)?, shown_to: None })
    }

    /// Whether it is this page, and nobody else's.
    fn is(&self, route: Route, lang: Lang, reader: Option<&Option<String>>) -> bool {
        self.route == route && self.lang == lang && self.shown_to.as_ref().is_none_or(|shown| Some(shown) == reader)
    }
}

/// What a page of a document shows, as HTML; the language is the context's.
pub fn render(route: Route, reading: Reading) -> String {
    match route {
        Route::PolicyVersions => versions::list(&reading.versions),
        Route::PolicyChanges { version, since } => changes::page(version, since, &reading),
        _ => viewer::text(route, reading),
    }
    .to_html()
}

/// A version as a file to keep: a whole page that needs nothing else.
pub fn to_file(policy: Policy) -> String {
    file::page(policy)
}

#[cfg(test)]
#[path = "policy/tests.rs"]
mod tests;
