//! What all pages of the dashboard have in common.

use contract::route::Dashboard;
use leptos::prelude::*;

use super::{act::Outcome, erasure_warning::ErasureWarning, page_href};
use crate::{title::dashboard_title, tr};

/// Leads between the pages; says above each what went wrong, what was done, and that an erasure is coming.
#[component]
pub fn Frame(
    /// the page that is shown
    page: Dashboard,
    /// its content
    children: Children,
) -> impl IntoView {
    view! {
        <div class="dashboard">
            <nav class="dashboard__nav" aria-label=tr!(privacy.nav)>
                // Two of which the style sheet shows one: only so does the menu of a phone open without a script.
                <details class="dashboard__menu">
                    <summary>
                        <span class="dashboard__menu-label">{tr!(privacy.nav_menu)} ": "</span>
                        <strong>{words(page)}</strong>
                    </summary>
                    {links(page)}
                </details>
                <div class="dashboard__list">{links(page)}</div>
            </nav>
            <div class="dashboard__page">
                <Outcome />
                <ErasureWarning />
                {children()}
            </div>
        </div>
    }
}

fn links(page: Dashboard) -> AnyView {
    let links = Dashboard::ALL.map(|to| {
        let current = (to == page).then_some("page");
        view! { <li><a class="dashboard__link" href=page_href(to) aria-current=current>{words(to)}</a></li> }
    });
    view! { <ul class="dashboard__links">{links.collect_view()}</ul> }.into_any()
}

/// The name of a page among its sisters.
fn words(page: Dashboard) -> &'static str {
    if page == Dashboard::Overview { tr!(privacy.nav_overview) } else { dashboard_title(page) }
}
