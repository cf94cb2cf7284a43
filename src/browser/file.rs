//! A file that a person chose, read on their device.

use leptos::web_sys::Event;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// The text of the file in an input; none when there is none, or when it is larger than a megabyte.
pub async fn text_of(event: &Event) -> Option<String> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0)?;
    if file.size() > 1_000_000.0 {
        return Some(String::new());
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
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
