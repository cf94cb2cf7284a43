//! The privacy policy with its versions, and the terms of use, as pages.
//!
//! The server renders a document from its structure. The app takes the HTML over as it stands, and asks the server for it on the way
//! from page to page: the code that makes documents is no part of the wasm, and the text travels once.

use contract::{lang::Lang, policy::Reading, route::Route};
use leptos::prelude::*;

use crate::{browser::document, here::Here};

mod changes;
mod clause;
mod contents;
pub mod page;
mod text;
mod versions;
mod viewer;
mod words;

/// The id of the element that holds a document.
const PLACE: &str = "document";

/// A document that is here already, so that its page needs no waiting.
#[derive(Clone, Debug)]
pub struct Prefetched {
    /// which page
    pub route: Route,
    /// in which language
    pub lang: Lang,
    /// what it shows
    pub html: String,
}

impl Prefetched {
    /// What the page at hand carries. None in development, where Trunk serves the page without a first paint.
    pub fn of_page(Here { lang, route }: Here) -> Option<Self> {
        let route = route.filter(|route| route.document().is_some())?;
        Some(Self { route, lang, html: document::html_of(PLACE)? })
    }
}

/// What a page of a document shows, as HTML; the language is the context's.
pub fn render(route: Route, reading: Reading) -> String {
    match route {
        Route::PolicyVersions => versions::list(&reading.versions),
        Route::PolicyChanges { version, .. } => match reading.texts.as_slice() {
            [old, new] => changes::comparison(version, old, new),
            _ => ().into_any(),
        },
        _ => viewer::text(route, reading),
    }
    .to_html()
}
