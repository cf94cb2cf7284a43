use contract::privacy::{ConsentChange, Consents};
use leptos::prelude::*;

use super::state;
use crate::{
    api,
    privacy::act::use_acts,
    tr,
    ui::{DayAndTime, Load, Table},
};

/// The newsletter: one click to leave, one click to come back.
pub fn card(consents: Load<Consents>, granted: bool, history: &[ConsentChange]) -> AnyView {
    let acts = use_acts();
    let (words, done) = match granted {
        true => (tr!(privacy.newsletter_withdraw), tr!(privacy.newsletter_withdrawn)),
        false => (tr!(privacy.newsletter_grant), tr!(privacy.newsletter_granted)),
    };
    let change = move |_| {
        acts.run(
            move || api::privacy::set_newsletter(!granted),
            move |()| {
                consents.reload();
                acts.succeed(done);
            },
        );
    };
    view! {
        <section class="card stack">
            <h2 class="card__title">{tr!(privacy.newsletter_title)}</h2>
            <p>{tr!(privacy.newsletter_note)}</p>
            <p>{state(granted)}</p>
            <p>
                <button class="button" type="button" on:click=change aria-disabled=move || acts.busy_attribute()>{words}</button>
            </p>
            <h3>{tr!(privacy.history)}</h3>
            {changes(history)}
        </section>
    }
    .into_any()
}

fn changes(history: &[ConsentChange]) -> AnyView {
    if history.is_empty() {
        return view! { <p>{tr!(privacy.newsletter_no_history)}</p> }.into_any();
    }
    let rows = history.iter().map(|change| {
        let what = if change.granted { tr!(privacy.change_given) } else { tr!(privacy.change_withdrawn) };
        vec![
            view! { <DayAndTime at=change.at /> }.into_any(),
            what.into_any(),
            change.policy_version.clone().into_any(),
        ]
    });
    let columns = vec![tr!(privacy.column_when), tr!(privacy.column_what), tr!(privacy.column_policy)];
    view! { <Table label=tr!(privacy.newsletter_history) columns rows=rows.collect() /> }.into_any()
}
