//! The privacy policy and the terms of use, as pages.

use contract::policy::{Document, Policy};

pub mod clause;
pub mod contents;
pub mod text;
pub mod viewer;

/// A text that is here already, so that its page needs no waiting: rendered by the server, or fetched before the app
/// takes the page over.
#[derive(Clone, Debug)]
pub struct Prefetched {
    /// which document
    pub document: Document,
    /// its text
    pub policy: Policy,
}
