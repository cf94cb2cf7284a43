//! The only place with web-sys. Natively there is no window, and every function here does nothing.

use leptos::web_sys::Window;

pub mod back;
pub mod channel;
pub mod clock;
pub mod cookie;
pub mod digest;
pub mod document;
pub mod draft;
pub mod file;
pub mod inflate;
pub mod intl;
pub mod json;
pub mod location;
pub mod random;
pub mod reading;
pub mod signal;
pub mod signature;
pub mod take_over;
pub mod theme;
pub mod visibility;

/// The browser's window; none natively, where calling into web-sys would panic.
pub(crate) fn window() -> Option<Window> {
    if cfg!(target_family = "wasm") { leptos::web_sys::window() } else { None }
}
