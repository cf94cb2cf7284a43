//! Requests in words, signed in or not.

use contract::portal::Contact;
use contract::privacy::ActivityKind;
use contract::problem::Code;
use contract::rights::{Concern, OpenRequest, RequestEventKind, RequestForm, RequestKind, RequestState, Term};
use contract::time::Timestamp;

use super::office::{By, Office};
use super::receipt::receipt_code;
use crate::problem::{Failure, Outcome};
use crate::random::compact;
use crate::session::token_hash;
use crate::state::State;
use crate::store::account::email_key;
use crate::store::activity::Origin;
use crate::store::outbox::{Job, Post};
use crate::store::request::{self, Claim, NewClaim, NewRequest, Requester, Stored};
use crate::store::{Conn, account};

/// What is filed, whoever files it.
struct Filing<'a> {
    reference: &'a str,
    requester: Requester<'a>,
    kind: RequestKind,
    concern: Concern,
    words: &'a str,
    child_email: &'a str,
    lang: contract::lang::Lang,
    key: Option<&'a str>,
    received_at: Timestamp,
}

/// Files a request of somebody who is signed in. The same form sent twice is one; another form is another request, of the same right too.
///
/// # Errors
/// The database's.
pub async fn file(
    tx: &mut Conn,
    state: &State,
    account_id: &str,
    form: &OpenRequest,
    origin: &Origin,
) -> Outcome<Stored> {
    if let Some(same) = request::by_key(tx, account_id, form.key.as_str()).await? {
        return Ok(same);
    }
    let filing = Filing {
        reference: &state.random().reference(),
        requester: Requester::Account(account_id),
        kind: form.kind,
        concern: form.concern,
        words: form.words.as_str(),
        child_email: "",
        lang: form.lang,
        key: Some(form.key.as_str()),
        received_at: state.now(),
    };
    receive(tx, state, &filing, origin).await
}

/// Keeps what somebody without an account has typed, and has a code mailed. As much is done for a known address as for an unknown one.
///
/// # Errors
/// The database's.
pub async fn claim(tx: &mut Conn, state: &State, form: &RequestForm) -> Outcome<()> {
    let (id, nobodys) = (state.id(), token_hash(&state.random().token()));
    let new = NewClaim { id: &id, code_hash: &nobodys, form };
    if request::insert_claim(tx, &new, state.now()).await? {
        let post = Post::RequestCode { id, email: form.email.as_str().to_owned(), lang: form.lang };
        state.enqueue(tx, &Job::Mail(post)).await?;
    }
    Ok(())
}

/// Files what a mailed code confirms; the code is used up. Its clock began when it was typed. Whoever proved an account's address
/// asks for that account.
///
/// # Errors
/// 410 for a code that is used, expired or unknown.
pub async fn confirm(tx: &mut Conn, state: &State, code: &str, origin: &Origin) -> Outcome<Stored> {
    let found = request::take_claim(tx, &token_hash(code), state.now()).await?;
    let Some((Claim { kind, name, email, child_email, words, lang }, received_at)) = found else {
        return Err(Code::Gone.into());
    };
    let key = email_key(&email);
    let account = account::by_email_key(tx, &key).await?;
    let requester = match &account {
        // What a guardian reports is not about their own account.
        Some(account) if kind != RequestKind::Guardian => Requester::Account(&account.id),
        _ => Requester::Guest { name: &name, email: &email, email_key: &key },
    };
    let concern = if kind == RequestKind::Guardian { Concern::Child } else { Concern::Everything };
    let filing = Filing {
        reference: &state.random().reference(),
        requester,
        kind,
        concern,
        words: &words,
        child_email: &child_email,
        lang,
        key: None,
        received_at,
    };
    receive(tx, state, &filing, origin).await
}

/// Files a guardian's report from the contact form under this reference.
///
/// # Errors
/// The database's.
pub async fn report(tx: &mut Conn, state: &State, contact: &Contact, reference: &str) -> Outcome<()> {
    let email = contact.email.as_str();
    let key = email_key(email);
    let filing = Filing {
        reference,
        requester: Requester::Guest { name: contact.name.as_str(), email, email_key: &key },
        kind: RequestKind::Guardian,
        concern: Concern::Child,
        words: contact.message.as_str(),
        child_email: "",
        lang: contact.lang,
        key: None,
        received_at: state.now(),
    };
    receive(tx, state, &filing, &Origin::SYSTEM).await.map(drop)
}

/// Takes back an open request that was filed in words.
///
/// # Errors
/// 409 when it is closed, or the portal's own: an export is deleted and an erasure stopped where it was begun.
pub async fn cancel(tx: &mut Conn, state: &State, request: &Stored, origin: &Origin) -> Outcome<()> {
    let office = Office::of(state);
    if request.by_portal == 1 || !office.close(tx, request, RequestState::Cancelled).await? {
        return Err(Code::Conflict.into());
    }
    let what = (RequestEventKind::Cancelled, Some(ActivityKind::RequestCancelled));
    office.note(tx, request, what, By::Person, "", origin).await
}

async fn receive(tx: &mut Conn, state: &State, filing: &Filing<'_>, origin: &Origin) -> Outcome<Stored> {
    let office = Office::of(state);
    let id = office.id();
    let received = office.day(filing.received_at)?;
    let due = Term::of(received).due(office.country);
    let child_key = email_key(filing.child_email);
    let new = NewRequest {
        id: &id,
        reference: filing.reference,
        requester: filing.requester,
        lang: filing.lang,
        kind: filing.kind,
        concern: filing.concern,
        words: filing.words,
        about: (!filing.child_email.is_empty()).then_some((filing.child_email, child_key.as_str())),
        state: RequestState::Received,
        by_portal: false,
        received_on: &received.to_string(),
        due_on: &due.to_string(),
        receipt_hash: Some(&token_hash(&compact(&receipt_code(state, &id)))),
        key: filing.key,
    };
    if !request::insert(tx, &new, filing.received_at).await? {
        // Another submit of the same form may have been faster.
        return of_form(tx, filing).await?.ok_or_else(|| Failure::from(Code::Conflict));
    }
    let request = request::by_id(tx, &id).await?.ok_or_else(|| Failure::internal("a request is gone"))?;
    let what = (RequestEventKind::Received, Some(ActivityKind::RequestFiled));
    office.note(tx, &request, what, By::Person, "", origin).await?;
    office.tell(tx, &request, RequestEventKind::Received, "").await?;
    office.enqueue(tx, &Job::Mail(Post::StaffRequest { id })).await?;
    Ok(request)
}

/// The one that was filed by the same form.
async fn of_form(tx: &mut Conn, filing: &Filing<'_>) -> Outcome<Option<Stored>> {
    let (Requester::Account(account_id), Some(key)) = (filing.requester, filing.key) else { return Ok(None) };
    Ok(request::by_key(tx, account_id, key).await?)
}
