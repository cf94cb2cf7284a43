//! Keyset pages: no offset, so the thousandth page costs what the first one does.

use serde::{Deserialize, Serialize};

/// One page of a list, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The entries of this page
    pub items: Vec<T>,
    /// What to pass as `before` for the next page; none on the last one
    pub next: Option<String>,
}
