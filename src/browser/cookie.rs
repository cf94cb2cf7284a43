//! Cookies that a script may read and write: those of the register that are not HttpOnly.

use contract::consent::Item;
use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

use super::window;

fn document() -> Option<HtmlDocument> {
    window()?.document()?.dyn_into().ok()
}

/// The value of an item's cookie.
pub fn read(item: &Item) -> Option<String> {
    let all = document()?.cookie().ok()?;
    all.split("; ").find_map(|pair| pair.strip_prefix(item.name)?.strip_prefix('=')).map(str::to_owned)
}

/// Writes an item's cookie for its registered lifetime. A browser that refuses cookies refuses silently.
pub fn write(item: &Item, value: &str) {
    let age = item.lifetime.seconds().map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
    store(&format!("{}={value}; Path=/; SameSite=Lax{age}{}", item.name, secure()));
}

/// Deletes an item's cookie.
pub fn delete(item: &Item) {
    store(&format!("{}=; Path=/; SameSite=Lax; Max-Age=0{}", item.name, secure()));
}

fn store(cookie: &str) {
    if let Some(document) = document() {
        // A sandboxed page may not write; there is nothing to tell the person then.
        let _ = document.set_cookie(cookie);
    }
}

fn secure() -> &'static str {
    let https =
        window().and_then(|window| window.location().protocol().ok()).is_some_and(|protocol| protocol == "https:");
    if https { "; Secure" } else { "" }
}
