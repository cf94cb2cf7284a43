//! Focus on navigation (A1): leptos_router moves none and announces nothing.

use leptos::prelude::*;

use crate::{
    browser::{
        document::{focus_first, next_frame, scroll_to},
        location::fragment,
    },
    effect::effect_since,
    here::{Here, use_here},
};

/// Moves the focus to the heading of each page that is navigated to, so that a screen reader says it. Not on the first
/// page: there the browser's own start is right.
pub fn follow_route() {
    let here = use_here();
    effect_since(move |before: Option<Here>| {
        let here = here.get();
        if before.is_some_and(|before| before != here) {
            next_frame(focus_page);
        }
        here
    });
}

/// Moves the focus to the page's heading. A fragment wins over it.
pub fn focus_page() {
    let reached = fragment().is_some_and(|id| scroll_to(&id));
    if !reached {
        focus_first("main h1");
    }
}
