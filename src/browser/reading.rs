//! What a reader does in a document: find, follow the contents, copy a link, press a button of the text.
//!
//! The document is HTML from the server; nothing of it is known to the app but what its attributes say.

mod find;
mod follow;
mod press;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

pub use find::{Search, find, key, resume, search, step};
pub use follow::follow;
pub use press::{Pressed, copy_link, pressed, print, submit};

fn first(document: &Document, selector: &str) -> Option<Element> {
    document.query_selector(selector).ok()?
}

fn elements(document: &Document, selector: &str) -> Vec<Element> {
    let Ok(nodes) = document.query_selector_all(selector) else { return Vec::new() };
    (0..nodes.length()).filter_map(|index| nodes.get(index)?.dyn_into().ok()).collect()
}
