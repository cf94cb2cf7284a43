//! Erasure (GDPR art. 17): a truthful preview, the choice of the time, no more than three clicks and no reasons to give.

use contract::{
    privacy::{ErasurePreview, ErasureTime},
    route::Dashboard,
};
use leptos::prelude::*;

use super::{page_href, reauth::use_reauth};
use crate::{
    api,
    form::label::explain_error,
    session::use_session,
    tr,
    ui::{Load, PageHeader, loaded},
};

mod farewell;
mod order;
mod pending;
mod preview;

pub use farewell::{Farewell, FarewellPage, provide_farewell};

/// Lets a person see what an erasure would do, and ask for it.
#[component]
pub fn Delete() -> impl IntoView {
    let (reauth, session) = (use_reauth(), use_session());
    let preview = Load::new(move || reauth.guard(api::privacy::erasure_preview));
    let due = Memo::new(move |_| session.viewer().and_then(|viewer| viewer.erasure_due));
    let order = move |preview: ErasurePreview| {
        let asked = due.get();
        let times = match asked {
            Some(_) => view! { <pending::Pending /> }.into_any(),
            None => ().into_any(),
        };
        let due_at = asked.is_none().then_some(preview.due_at);
        view! {
            {times}
            {preview::hand_over(&preview)}
            {preview::table(&preview)}
            <order::Order due_at />
        }
        .into_any()
    };
    view! {
        <PageHeader title=tr!(common.title_my_delete) lead=tr!(privacy.delete_lead) />
        <div class="stack">
            <p class="prose">
                {tr!(privacy.delete_first)} " " <a href=page_href(Dashboard::Export)>{tr!(privacy.delete_export)}</a>
            </p>
            {loaded(preview, explain_error, order)}
        </div>
    }
}

/// The words of the act, on its button.
fn act_words(when: ErasureTime) -> &'static str {
    match when {
        ErasureTime::AfterGrace => tr!(privacy.delete_after_grace),
        ErasureTime::Now => tr!(privacy.delete_now),
    }
}

#[cfg(test)]
mod tests;
