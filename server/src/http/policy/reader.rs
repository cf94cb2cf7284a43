use axum::http::{HeaderMap, HeaderValue, Method};
use contract::account::OrganisationKind;
use contract::consent::{Decision, Kind};
use contract::policy::{Audience, Document, Policy, PolicyEvent};
use contract::route::Route;
use contract::time::Timestamp;

use crate::clock;
use crate::first_paint::{Person, Reader, Reading};
use crate::problem::Outcome;
use crate::state::State;
use crate::store::{self, transact};

/// Whether somebody is shown the answer: neither a page that the browser fetches in case it is wanted, nor the headers alone.
pub fn is_seen(method: &Method, headers: &HeaderMap) -> bool {
    let purpose = headers.get("sec-purpose").map(HeaderValue::as_bytes).unwrap_or_default();
    method == Method::GET && !purpose.starts_with(b"prefetch")
}

/// What a page of a document shows to whoever asks for it; none where there is no such page. A version of the policy that a person
/// sees for the first time is noted (policy clause `changes`), if it `is_seen`.
///
/// # Errors
/// The database's.
pub async fn reading(
    state: &State,
    path: &str,
    decision: Option<&Decision>,
    account_id: Option<&str>,
    is_seen: bool,
) -> Outcome<Option<Reading>> {
    let is_policy = Route::parse(path).and_then(|(_, route)| route.document()) == Some(Document::Privacy);
    let account_id = account_id.filter(|_| is_policy);
    let person = match account_id {
        Some(account_id) => person(state, account_id, decision).await?,
        None => None,
    };
    let statistics_since = match decision.filter(|decision| is_policy && decision.recorded) {
        Some(decision) => statistics_since(state, decision).await?,
        None => None,
    };
    let (decision, register) = (decision.cloned(), state.register());
    let reader = Reader { decision, register, statistics_since, person, day: clock::day };
    let Some(reading) = state.reading(path, reader) else { return Ok(None) };
    // Of a comparison, what is new.
    let shown = (account_id.filter(|_| is_seen), &reading.reader.person, reading.texts.last());
    if let (Some(account_id), Some(person), Some(text)) = shown
        && let Err(failure) = note_shown(state, account_id, person, text).await
    {
        // The text can be read all the same, and is noted the next time.
        tracing::error!(code = ?failure.problem().code, "cannot note that a version was shown");
    }
    Ok(Some(reading))
}

/// Since when the device's answer about statistics is as it is: a decision about something else leaves it.
async fn statistics_since(state: &State, decision: &Decision) -> Outcome<Option<Timestamp>> {
    let history = store::consent::history(&mut state.db().read().await?, &decision.subject).await?;
    let same = history.iter().take_while(|record| record.statistics.granted == decision.statistics.granted);
    Ok(same.last().map(|record| record.at))
}

async fn person(state: &State, account_id: &str, decision: Option<&Decision>) -> Outcome<Option<Person>> {
    let conn = &mut state.db().read().await?;
    let Some(profile) = store::profile::by_account(conn, account_id).await? else { return Ok(None) };
    let records = store::policy::records(conn, account_id).await?;
    let mut audiences = vec![Audience::Registered];
    audiences.push(match profile.account()?.kind {
        OrganisationKind::Company => Audience::Companies,
        OrganisationKind::School => Audience::Schools,
    });
    if store::newsletter::wanted(conn, account_id).await? {
        audiences.push(Audience::Subscribers);
    }
    // What holds here, or was chosen on another device.
    let elsewhere = store::account_consent::get(conn, account_id).await?;
    let choices = [decision, elsewhere.as_ref()];
    let allows = |kind| choices.iter().flatten().any(|decision| decision.allows(kind));
    let kinds = [(Kind::Statistics, Audience::Statistics), (Kind::Preference, Audience::Preferences)];
    audiences.extend(kinds.into_iter().filter(|(kind, _)| allows(*kind)).map(|(_, audience)| audience));
    Ok(Some(Person { records, audiences }))
}

async fn note_shown(state: &State, account_id: &str, person: &Person, text: &Policy) -> Outcome<()> {
    let is_known = person
        .records
        .iter()
        .any(|record| record.event == PolicyEvent::Shown && record.version == text.version && record.lang == text.lang);
    if is_known {
        return Ok(());
    }
    transact!(state.db(), async |tx| {
        let (id, now) = (state.id(), state.now());
        store::policy::record(tx, &id, account_id, (text, ""), PolicyEvent::Shown, now).await?;
        Ok(())
    })
}
