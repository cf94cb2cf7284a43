//! Policies.

use contract::{
    lang::Lang,
    path,
    policy::{Document, Policy},
};

use super::{ApiError, get};

/// A document in force.
pub async fn in_force(document: Document, lang: Lang) -> Result<Policy, ApiError> {
    get(&format!("{}?lang={}", path::with(path::POLICY, document.slug()), lang.tag())).await
}
