//! Deflate (RFC 1951) by the browser's own `DecompressionStream`: no code for it in the wasm.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// Why nothing came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// this browser has no `DecompressionStream` for raw deflate (before Chromium 103, Firefox 113, Safari 16.4)
    Unable,
    /// it is no deflate, ends too early, or is followed by something else
    Damaged,
    /// more came out than was said
    TooMuch,
}

/// Inflates to exactly so many bytes. What gives more is a bomb or a lie: reading ends with the piece that is too much.
///
/// # Errors
/// See [`Failure`].
pub async fn inflate(deflated: &[u8], size: usize) -> Result<Vec<u8>, Failure> {
    let reader = reader(deflated).ok_or(Failure::Unable)?;
    let mut bytes = Vec::with_capacity(size);
    loop {
        let read = promise(&reader, "read").ok_or(Failure::Unable)?;
        let read = JsFuture::from(read).await.map_err(|_| Failure::Damaged)?;
        let member = |name: &str| Reflect::get(&read, &name.into()).map_err(|_| Failure::Unable);
        if member("done")?.is_truthy() {
            return if bytes.len() == size { Ok(bytes) } else { Err(Failure::Damaged) };
        }
        let piece: Uint8Array = member("value")?.dyn_into().map_err(|_| Failure::Unable)?;
        if piece.length() as usize > size - bytes.len() {
            if let Some(cancelled) = promise(&reader, "cancel") {
                let _ = JsFuture::from(cancelled).await;
            }
            return Err(Failure::TooMuch);
        }
        bytes.extend(piece.to_vec());
    }
}

/// `new Blob([deflated]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader()`; js-sys and web-sys know too
/// little of it.
fn reader(deflated: &[u8]) -> Option<JsValue> {
    let global = window()?;
    let constructor: Function = Reflect::get(global.as_ref(), &"DecompressionStream".into()).ok()?.dyn_into().ok()?;
    let inflating = Reflect::construct(&constructor, &Array::of1(&"deflate-raw".into())).ok()?;
    let blob = web_sys::Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(deflated))).ok()?;
    let stream = call(blob.as_ref(), "stream", &Array::new())?;
    let stream = call(&stream, "pipeThrough", &Array::of1(&inflating))?;
    call(&stream, "getReader", &Array::new())
}

fn promise(object: &JsValue, method: &str) -> Option<Promise> {
    call(object, method, &Array::new())?.dyn_into().ok()
}

fn call(object: &JsValue, method: &str, arguments: &Array) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    method.apply(object, arguments).ok()
}
