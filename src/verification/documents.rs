use contract::{
    json::{Json, Read},
    privacy::{
        ActivityKind, ActivityLink, ActivityLog, Actor, Certificate, CertifiedItem, CertifiedRecipient, CertifiedRest,
        CertifiedState, Recipient, ToldRecipient,
    },
    rights::{Case, RequestEvent},
};
use leptos::prelude::*;

use crate::{
    browser::intl,
    here::use_lang,
    privacy::words,
    rights::words as requests,
    tr,
    ui::{DayAndTime, Notice, Table, Tone},
};

/// So many entries of a log are shown, the newest ones; all of them are verified.
const SHOWN: usize = 200;

/// A certificate in plain words.
pub(super) fn certificate(certificate: &Certificate) -> AnyView {
    let lang = use_lang();
    let facts = [
        (tr!(proof.reference), certificate.reference.clone()),
        (tr!(proof.requested), intl::iso_day_and_time(&certificate.requested_at, lang)),
        (tr!(proof.executed), intl::iso_day_and_time(&certificate.executed_at, lang)),
        (tr!(proof.controller), format!("{}, {}", certificate.controller, certificate.contact)),
        (tr!(proof.law), law(&certificate.law)),
    ];
    let (tone, outcome) = match certificate.as_foreseen {
        true => (Tone::Success, tr!(proof.as_foreseen)),
        false => (Tone::Danger, tr!(proof.not_as_foreseen)),
    };
    let columns = vec![
        tr!(proof.column_what),
        tr!(proof.column_shown),
        tr!(proof.column_foreseen),
        tr!(proof.column_erased),
        tr!(proof.column_left),
    ];
    let rows = certificate.erased.iter().map(erased).collect();
    let kept: Vec<_> = certificate.kept.iter().map(kept).collect();
    let recipients = certificate.recipients.iter().map(|recipient| {
        let (name, state) = (words::recipient(recipient.recipient), recipient_state(recipient));
        view! { <div><dt>{name}</dt><dd>{state}</dd></div> }
    });
    let recipients: Vec<_> = recipients.collect();
    let recipients = match recipients.is_empty() {
        true => view! { <p>{tr!(proof.recipients_none)}</p> }.into_any(),
        false => view! { <dl class="summary-list">{recipients}</dl> }.into_any(),
    };
    view! {
        <dl class="summary-list">{list(&facts)}</dl>
        <h2>{tr!(proof.erased_title)}</h2>
        <Notice tone><p>{outcome}</p></Notice>
        <Table label=tr!(proof.erased_title) columns rows />
        <p class="prose">{tr!(proof.counts_note)}</p>
        <h2>{tr!(proof.kept_title)}</h2>
        <dl class="summary-list">{kept}</dl>
        <h2>{tr!(proof.recipients_title)}</h2>
        {recipients}
    }
    .into_any()
}

/// An article of the law; the document itself names it in English.
fn law(article: &str) -> String {
    article.replace("GDPR art.", tr!(proof.gdpr_article))
}

