//! The contents list of a policy.

use contract::policy::Clause;
use leptos::prelude::*;

use crate::tr;

/// Leads to each clause; the browser takes the place where tabbing goes on along.
pub fn contents(clauses: &[Clause]) -> AnyView {
    let items = clauses.iter().map(|clause| {
        view! { <li><a href=format!("#{}", clause.id)>{clause.title.clone()}</a></li> }
    });
    view! {
        <nav class="contents" aria-labelledby="contents-title">
            <h2 class="contents__title" id="contents-title">{tr!(policy.contents)}</h2>
            <ol class="contents__list">{items.collect_view()}</ol>
        </nav>
    }
    .into_any()
}
