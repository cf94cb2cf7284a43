//! What reaches a tab from outside: word from the portal's other tabs, and the network's return.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::BroadcastChannel;

use super::window;

/// The tabs of one browser talk here; nothing is stored by it.
const NAME: &str = "vet2b";

/// Tells the other tabs that the decision has changed.
pub fn post() {
    if window().is_some()
        && let Ok(channel) = BroadcastChannel::new(NAME)
    {
        let _ = channel.post_message(&wasm_bindgen::JsValue::NULL);
        channel.close();
    }
}

/// Runs something whenever another tab has told so.
pub fn on_message(then: impl Fn() + 'static) {
    if window().is_some()
        && let Ok(channel) = BroadcastChannel::new(NAME)
    {
        let listen = Closure::<dyn Fn()>::new(then).into_js_value();
        channel.set_onmessage(Some(listen.unchecked_ref()));
        // As long as the page.
        std::mem::forget(channel);
    }
}

/// Runs something whenever the network is back.
pub fn on_online(then: impl Fn() + 'static) {
    if let Some(window) = window() {
        let listen = Closure::<dyn Fn()>::new(then).into_js_value();
        let _ = window.add_event_listener_with_callback("online", listen.unchecked_ref());
    }
}