fn list(facts: &[(&'static str, String)]) -> Vec<AnyView> {
    let row = |(name, value): &(&'static str, String)| {
        let (name, value) = (*name, value.clone());
        view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
    };
    facts.iter().map(row).collect()
}

fn erased(item: &CertifiedItem) -> Vec<AnyView> {
    vec![
        words::holding(item.holding).into_any(),
        item.shown.to_string().into_any(),
        item.foreseen.to_string().into_any(),
        item.erased.to_string().into_any(),
        item.left.to_string().into_any(),
    ]
}

fn kept(rest: &CertifiedRest) -> AnyView {
    let until = match &rest.until {
        Some(until) => {
            let until = intl::iso_day_and_time(until, use_lang());
            tr!(proof.kept_until, until = until)
        }
        // Why it stays tells until when.
        None => String::new(),
    };
    let ground = law(&rest.ground);
    view! {
        <div>
            <dt>{words::holding(rest.holding)}</dt>
            <dd>
                <p>{words::holding_reason(rest.holding)}</p>
                <p>{tr!(proof.ground)} ": " {ground} ". " {until}</p>
            </dd>
        </div>
    }
    .into_any()
}

fn recipient_state(certified: &CertifiedRecipient) -> &'static str {
    match certified.state {
        CertifiedState::NotAsked if certified.recipient == Recipient::GoogleAnalytics => tr!(proof.state_unlinked),
        CertifiedState::NotAsked => tr!(proof.state_not_asked),
        CertifiedState::BeingTold => tr!(proof.state_being_told),
        CertifiedState::Notified => tr!(proof.state_notified),
        CertifiedState::Acknowledged => tr!(proof.state_acknowledged),
        CertifiedState::Executed => tr!(proof.state_executed),
        CertifiedState::WaitingForProof => tr!(proof.state_waiting_for_proof),
        CertifiedState::Failed => tr!(proof.state_failed),
    }
}

/// An activity log in plain words, the newest entry first.
pub(super) fn activity(log: &ActivityLog) -> AnyView {
    let facts = [
        (tr!(proof.log_made), intl::iso_day_and_time(&log.made_at, use_lang())),
        (tr!(proof.log_count), log.entries.len().to_string()),
        (tr!(proof.log_end), log.sha256.clone()),
    ];
    let columns =
        vec![tr!(proof.column_number), tr!(proof.column_when), tr!(proof.column_event), tr!(proof.column_actor)];
    let rows = log.entries.iter().rev().take(SHOWN).map(entry).collect();
    let more = log.entries.len().saturating_sub(SHOWN);
    view! {
        <dl class="summary-list">{list(&facts)}</dl>
        <Table label=tr!(proof.log_title) columns rows />
        {(more > 0).then(|| view! { <p>{tr!(proof.log_more, count = more)}</p> })}
    }
    .into_any()
}

fn entry(entry: &ActivityLink) -> Vec<AnyView> {
    // A newer portal may know more codes than this page.
    let event = ActivityKind::read(Json::Text(entry.kind.clone()))
        .map_or_else(|| entry.kind.clone(), |kind| words::activity_kind(kind).to_owned());
    let actor = Actor::read(Json::Text(entry.actor.clone()))
        .map_or_else(|| entry.actor.clone(), |actor| words::actor(actor).to_owned());
    let reason = (!entry.reason.is_empty()).then(|| format!(": {}", entry.reason));
    vec![
        entry.number.to_string().into_any(),
        view! { <DayAndTime at=entry.at /> }.into_any(),
        view! { {event} {reason} }.into_any(),
        actor.into_any(),
    ]
}

/// A case file in plain words, the oldest event first.
pub(super) fn case(case: &Case) -> AnyView {
    let (request, lang) = (&case.request, use_lang());
    let right = format!("{} ({})", requests::kind(request.kind), requests::concern(request.concern));
    let mut facts = vec![
        (tr!(proof.reference), request.reference.clone()),
        (tr!(proof.case_right), right),
        (tr!(proof.case_state), requests::state(request.state).to_owned()),
        (tr!(proof.case_due), intl::iso_day(&request.timeline.due_on, lang)),
        (tr!(proof.log_made), intl::iso_day_and_time(&case.made_at, lang)),
    ];
    // Of an account's request that was taken along by its code.
    if !case.email.is_empty() {
        facts.insert(1, (tr!(proof.case_person), format!("{}, {}", case.person, case.email)));
    }
    if !request.words.is_empty() {
        facts.push((tr!(proof.case_words), request.words.clone()));
    }
    let columns = vec![tr!(proof.column_event), tr!(proof.column_when), tr!(proof.column_actor)];
    let rows = request.events.iter().map(event).collect();
    let told: Vec<_> = request.recipients.iter().map(told).collect();
    let told = (!told.is_empty()).then(|| {
        view! {
            <h2>{tr!(limits.told_title)}</h2>
            <dl class="summary-list">{told}</dl>
        }
    });
    view! {
        <dl class="summary-list">{list(&facts)}</dl>
        <Table label=tr!(proof.case_title) columns rows />
        {told}
    }
    .into_any()
}

fn told(told: &ToldRecipient) -> AnyView {
    let (name, task) = (words::provider_name(told.provider), &told.task);
    let state = format!("{}: {}", words::task_action(task.action), words::task_state(task.state));
    view! { <div><dt>{name}</dt><dd>{state}</dd></div> }.into_any()
}

fn event(event: &RequestEvent) -> Vec<AnyView> {
    // The reader need not be the person.
    let actor = match event.actor {
        Actor::Person => tr!(proof.case_by_person),
        actor => requests::actor(actor),
    };
    let reason = (!event.reason.is_empty()).then(|| format!(": {}", event.reason));
    vec![
        view! { {requests::event(event.kind)} {reason} }.into_any(),
        view! { <DayAndTime at=event.at /> }.into_any(),
        actor.into_any(),
    ]
}
