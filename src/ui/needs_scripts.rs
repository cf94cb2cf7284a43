//! Words in place of what only the app can show.

use leptos::prelude::*;

use crate::tr;

/// Says to whoever runs no scripts that a part of the page needs them. In what the server renders alone: where the app is, scripts run.
pub fn needs_scripts() -> Option<AnyView> {
    let words = || view! { <noscript><p>{tr!(common.needs_scripts)}</p></noscript> }.into_any();
    cfg!(not(target_family = "wasm")).then(words)
}
