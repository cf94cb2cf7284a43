use contract::privacy::Erasure;
use leptos::prelude::*;

use crate::{
    api,
    form::label::explain_error,
    privacy::reauth::use_reauth,
    tr,
    ui::{Day, DayAndTime, Load, loaded},
};

/// An erasure that was asked for and can still be stopped; the button for that is in the warning above.
#[component]
pub fn Pending() -> impl IntoView {
    let reauth = use_reauth();
    let erasure = Load::new(move || reauth.guard(api::privacy::erasure));
    view! {
        <section class="stack">
            <h2>{tr!(privacy.pending_title)}</h2>
            <p class="prose">{tr!(privacy.pending_note)}</p>
            {loaded(erasure, explain_error, |erasure: Option<Erasure>| erasure.map(facts))}
        </section>
    }
}

fn facts(erasure: Erasure) -> impl IntoView {
    view! {
        <dl class="summary-list">
            <div><dt>{tr!(privacy.pending_asked)}</dt><dd><DayAndTime at=erasure.requested_at /></dd></div>
            <div><dt>{tr!(privacy.pending_due)}</dt><dd><Day at=erasure.due_at /></dd></div>
            <div><dt>{tr!(privacy.reference)}</dt><dd><code>{erasure.reference}</code></dd></div>
        </dl>
    }
}
