//! Files that a person chose or dropped, read on their device; and files that they take along.

use leptos::web_sys::Event;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, HtmlInputElement};

use super::window;

/// Larger files are not read: 16 MB, which is an activity log of some thirty thousand entries.
const MOST_BYTES: f64 = 16e6;

/// The text of the file in an input; none when there is none, and empty when it is too large.
pub async fn text_of(event: &Event) -> Option<String> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    text(input.files()?.get(0)?).await
}

/// The text of a file that was dropped; as [`text_of`].
pub async fn text_of_drop(event: &DragEvent) -> Option<String> {
    text(event.data_transfer()?.files()?.get(0)?).await
}

async fn text(file: File) -> Option<String> {
    if file.size() > MOST_BYTES {
        return Some(String::new());
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// An address that holds a text, for a link that saves it: byte by byte, without asking the server.
pub fn address_of(text: &str) -> String {
    if window().is_none() {
        return String::new();
    }
    format!("data:application/json;charset=utf-8,{}", String::from(js_sys::encode_uri_component(text)))
}

/// A file is larger than what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// The bytes of the file in an input; none when there is no file, or it cannot be read any more.
pub async fn bytes_of(event: &Event, most: usize) -> Option<Result<Vec<u8>, TooLarge>> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0)?;
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    if file.size() > most as f64 {
        return Some(Err(TooLarge));
    }
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Ok(js_sys::Uint8Array::new(&buffer).to_vec()))
}
