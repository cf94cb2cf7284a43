//! Restriction and objection, purpose by purpose: one click each, undone as easily (GDPR art. 18, 21).

use contract::{
    privacy::{Ground, LimitDraft, LimitKind, LimitReport, Purpose},
    rights::RequestKind,
    route::Dashboard,
    time::Timestamp,
};
use leptos::prelude::*;

use super::{act::use_acts, consents::row, page_href, reauth::use_reauth, words};
use crate::{
    api,
    form::label::explain_error,
    tr,
    ui::{DayAndTime, Load, PageHeader, loaded},
};

mod texts;

/// Shows for every purpose which data it is about, on which ground, and lets a person restrict it or object to it.
#[component]
pub fn Limits() -> impl IntoView {
    let reauth = use_reauth();
    let limits = Load::new(move || reauth.guard(api::privacy::limits));
    view! {
        <PageHeader title=tr!(limits.title) lead=tr!(limits.lead) />
        <div class="stack">
            <p class="prose">{tr!(limits.difference_restrict)}</p>
            <p class="prose">{tr!(limits.difference_object)}</p>
            {loaded(
                limits,
                explain_error,
                move |reports| reports.iter().map(|report| card(limits, report)).collect::<Vec<_>>(),
            )}
        </div>
    }
}

fn card(limits: Load<Vec<LimitReport>>, report: &LimitReport) -> AnyView {
    let purpose = report.purpose;
    let facts: Vec<_> =
        facts(report).into_iter().map(|(term, words)| view! { <div><dt>{term}</dt><dd>{words}</dd></div> }).collect();
    let kinds = [(LimitKind::Restricted, report.restricted_since), (LimitKind::Objected, report.objected_since)];
    let buttons: Vec<_> = kinds
        .into_iter()
        .filter(|(kind, _)| purpose.allows(*kind))
        .map(|(kind, since)| button(limits, purpose, kind, since.is_none()))
        .collect();
    view! {
        <section class="card stack limit" id=texts::id(purpose)>
            <h2 class="card__title">{texts::name(purpose)}</h2>
            <p>{state(report)}</p>
            {(!buttons.is_empty()).then(|| view! { <div class="button-row">{buttons}</div> })}
            {instead(report)}
            // Below what can be done, and folded: on a phone, all of them in sight put each button a screen away from its purpose.
            <details class="detail">
                <summary>
                    {tr!(limits.facts)} <span class="visually-hidden">": " {texts::name(purpose)}</span>
                </summary>
                <dl class="summary-list">{facts}</dl>
            </details>
        </section>
    }
    .into_any()
}

/// The objection to a purpose among other things that can be ended; nothing where it cannot be objected to.
pub(super) fn objection(limits: Load<Vec<LimitReport>>, report: &LimitReport) -> Option<AnyView> {
    let (purpose, kind) = (report.purpose, LimitKind::Objected);
    let words = texts::objection(purpose).filter(|_| purpose.allows(kind))?;
    let name = view! { {texts::name(purpose)} <p class="field__hint">{words}</p> };
    let button = button(limits, purpose, kind, report.objected_since.is_none());
    Some(row(name.into_any(), state(report).into_any(), button))
}

/// How it stands, and since when.
fn state(report: &LimitReport) -> Vec<AnyView> {
    let tag = |words: &'static str, at: Timestamp| {
        view! { <span class="tag tag--warning">{words}</span> " " <DayAndTime at /> " " }.into_any()
    };
    let restricted = report.restricted_since.map(|at| tag(tr!(limits.state_restricted), at));
    let objected = report.objected_since.map(|at| tag(tr!(limits.state_objected), at));
    let set: Vec<_> = restricted.into_iter().chain(objected).collect();
    if set.is_empty() {
        return vec![view! { <span class="tag tag--neutral">{texts::unlimited(report)}</span> }.into_any()];
    }
    set
}

fn facts(report: &LimitReport) -> Vec<(&'static str, String)> {
    let purpose = report.purpose;
    let mut facts = vec![
        (tr!(limits.fact_data), words::together(&report.categories, words::category)),
        (tr!(limits.fact_grounds), words::together(&report.grounds, words::ground)),
    ];
    facts.extend(texts::goes_on(purpose).map(|words| (tr!(limits.fact_goes_on), words.to_owned())));
    facts.extend(texts::restriction(purpose).map(|words| (tr!(limits.fact_restrict), words.to_owned())));
    facts.extend(texts::objection(purpose).map(|words| (tr!(limits.fact_object), words.to_owned())));
    facts.extend(texts::others(purpose).map(|words| (tr!(limits.fact_others), words.to_owned())));
    facts
}

/// What else one can do: a request, where a click does not do; withdrawal, where the ground is consent.
fn instead(report: &LimitReport) -> Option<AnyView> {
    if !report.purpose.allows(LimitKind::Restricted) {
        // The same model as every right: with a clock, and an answer.
        let request = format!("{}?right={}", page_href(Dashboard::Requests), RequestKind::Objection.code());
        return Some(view! { <p><a href=request>{tr!(limits.request)}</a></p> }.into_any());
    }
    let by_consent = report.grounds == [Ground::Consent];
    by_consent.then(|| {
        let consents = page_href(Dashboard::Consents);
        view! { <p>{tr!(limits.consent_instead)} " " <a href=consents>{tr!(limits.consent_link)}</a></p> }.into_any()
    })
}

/// One click, either way.
fn button(limits: Load<Vec<LimitReport>>, purpose: Purpose, kind: LimitKind, on: bool) -> AnyView {
    let (acts, name) = (use_acts(), texts::name(purpose));
    // Said above the heading, away from the card, so it names the purpose.
    let (words, done) = match (kind, on) {
        (LimitKind::Restricted, true) => (tr!(limits.restrict), tr!(limits.done_restricted, purpose = name)),
        (LimitKind::Restricted, false) => (tr!(limits.restrict_off), tr!(limits.done_restricted_off, purpose = name)),
        (LimitKind::Objected, true) => (tr!(limits.object), tr!(limits.done_objected, purpose = name)),
        (LimitKind::Objected, false) => (tr!(limits.object_off), tr!(limits.done_objected_off, purpose = name)),
    };
    let draft = LimitDraft { purpose, kind, on };
    let change = move |_| {
        let (draft, done) = (draft.clone(), done.clone());
        acts.run(
            move || api::privacy::set_limit(&draft),
            move |reports| {
                limits.set(reports);
                acts.succeed(done);
            },
        );
    };
    view! {
        <button class="button" type="button" on:click=change aria-disabled=move || acts.busy_attribute()>
            {words} <span class="visually-hidden">": " {name}</span>
        </button>
    }
    .into_any()
}

#[cfg(test)]
mod tests;
