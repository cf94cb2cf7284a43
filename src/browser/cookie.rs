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

/// Deletes an item's cookies, on this host and on the domains above it.
pub fn delete(item: &Item) {
    let all = document().and_then(|document| document.cookie().ok()).unwrap_or_default();
    let host = window().and_then(|window| window.location().hostname().ok()).unwrap_or_default();
    let names = all.split("; ").filter_map(|pair| Some(pair.split_once('=')?.0)).filter(|name| item.is_named(name));
    for name in names {
        let gone = format!("{name}=; Path=/; SameSite=Lax; Max-Age=0{}", secure());
        store(&gone);
        let mut domain = host.as_str();
        while domain.contains('.') {
            store(&format!("{gone}; Domain={domain}"));
            domain = domain.split_once('.').map_or("", |(_, above)| above);
        }
    }
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
