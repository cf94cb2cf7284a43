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
