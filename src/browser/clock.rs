//! The browser's clock, for durations alone: it may be wrong.

use super::window;

/// Milliseconds; 0 natively.
pub fn now() -> f64 {
    if window().is_some() { js_sys::Date::now() } else { 0.0 }
}

/// Whole seconds since then, at most an hour; none when the clock was set back.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 3600")]
pub fn seconds_since(then: f64) -> u32 {
    ((now() - then) / 1000.0).clamp(0.0, 3600.0) as u32
}
