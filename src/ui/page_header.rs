//! The heading of a page.

use leptos::prelude::*;

/// The `<h1>`, which takes the focus on navigation, and a sentence below it.
#[component]
pub fn PageHeader(
    /// the heading
    title: &'static str,
    /// what the page is for
    #[prop(optional)]
    lead: &'static str,
) -> impl IntoView {
    view! {
        <div class="page-header">
            <h1 tabindex="-1">{title}</h1>
            {(!lead.is_empty()).then(|| view! { <p class="page-header__lead">{lead}</p> })}
        </div>
    }
}
