//! SHA-256 by the browser's own WebCrypto.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;

use super::signature::{call, subtle};

/// The SHA-256 of bytes, hexadecimal; none where the browser cannot tell, such as on plain http.
pub async fn sha256(bytes: &[u8]) -> Option<String> {
    let digest = call(&subtle()?, "digest", &[&"SHA-256".into(), &Uint8Array::from(bytes).into()])?;
    let digest = Uint8Array::new(&JsFuture::from(digest).await.ok()?).to_vec();
    let digit = |half: u8| char::from_digit(u32::from(half), 16);
    digest.into_iter().flat_map(|byte| [byte >> 4, byte & 15]).map(digit).collect()
}
