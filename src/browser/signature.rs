//! Ed25519 by the browser's own WebCrypto: nothing is added to the wasm, and nothing leaves the device.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// Whether a signature (base64url) is that of the key (base64url) over a message; none where the browser cannot tell (before Chromium
/// 137, Firefox 129, Safari 17, or on plain http).
pub async fn is_of(message: &str, signature: &str, key: &str) -> Option<bool> {
    let Some(signature) = decode(signature) else { return Some(false) };
    let subtle = subtle()?;
    let ed25519 = JsValue::from_str("Ed25519");
    let key = decode(key)?;
    let key =
        call(&subtle, "importKey", &[&"raw".into(), &key, &ed25519, &false.into(), &Array::of1(&"verify".into())]);
    let key = JsFuture::from(key?).await.ok()?;
    let message: JsValue = Uint8Array::from(message.as_bytes()).into();
    let verified = call(&subtle, "verify", &[&ed25519, &key, &signature, &message]);
    JsFuture::from(verified?).await.ok()?.as_bool()
}

/// The browser's `crypto.subtle`; absent on plain http.
pub(super) fn subtle() -> Option<JsValue> {
    let subtle = Reflect::get(&Reflect::get(window()?.as_ref(), &"crypto".into()).ok()?, &"subtle".into()).ok()?;
    (!subtle.is_undefined()).then_some(subtle)
}

/// Calls one of its methods.
pub(super) fn call(subtle: &JsValue, name: &str, arguments: &[&JsValue]) -> Option<Promise> {
    let method: js_sys::Function = Reflect::get(subtle, &name.into()).ok()?.dyn_into().ok()?;
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    method.apply(subtle, &list).ok()?.dyn_into().ok()
}

/// The bytes of a base64url text in its only right spelling: the last letter has bits to spare, which nobody may change unseen.
fn decode(text: &str) -> Option<JsValue> {
    let window = window()?;
    let standard = text.replace('-', "+").replace('_', "/");
    let plain = window.atob(&standard).ok()?;
    if window.btoa(&plain).ok()?.trim_end_matches('=') != standard {
        return None;
    }
    let bytes: Option<Vec<u8>> = plain.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    Some(Uint8Array::from(bytes?.as_slice()).into())
}

/// The text of a member, as the browser writes it: compact, and the whole with two blanks of indentation, as in a receipt's file.
/// None when the text is no JSON or has no such member.
pub fn parts(text: &str, member: &str) -> Option<(String, String)> {
    window()?;
    let value = js_sys::JSON::parse(text).ok()?;
    let part = Reflect::get(value.dyn_ref::<Object>()?, &member.into()).ok()?;
    let compact = js_sys::JSON::stringify(&part).ok()?.as_string()?;
    let whole = js_sys::JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &2.into()).ok()?;
    Some((compact, whole.as_string()?))
}
