//! Global Privacy Control, the browser's "do not sell or share".

use contract::time::Timestamp;
use js_sys::{Date, Reflect};

use super::window;

/// Now, when the browser sends the signal (`navigator.globalPrivacyControl`).
pub fn since() -> Option<Timestamp> {
    let navigator = window()?.navigator();
    let control = Reflect::get(&navigator, &"globalPrivacyControl".into()).ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds are whole and far below 2^53")]
    (control.as_bool() == Some(true)).then(|| Timestamp(Date::now() as i64 * 1000))
}
