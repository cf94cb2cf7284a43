//! The theme of this tab, for those who allow no preference cookie. A script in `index.html` reads it before the first paint.

use contract::consent::TAB_THEME;

use super::window;

/// Keeps the theme until the tab is closed; `""` is the device's.
pub fn keep(theme: &str) {
    if let Some(storage) = window().and_then(|window| window.session_storage().ok().flatten()) {
        let _ = if theme.is_empty() {
            storage.remove_item(TAB_THEME.name)
        } else {
            storage.set_item(TAB_THEME.name, theme)
        };
    }
}

/// Forgets it.
pub fn forget() {
    keep("");
}
