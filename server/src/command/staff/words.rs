use contract::lang::Lang;
use contract::time::Timestamp;

use crate::basis::rights;
use crate::clock::moment;
use crate::problem::Outcome;
use crate::rights::Office;
use crate::store::activity::code;
use crate::store::request::{self, Event, Recorded, Stored};
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
    if let (Some(by), Some(reason)) = (&stored.refusal_by, &stored.refusal_reason) {
        lines.push(format!("{by} wants to refuse it: {reason}"));
    }
    if !stored.words.is_empty() {
        lines.push(String::new());
        lines.extend(stored.words.lines().map(|line| format!("> {line}")));
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
pub(super) fn disclosure(given: &Recorded) -> Outcome<String> {
    let at = moment::in_words(Lang::En, Timestamp(given.at));
    let ground = rights::ground(Lang::En, given.ground()?);
    let sealed = given.law.as_ref().map(|law| format!("; not shown to the person: {law}")).unwrap_or_default();
    Ok(format!("{at} to {} ({ground}), by {}: {}{sealed}", given.recipient, given.staff, given.reason))
}
