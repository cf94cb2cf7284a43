use contract::{
    policy::{PolicyAnswerDraft, PolicyEvent, PolicyRecord},
    privacy::Consents,
    route::Route,
};
use leptos::prelude::*;

use super::{row, state};
use crate::{
    api,
    here::href,
    privacy::act::use_acts,
    tr,
    ui::{DayAndTime, Load, Table},
};

/// What happened with versions of the policy. Acceptance is no consent, so there is nothing to withdraw of it; a new purpose that was
/// allowed is one.
pub fn card(consents: Load<Consents>, records: &[PolicyRecord]) -> AnyView {
    let rows = records.iter().map(|record| {
        let withdraw = is_allowed(records, record).then(|| withdraw(consents, record));
        vec![
            format!("{} {} ({})", record.version, record.clause, record.lang.tag()).into_any(),
            view! { {event(record.event)} " " {withdraw} }.into_any(),
            view! { <DayAndTime at=record.at /> }.into_any(),
            view! { <code class="hash">{record.sha256.clone()}</code> }.into_any(),
        ]
    });
    let columns =
        vec![tr!(privacy.column_version), tr!(privacy.column_what), tr!(privacy.column_when), tr!(privacy.column_hash)];
    let table = match records.is_empty() {
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

/// The purposes of the policy that are allowed, among other things that can be ended.
pub(in crate::privacy) fn endings(consents: Load<Consents>, records: &[PolicyRecord]) -> Vec<AnyView> {
    let ending = |record: &PolicyRecord| {
        let page = record.version.parse().map_or(Route::PolicyVersions, Route::PolicyVersion);
        let clause = format!("{}#{}", href(page), record.clause);
        let name = view! { <a href=clause>{tr!(privacy.policies_purpose, version = record.version.clone())}</a> };
        row(name.into_any(), state(true), withdraw(consents, record))
    };
    records.iter().filter(|record| is_allowed(records, record)).map(ending).collect()
}

/// Whether it allows a purpose, and nothing later takes that back.
fn is_allowed(records: &[PolicyRecord], record: &PolicyRecord) -> bool {
    record.event == PolicyEvent::PurposeAllowed
        && PolicyRecord::answer(records, &record.version, &record.clause) == Some(record)
}

fn withdraw(consents: Load<Consents>, record: &PolicyRecord) -> AnyView {
    let acts = use_acts();
    let PolicyRecord { version, lang, clause, .. } = record.clone();
    let draft = PolicyAnswerDraft { version, lang, clause, accepted: false };
    let withdraw = move |_| {
        let draft = draft.clone();
        acts.run(
            move || api::policy::answer(&draft),
            move |()| {
                consents.reload();
                acts.succeed(tr!(privacy.consent_withdrawn));
            },
        );
    };
    view! {
        <button class="button" type="button" on:click=withdraw aria-disabled=move || acts.busy_attribute()>
            {tr!(privacy.consent_withdraw)}
        </button>
    }
    .into_any()
}

fn event(event: PolicyEvent) -> &'static str {
    match event {
        PolicyEvent::Told => tr!(privacy.policy_told),
        PolicyEvent::Shown => tr!(privacy.policy_shown),
        PolicyEvent::Accepted => tr!(privacy.policy_accepted),
        PolicyEvent::Declined => tr!(privacy.policy_declined),
        PolicyEvent::PurposeAllowed => tr!(privacy.policy_purpose_allowed),
        PolicyEvent::PurposeRefused => tr!(privacy.policy_purpose_refused),
    }
}
