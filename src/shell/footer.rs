//! The footer: the same on every page (P4).

use contract::route::{Dashboard, Route};
use leptos::prelude::*;

use super::theme::ThemeChoice;
use crate::{consent::withdraw::Withdraw, here::href, title::page_title, tr};

/// Leads to contact, accessibility, policy, my privacy, cookies, terms, and what needs no account; says who runs the portal and
/// where to write.
#[component]
pub fn Footer() -> impl IntoView {
    let links = [
        Route::Contact,
        Route::Accessibility,
        Route::Privacy,
        Route::MyPrivacy(Dashboard::Overview),
        Route::Cookies,
        Route::Verify,
        Route::ExportViewer,
        Route::Legal,
    ];
    let links = links.map(|route| view! { <li><a href=href(route)>{page_title(route)}</a></li> });
    view! {
        <footer class="footer">
            <div class="footer__inner">
                <ul class="footer__links">{links.collect_view()}</ul>
                <Withdraw />
                <ThemeChoice />
                <p class="footer__controller">{tr!(common.controller)}</p>
                <p class="footer__controller">
                    {tr!(common.email_us)} ": " <a href="mailto:contact@vet2b.eu">"contact@vet2b.eu"</a>
                </p>
            </div>
        </footer>
    }
}
