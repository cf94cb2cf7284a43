//! What was typed into a form, kept for the tab against a reload; never a password.

use contract::consent::DRAFT;
use web_sys::Storage;

use super::window;

fn storage() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}

/// The stored draft.
pub fn read() -> Option<String> {
    storage()?.get_item(DRAFT.name).ok().flatten()
}

/// Stores the draft. A full or forbidden storage loses only the protection against a reload.
pub fn write(draft: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(DRAFT.name, draft);
    }
}

/// Forgets the draft.
pub fn clear() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(DRAFT.name);
    }
}
