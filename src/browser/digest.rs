//! SHA-256 by the browser's own WebCrypto.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::signature::{call, subtle};

/// SHA-256 of a text in UTF-8, hexadecimal; none where the browser cannot tell, as on plain http.
pub async fn sha256(text: &str) -> Option<String> {
    let bytes: JsValue = Uint8Array::from(text.as_bytes()).into();
    let digest = JsFuture::from(call(&subtle()?, "digest", &[&"SHA-256".into(), &bytes])?).await.ok()?;
    let hex = |byte: u8| [byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16).unwrap_or_default());
    Some(Uint8Array::new(&digest).to_vec().into_iter().flat_map(hex).collect())
}
