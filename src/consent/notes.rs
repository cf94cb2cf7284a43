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
    view! {
        {signal}
        <noscript>
            <p class="quiet-note">{tr!(consent.noscript)}</p>
        </noscript>
    }
}
