//! Whether anybody looks.

use wasm_bindgen::{JsCast, closure::Closure};

use super::document::document;

/// Runs something whenever the page goes out of sight: another tab, another program, the end.
pub fn on_hidden(then: impl Fn() + 'static) {
    if let Some(document) = document() {
        let watched = document.clone();
        let listen = Closure::<dyn Fn()>::new(move || {
            if watched.hidden() {
                then();
            }
        });
        let listen = listen.into_js_value();
        let _ = document.add_event_listener_with_callback("visibilitychange", listen.unchecked_ref());
    }
}
