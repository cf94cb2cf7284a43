use contract::{privacy::Acceptance, route::Route};
use leptos::prelude::*;

use crate::{
    here::href,
    tr,
    ui::{DayAndTime, Table},
};

/// The versions of the policy that the person accepted. Acceptance is no consent, so there is nothing to withdraw here.
pub fn card(acceptances: &[Acceptance]) -> AnyView {
    let rows = acceptances.iter().map(|acceptance| {
        vec![
            acceptance.version.clone().into_any(),
            view! { <DayAndTime at=acceptance.at /> }.into_any(),
            view! { <code class="hash">{acceptance.sha256.clone()}</code> }.into_any(),
        ]
    });
    let columns = vec![tr!(privacy.column_version), tr!(privacy.column_when), tr!(privacy.column_hash)];
    let table = match acceptances.is_empty() {
        true => view! { <p>{tr!(privacy.policies_none)}</p> }.into_any(),
        false => view! { <Table label=tr!(privacy.policies_title) columns rows=rows.collect() /> }.into_any(),
    };
    view! {
        <section class="card stack">
            <h2 class="card__title">{tr!(privacy.policies_title)}</h2>
            <p>{tr!(privacy.policies_note)} " " <a href=href(Route::Privacy)>{tr!(privacy.policies_link)}</a></p>
            {table}
        </section>
    }
    .into_any()
}
