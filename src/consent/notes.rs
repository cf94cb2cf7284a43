//! Quiet lines above the footer: about the browser's signal, and about JavaScript.

use contract::{consent::How, route::Route};
use leptos::prelude::*;

use super::use_decision;
use crate::{here::href, tr};

/// Says what the browser's signal did, and what needs JavaScript when there is none.
#[component]
pub fn Notes() -> impl IntoView {
    let decision = use_decision();
    let signal = move || {
        decision.get().filter(|decision| decision.how == How::Signal).map(|_| {
            view! {
                <p class="quiet-note">
                    {tr!(consent.signal)} " " <a href=href(Route::Cookies)>{tr!(consent.choose)}</a>
                </p>
            }
        })
    };
    let not_recorded = move || decision.get().is_some_and(|decision| !decision.recorded && decision.how != How::Signal);
    let note = move || {
        let words = if !decision.is_kept() {
            tr!(consent.not_kept)
        } else if not_recorded() {
            tr!(consent.not_recorded)
        } else {
            return None;
        };
        Some(view! { <p class="quiet-note" role="status">{words}</p> })
    };
    view! {
        {signal}
        {note}
        <noscript>
            <p class="quiet-note">{tr!(consent.noscript)}</p>
        </noscript>
    }
}
