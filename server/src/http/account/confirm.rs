use axum::http::HeaderMap;
use axum::response::Response;
use contract::account::{Session, TokenDraft};
use contract::check::Check as _;
use contract::path;
use contract::policy::{Document, Policy, PolicyEvent};
use contract::privacy::{ActivityKind, Actor, RecipientAction};
use contract::problem::{Code, Problem};
use contract::time::Timestamp;

use super::enter;
use crate::extract::{Checked, Client};
use crate::problem::{Failure, Outcome};
use crate::session::token_hash;
use crate::state::State;
use crate::store::account::{Account, email_key};
use crate::store::newsletter::Asked;
use crate::store::registration::{Draft, Pending};
use crate::store::{self, Conn, transact};

/// Confirm the address by a mailed code: the account begins, and the person is signed in.
#[utoipa::path(post, path = path::REGISTRATION_CONFIRMATION, tag = "account", security(()), request_body = TokenDraft, responses(
    (status = 200, body = Session), (status = 410, body = Problem), (status = 422, body = Problem)))]
pub async fn confirm(
    state: State,
    headers: HeaderMap,
    client: Client,
    Checked(given): Checked<TokenDraft>,
) -> Outcome<Response> {
    let (hash, now) = (token_hash(given.token.as_str()), state.now());
    let (account_id, token, lang) = transact!(state.db(), async |tx| {
        let pending = store::registration::by_token(tx, &hash, now).await?.ok_or(Code::Gone)?;
        let account_id = begin(&state, tx, &pending, &client).await?;
        let token = enter::enter(&state, tx, &account_id, &client).await?;
        Ok((account_id, token, pending.lang()))
    })?;
    enter::welcome(&state, &headers, &account_id, &token, now, lang).await
}

async fn begin(state: &State, tx: &mut Conn, pending: &Pending, client: &Client) -> Outcome<String> {
    let (draft, now) = (pending.draft()?, state.now());
    let account = Account {
        id: state.id(),
        email: draft.email.clone(),
        email_key: email_key(&draft.email),
        name: draft.person.name.clone(),
        surname: draft.person.surname.clone(),
        lang: pending.lang().tag().to_owned(),
        password_hash: draft.password_hash.clone(),
        email_changed_at: None,
        pending_email: None,
    };
    store::account::insert(tx, &account, &draft.person.phone, now).await.map_err(store::account::taken)?;
    let organisation = draft.organisation.check()?;
    let organisation_id = state.id();
    store::organisation::insert(tx, &organisation_id, draft.kind, &organisation, now).await?;
    store::organisation::join(tx, &account.id, &organisation_id).await?;
    store::registration::forget(tx, &account.email_key).await?;
    declare(state, tx, &account, &draft, pending, client).await?;
    state.announce_to_new(tx, &account.id).await?;
    Ok(account.id)
}

/// The declarations hold from when they were made, which is when the form was sent; the newsletter from now, when it is confirmed.
async fn declare(
    state: &State,
    tx: &mut Conn,
    account: &Account,
    draft: &Draft,
    pending: &Pending,
    client: &Client,
) -> Outcome<()> {
    let (declared, now) = (Timestamp(pending.created_at), state.now());
    let policy = read_policy(state, draft, pending)?;
    let record = async |tx: &mut Conn, kind| {
        store::activity::record(tx, &state.id(), &account.id, kind, Actor::Person, &client.origin(), now).await
    };
    record(tx, ActivityKind::Registered).await?;
    let accepted = PolicyEvent::Accepted;
    if store::policy::record(tx, &state.id(), &account.id, (&policy, ""), accepted, declared).await? {
        record(tx, ActivityKind::PolicyAccepted).await?;
    }
    // What confirms the address confirms the newsletter too, and its mail says so.
    if let Some(words) = &draft.newsletter {
        let asked = Asked::new(declared, &policy, words.clone(), pending.lang());
        if store::newsletter::set(tx, &state.id(), &account.id, true, &asked, now).await? {
            record(tx, ActivityKind::NewsletterGranted).await?;
            state.tell(tx, &account.id, RecipientAction::Subscribe, "").await?;
        }
    }
    Ok(())
}

/// The text that was read, which may no longer be the one in force.
fn read_policy(state: &State, draft: &Draft, pending: &Pending) -> Outcome<Policy> {
    let policies = state.policies();
    let read = policies.version(Document::Privacy, pending.lang(), &draft.policy_version);
    read.cloned().ok_or_else(|| Failure::internal("the policy text that was read is gone"))
}
