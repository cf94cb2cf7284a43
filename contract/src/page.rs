//! Keyset pages: no offset, so the thousandth page costs what the first one does.

use serde::{Deserialize, Serialize};

use crate::json::{Json, Read};

/// One page of a list, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The entries of this page
    pub items: Vec<T>,
    /// What to pass as `before` for the next page; none on the last one
    pub next: Option<String>,
}

impl<T: Read> Read for Page<T> {
    fn read(mut json: Json) -> Option<Self> {
        Some(Self { items: json.member("items")?, next: json.member("next")? })
    }
}
