use std::fmt::Display;

use contract::account::OrganisationDraft;
use contract::lang::Lang;
use contract::time::Timestamp;

use crate::basis::rights;
use crate::clock::moment;
use crate::problem::Outcome;
use crate::rights::Office;
use crate::store::activity::code;
use crate::store::address::{Forgotten, Held, Message};
use crate::store::request::{self, Event, Stored};
use crate::store::staff_act::Recorded;
use crate::store::{Conn, account};

/// A request in a line, without a word about its person.
pub(super) fn line(office: Office<'_>, stored: &Stored) -> Outcome<String> {
    let due = office.due(stored)?;
    let left = due.days_since(office.today()?);
    let time = match (stored.closed_at, &stored.asked_on) {
        (Some(_), _) => "closed".to_owned(),
        (None, Some(since)) => format!("stands still since {since}"),
        (None, None) if left < 0 => format!("OVERDUE by {} days", -left),
        (None, None) => format!("{left} days left"),
    };
    let kind = rights::kind(Lang::En, stored.kind()?);
    let state = rights::state(Lang::En, stored.state()?);
    let who = stored.assignee.as_deref().unwrap_or("nobody");
    Ok(format!("{} due {due} ({time}) {kind}: {state}, with {who}", stored.reference))
}

/// A request with everything that was written.
pub(super) async fn whole(conn: &mut Conn, office: Office<'_>, stored: &Stored) -> Outcome<Vec<String>> {
    let mut lines = vec![line(office, stored)?];
    let (name, email) = match &stored.account_id {
        Some(id) => match account::by_id(conn, id).await? {
            Some(account) => (format!("{} {}", account.name, account.surname), account.email),
            None => Default::default(),
        },
        None => (stored.name.clone(), stored.email.clone()),
    };
    let has_account = if stored.account_id.is_some() { "account" } else { "no account" };
    lines.push(format!("from: {name} <{email}>, {has_account}, language {}", stored.lang));
    lines.push(format!("about: {}", rights::concern(Lang::En, stored.concern()?)));
    if !stored.about.is_empty() {
        lines.push(format!("child's address: {}", stored.about));
    }
    if let Some(removal) = request::removal(conn, &stored.id).await? {
        lines.push(format!("{} wants to remove the account {}: {}", removal.staff, removal.email, removal.reason));
    }
    if let (Some(by), Some(reason)) = (&stored.refusal_by, &stored.refusal_reason) {
        lines.push(format!("{by} wants to refuse it: {reason}"));
    }
    if !stored.words.is_empty() {
        lines.push(String::new());
        lines.extend(quoted(&stored.words));
    }
    lines.push(String::new());
    for event in request::events(conn, &stored.id).await? {
        let at = moment::in_words(Lang::En, Timestamp(event.at));
        let what = rights::event(Lang::En, event.kind()?);
        let who = who(&event)?;
        let reason = if event.reason.is_empty() { String::new() } else { format!(": {}", event.reason) };
        lines.push(format!("{at} {what} ({who}){reason}"));
    }
    Ok(lines)
}

fn quoted(words: &str) -> impl Iterator<Item = String> {
    words.lines().map(|line| format!("> {line}"))
}

/// Everything that lies under an address, to be told to whoever has proved it.
pub(super) fn held(office: Office<'_>, held: &Held) -> Outcome<Vec<String>> {
    let mut lines = Vec::new();
    for message in &held.messages {
        let Message { reference, topic, name, message: words, created_at } = message;
        let at = moment::in_words(Lang::En, Timestamp(*created_at));
        lines.push(format!("message {reference} of {at} about {topic}, signed {name}"));
        lines.extend(quoted(words));
    }
    for (draft, at) in &held.registrations {
        let (person, organisation) = (&draft.person, &draft.organisation);
        let at = moment::in_words(Lang::En, *at);
        lines
            .push(format!("registration of {at}, not confirmed: {} {}, {}", person.name, person.surname, person.phone));
        let OrganisationDraft { name, country, region, city, street, postcode, registration_number, oid } =
            organisation;
        let parts = [name, street, city, region, postcode, country, registration_number, oid];
        let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        lines.push(format!("  organisation: {}", parts.join(", ")));
    }
    for claim in &held.claims {
        lines.push(format!(
            "request that waits for its code: {}, signed {}",
            rights::kind(Lang::En, claim.kind),
            claim.name
        ));
        lines.extend(quoted(&claim.words));
    }
    for stored in &held.requests {
        lines.push(format!("request {}, signed {}", line(office, stored)?, stored.name));
        lines.extend(quoted(&stored.words));
    }
    let Held { messages, registrations, claims, requests } = held;
    lines.push(counted(messages.len(), registrations.len(), claims.len() + requests.len()));
    Ok(lines)
}

fn counted(messages: impl Display, registrations: impl Display, requests: impl Display) -> String {
    format!("messages: {messages}, registrations: {registrations}, requests: {requests}")
}

/// How much was deleted.
pub(super) fn forgotten(forgotten: &Forgotten) -> String {
    let Forgotten { messages, registrations, claims, requests, mails } = forgotten;
    format!("deleted: {}, mails that waited: {mails}", counted(messages, registrations, claims + requests))
}

/// What somebody of the staff did, in a line.
pub(super) fn act((at, staff, act, task, reason): &Recorded) -> String {
    let at = moment::in_words(Lang::En, Timestamp(*at));
    match act.as_str() {
        "disclosures_read" => format!("{at} {staff} read records of disclosures: {reason}"),
        _ => format!("{at} {staff} had a recipient told anew: {task}"),
    }
}

/// Who did it, and to whom it was given.
fn who(event: &Event) -> Outcome<String> {
    let who = match &event.staff {
        Some(name) => name.clone(),
        None => code(event.actor()?),
    };
    Ok(match &event.assignee {
        Some(to) => format!("{who} to {to}"),
        None => who,
    })
}

/// A disclosure in a line.
pub(super) fn disclosure(given: &request::Recorded) -> Outcome<String> {
    let at = moment::in_words(Lang::En, Timestamp(given.at));
    let ground = rights::ground(Lang::En, given.ground()?);
    let sealed = given.law.as_ref().map(|law| format!("; not shown to the person: {law}")).unwrap_or_default();
    Ok(format!("{at} to {} ({ground}), by {}: {}{sealed}", given.recipient, given.staff, given.reason))
}
