//! Google Analytics as far as the app has to do with it. The server puts `google.js` into the pages of those who allow it, and
//! only their pages may load from Google; here its end, and word of the next page.

use contract::route::Route;
use leptos::prelude::*;

use super::use_decision;
use crate::{
    browser::{
        document::{announce, has_meta, next_frame},
        location,
    },
    effect::effect_since,
    here::{Here, use_here},
};

/// The name of the `<meta>` by which the server says that this person has limited what Google is for.
pub const LIMITED: &str = "vet2b-limited";

/// Follows the decision and the page.
pub fn provide_google() {
    let (decision, here) = (use_decision(), use_here());
    // Limited, no page is served with it, and none need be asked for.
    if !decision.register().google || has_meta(LIMITED) {
        return;
    }
    let allowed = move || decision.get().is_some_and(|decision| decision.allows_google());
    let private = |here: Here| here.route.is_none_or(Route::is_private);
    // What the page was served with.
    let served = untrack(|| allowed() && !private(here.get()));
    effect_since(move |before: Option<Here>| {
        let (here, allowed) = (here.get(), allowed());
        let recorded = decision.get().is_none_or(|decision| decision.recorded);
        let navigated = before.is_some_and(|before| before != here);
        match (served, allowed) {
            // A script that runs can only be removed with its page.
            (true, false) => {
                announce("vet2b:stop");
                if recorded {
                    location::reload();
                }
            }
            // Private pages are none of Google's business, so they are asked of the server, which sends them without its script.
            (true, true) if navigated && private(here) => ask_server(),
            (true, true) if navigated => next_frame(|| announce("vet2b:page")),
            // The present page may not load from Google, so the next one is asked of the server.
            (false, true) if navigated && !private(here) => ask_server(),
            _ => {}
        }
        here
    });
}

/// Loads the new page anew, once the router has put it into the address bar.
fn ask_server() {
    next_frame(location::reload);
}
