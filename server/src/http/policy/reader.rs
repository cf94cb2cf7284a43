use contract::account::OrganisationKind;
use contract::consent::{Decision, Kind};
use contract::policy::{Audience, Document, Policy, PolicyEvent};
use contract::route::Route;

use crate::clock;
use crate::first_paint::{Person, Reader, Reading};
use crate::problem::Outcome;
use crate::state::State;
use crate::store::{self, transact};

/// What a page of a document shows to whoever asks for it; none where there is no such page. A version of the policy that a person
/// sees for the first time is noted (policy clause `changes`).
///
/// # Errors
/// The database's.
pub async fn reading(
    state: &State,
    path: &str,
    decision: Option<&Decision>,
    account_id: Option<&str>,
) -> Outcome<Option<Reading>> {
    let is_policy = Route::parse(path).and_then(|(_, route)| route.document()) == Some(Document::Privacy);
    let account_id = account_id.filter(|_| is_policy);
    let person = match account_id {
        Some(account_id) => person(state, account_id, decision).await?,
        None => None,
    };
    let reader = Reader { decision: decision.cloned(), register: state.register(), person, day: clock::day };
    let Some(reading) = state.reading(path, reader) else { return Ok(None) };
    // Of a comparison, what is new.
    if let (Some(account_id), Some(person), Some(text)) = (account_id, &reading.reader.person, reading.texts.last()) {
        note_shown(state, account_id, person, text).await?;
    }
    Ok(Some(reading))
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
