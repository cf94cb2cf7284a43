//! One clause of a policy.

use contract::policy::Clause;
use leptos::prelude::*;

use super::text::{block, inlines};
use crate::tr;

/// The id of a clause's heading, which takes the focus.
pub fn heading_id(clause: &str) -> String {
    format!("{clause}-title")
}

/// Heading, the clause in short, the text. Its `id` is the clause's own, stable across versions and languages.
pub fn clause(clause: Clause) -> AnyView {
    let heading = heading_id(&clause.id);
    let labelled = heading.clone();
    let summary = (!clause.summary.is_empty()).then(|| {
        view! {
            <p class="clause__summary">
                <strong class="clause__short">{tr!(policy.in_short)} ": "</strong>
                {inlines(clause.summary)}
            </p>
        }
    });
    view! {
        <section class="clause" id=clause.id aria-labelledby=labelled>
            <h2 class="clause__title" id=heading tabindex="-1">{clause.title}</h2>
            {summary}
            {clause.blocks.into_iter().map(block).collect_view()}
        </section>
    }
    .into_any()
}
