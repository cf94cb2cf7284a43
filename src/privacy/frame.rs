//! What all pages of the dashboard have in common.

use contract::route::Dashboard;
use leptos::prelude::*;

use super::{act::Outcome, erasure_warning::ErasureWarning, page_href};
use crate::{title::dashboard_title, tr};

/// Leads between the seven pages; says above each what went wrong, what was done, and that an erasure is coming.
#[component]
pub fn Frame(
    /// the page that is shown
    page: Dashboard,
    /// its content
    children: Children,
) -> impl IntoView {
    let links = Dashboard::ALL.map(|to| {
        let words = if to == Dashboard::Overview { tr!(privacy.nav_overview) } else { dashboard_title(to) };
        let current = (to == page).then_some("page");
        view! { <li><a class="dashboard__link" href=page_href(to) aria-current=current>{words}</a></li> }
    });
    view! {
        <div class="dashboard">
            <nav class="dashboard__nav" aria-label=tr!(privacy.nav)>
                <ul class="dashboard__links">{links.collect_view()}</ul>
            </nav>
            <div class="dashboard__page">
                <Outcome />
                <ErasureWarning />
                {children()}
            </div>
        </div>
    }
}
