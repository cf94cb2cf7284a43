//! The contents list of a policy.

use contract::policy::Clause;
use leptos::prelude::*;

use super::clause::heading_id;
use crate::{
    browser::document::{focus_first, next_frame},
    tr,
};

/// Leads to each clause; the focus goes along, so that reading and tabbing go on from there.
pub fn contents(clauses: &[Clause]) -> AnyView {
    let items = clauses.iter().map(|clause| {
        let heading = format!("#{}", heading_id(&clause.id));
        let follow = move |_| {
            let heading = heading.clone();
            next_frame(move || focus_first(&heading));
        };
        view! { <li><a href=format!("#{}", clause.id) on:click=follow>{clause.title.clone()}</a></li> }
    });
    view! {
        <nav class="contents" aria-labelledby="contents-title">
            <h2 class="contents__title" id="contents-title">{tr!(policy.contents)}</h2>
            <ol class="contents__list">{items.collect_view()}</ol>
        </nav>
    }
    .into_any()
}
