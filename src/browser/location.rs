//! The address of the page.

use contract::lang::Lang;

use super::window;

/// The path of the page.
pub fn path() -> String {
    window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// What stands behind `#`, such as a mailed code.
pub fn fragment() -> Option<String> {
    let hash = window()?.location().hash().ok()?;
    hash.strip_prefix('#').filter(|fragment| !fragment.is_empty()).map(str::to_owned)
}

/// Removes the fragment from the address bar and the history: a mailed code should not stay there.
pub fn clear_fragment() {
    if let Some(window) = window() {
        let path = window.location().pathname().unwrap_or_default();
        if let Ok(history) = window.history() {
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path));
        }
    }
}

/// The value of a query parameter, percent-decoded.
pub fn query(name: &str) -> Option<String> {
    let search = window()?.location().search().ok()?;
    let pair = search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    js_sys::decode_uri_component(pair).ok().map(String::from)
}

/// The language that the browser is set to, if the portal has it.
pub fn browser_lang() -> Option<Lang> {
    let tag = window()?.navigator().language()?;
    Lang::from_tag(tag.split('-').next().unwrap_or_default())
}

/// Asks the server for the present page.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Leaves the app and loads a path from the server.
pub fn load(path: &str) {
    if let Some(window) = window() {
        let _ = window.location().assign(path);
    }
}
