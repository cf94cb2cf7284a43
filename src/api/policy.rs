//! Policies.

use contract::{
    lang::Lang,
    path,
    policy::{Document, Policy},
};

use super::{Answer, get};

/// A document in force.
pub fn in_force(document: Document, lang: Lang) -> Answer<Policy> {
    get(format!("{}?lang={}", path::with(path::POLICY, document.slug()), lang.tag()))
}
