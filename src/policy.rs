//! The privacy policy and the terms of use, as pages.

use contract::policy::Policy;

pub mod clause;
pub mod contents;
pub mod text;
pub mod viewer;

/// A text that is here already: provided as a context for the first paint, so that it needs no request.
#[derive(Clone, Debug)]
pub struct Prefetched(pub Policy);
