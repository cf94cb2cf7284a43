//! Global Privacy Control, the browser's "do not sell or share".

use js_sys::Reflect;

use super::window;

/// Whether the browser sends the signal (`navigator.globalPrivacyControl`).
pub fn is_sent() -> bool {
    let control = window().and_then(|window| Reflect::get(&window.navigator(), &"globalPrivacyControl".into()).ok());
    control.and_then(|control| control.as_bool()) == Some(true)
}
