//! Rights that the portal answers by itself: at once, or when its work is done.

use contract::lang::Lang;
use contract::rights::{Concern, RequestEventKind, RequestKind, RequestState, Term};

use super::office::{By, Office};
use crate::problem::Outcome;
use crate::state::State;
use crate::store::activity::Origin;
use crate::store::outbox::{Job, Post};
use crate::store::request::{self, NewRequest, Requester, Stored};
use crate::store::{Conn, account};

/// Notes that somebody used a right and that the portal did at once what was asked: a correction in place, a withdrawal, a restriction
/// or an objection by a switch. In the same transaction as the act itself, whose activity entry is the act's own matter. Gives the
/// request's reference, under which recipients are told.
///
/// # Errors
/// The database's.
pub async fn answered(
    tx: &mut Conn,
    state: &State,
    account_id: &str,
    kind: RequestKind,
    concern: Concern,
) -> Outcome<String> {
    let office = Office::of(state);
    let begun = begin(tx, office, account_id, (kind, concern), RequestState::Granted).await?;
    let Some(request) = begun else { return Ok(String::new()) };
    let done = (RequestEventKind::Decided, None);
    office.note(tx, &request, done, By::Portal, "", &Origin::SYSTEM).await?;
    Ok(request.reference)
}

/// Notes that the portal works on a right from now on, such as an export or an erasure. One at a time of each kind. Gives the request's
/// reference; an empty one when it works on one already.
///
/// # Errors
/// The database's.
pub async fn begun(tx: &mut Conn, state: &State, account_id: &str, kind: RequestKind) -> Outcome<String> {
    let open = (kind, Concern::Everything);
    let begun = begin(tx, Office::of(state), account_id, open, RequestState::InProgress).await?;
    Ok(begun.map(|request| request.reference).unwrap_or_default())
}

/// Notes that the portal has done what it began.
///
/// # Errors
/// The database's.
pub async fn finished(tx: &mut Conn, state: &State, account_id: &str, kind: RequestKind) -> Outcome<()> {
    end(tx, state, account_id, kind, (RequestState::Granted, RequestEventKind::Decided, By::Portal)).await
}

/// Notes that the person took back what the portal had begun.
///
/// # Errors
/// The database's.
pub async fn taken_back(tx: &mut Conn, state: &State, account_id: &str, kind: RequestKind) -> Outcome<()> {
    end(tx, state, account_id, kind, (RequestState::Cancelled, RequestEventKind::Cancelled, By::Person)).await
}

/// Notes that the portal could not do what it began, and tells staff, once: the request stays open, and its clock goes on.
///
/// # Errors
/// The database's.
pub async fn stuck(tx: &mut Conn, state: &State, account_id: &str, kind: RequestKind) -> Outcome<()> {
    let Some(request) = request::open_of(tx, account_id, kind).await? else { return Ok(()) };
    if !request::lock(tx, &request.id).await? || has_failed(tx, &request).await? {
        return Ok(());
    }
    let (office, failed) = (Office::of(state), (RequestEventKind::Failed, None));
    office.note(tx, &request, failed, By::Portal, "", &Origin::SYSTEM).await?;
    office.enqueue(tx, &Job::Mail(Post::StaffRequest { id: request.id })).await
}

async fn has_failed(tx: &mut Conn, request: &Stored) -> Outcome<bool> {
    for event in request::events(tx, &request.id).await? {
        if event.kind()? == RequestEventKind::Failed {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(super) async fn begin(
    tx: &mut Conn,
    office: Office<'_>,
    account_id: &str,
    (kind, concern): (RequestKind, Concern),
    state: RequestState,
) -> Outcome<Option<Stored>> {
    let lang = account::by_id(tx, account_id).await?.map_or_else(Lang::default, |account| account.lang());
    let (id, reference, today) = (office.id(), office.random.reference(), office.today()?);
    let due = Term::of(today).due(office.country);
    let new = NewRequest {
        id: &id,
        reference: &reference,
        requester: Requester::Account(account_id),
        lang,
        kind,
        concern,
        words: "",
        about: None,
        state,
        by_portal: true,
        received_on: &today.to_string(),
        due_on: &due.to_string(),
        receipt_hash: None,
        key: None,
    };
    if !request::insert(tx, &new, office.now).await? {
        return Ok(None);
    }
    let Some(request) = request::by_id(tx, &id).await? else { return Ok(None) };
    let received = (RequestEventKind::Received, None);
    office.note(tx, &request, received, By::Person, "", &Origin::SYSTEM).await?;
    Ok(Some(request))
}

async fn end(
    tx: &mut Conn,
    state: &State,
    account_id: &str,
    kind: RequestKind,
    (result, event, by): (RequestState, RequestEventKind, By<'_>),
) -> Outcome<()> {
    let office = Office::of(state);
    if let Some(request) = request::open_of(tx, account_id, kind).await?
        && office.close(tx, &request, result).await?
    {
        office.note(tx, &request, (event, None), by, "", &Origin::SYSTEM).await?;
    }
    Ok(())
}
