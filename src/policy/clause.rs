//! One clause of a policy.

use contract::policy::Clause;
use leptos::prelude::*;

use super::text::{block, inlines};
use crate::tr;

/// The id of a clause's heading, which takes the focus.
pub fn heading_id(clause: &str) -> String {
    format!("{clause}-title")
}

/// Heading, the clause in short, the text, what can be done about it. Its `id` is the clause's own, stable across versions and
/// languages.
pub fn clause(clause: Clause, live: Option<AnyView>) -> AnyView {
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
    let link = format!("#{}", clause.id);
    let name = tr!(policy.link_to, title = clause.title.clone());
    view! {
        <section class="clause" id=clause.id aria-labelledby=labelled>
            <div class="clause__head">
                <h2 class="clause__title" id=heading tabindex="-1">{clause.title}</h2>
                // Copied by the app; without it, a link like any other.
                <a class="clause__link" href=link aria-label=name data-copied=tr!(policy.link_copied)>"#"</a>
            </div>
            {summary}
            {clause.blocks.into_iter().map(block).collect_view()}
            {live}
        </section>
    }
    .into_any()
}

/// The same without anything that only a page needs.
pub fn plain_clause(clause: Clause) -> AnyView {
    let summary = (!clause.summary.is_empty()).then(|| view! { <blockquote>{inlines(clause.summary)}</blockquote> });
    view! {
        <section id=clause.id>
            <h2>{clause.title}</h2>
            {summary}
            {clause.blocks.into_iter().map(block).collect_view()}
        </section>
    }
    .into_any()
}
