//! Files that a person chose or dropped, read on their device; and files that they take along.

use leptos::web_sys::Event;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, HtmlAnchorElement, HtmlInputElement};

use super::{document::document, window};

/// Larger files are not read: 16 MB, which is an activity log of some thirty thousand entries.
const MOST_BYTES: f64 = 16e6;

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// it is larger than what was asked for
    TooLarge,
    /// the browser cannot read it, such as when it was moved away or changed since it was chosen
    Unreadable,
}

/// The text of the file in an input; none when there is no file.
pub async fn text_of(event: &Event) -> Option<Result<String, Unread>> {
    Some(text(chosen(event)?).await)
}

/// The text of a file that was dropped; as [`text_of`].
pub async fn text_of_drop(event: &DragEvent) -> Option<Result<String, Unread>> {
    Some(text(event.data_transfer()?.files()?.get(0)?).await)
}

fn chosen(event: &Event) -> Option<File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    input.files()?.get(0)
}

async fn text(file: File) -> Result<String, Unread> {
    if file.size() > MOST_BYTES {
        return Err(Unread::TooLarge);
    }
    let text = JsFuture::from(file.text()).await.map_err(|_| Unread::Unreadable)?;
    text.as_string().ok_or(Unread::Unreadable)
}

/// An address that holds a text, for a link that saves it: byte by byte, without asking the server.
pub fn address_of(text: &str) -> String {
    if window().is_none() {
        return String::new();
    }
    format!("data:application/json;charset=utf-8,{}", String::from(js_sys::encode_uri_component(text)))
}

/// Saves a text as a file of this name, as a link with `download` does that is pressed.
pub fn save(name: &str, kind: &str, text: &str) {
    let link = document().and_then(|document| document.create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok());
    let Some(link) = link else { return };
    link.set_href(&format!("data:{kind};charset=utf-8,{}", String::from(js_sys::encode_uri_component(text))));
    link.set_download(name);
    link.click();
}

/// The bytes of the file in an input; none when there is no file.
pub async fn bytes_of(event: &Event, most: usize) -> Option<Result<Vec<u8>, Unread>> {
    Some(bytes(chosen(event)?, most).await)
}

async fn bytes(file: File, most: usize) -> Result<Vec<u8>, Unread> {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    if file.size() > most as f64 {
        return Err(Unread::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| Unread::Unreadable)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
