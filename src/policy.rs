//! The privacy policy and the terms of use, as pages.

use contract::{
    json::Read,
    policy::{Document, Policy},
};

use crate::browser::{document, json};

pub mod clause;
pub mod contents;
pub mod text;
pub mod viewer;

/// The id of the data block that carries a text.
const DATA: &str = "vet2b-document";

/// A text that is here already, so that its page needs no waiting: the server rendered it, and sends it along as a data
/// block for the app to render it from. Beside its own HTML it compresses to almost nothing.
#[derive(Clone, Debug)]
pub struct Prefetched {
    /// which document
    pub document: Document,
    /// its text
    pub policy: Policy,
}

impl Prefetched {
    /// The data block, for the first paint.
    pub(crate) fn to_html(&self) -> String {
        // No `<`, so nothing in the text can end the block.
        let json = serde_json::to_string(&self.policy).unwrap_or_default().replace('<', "\\u003c");
        format!("<script type=\"application/json\" id=\"{DATA}\">{json}</script>")
    }

    /// What the page at hand carries. None in development, where Trunk serves the page without a first paint.
    pub fn of_page(document: Document) -> Option<Self> {
        let policy = Policy::read(json::parse(&document::text_of(DATA)?)?)?;
        Some(Self { document, policy })
    }
}
