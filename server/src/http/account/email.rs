use axum::Json;
use axum::http::StatusCode;
use contract::account::{EmailDraft, Receipt, TokenDraft};
use contract::path;
use contract::privacy::{ActivityKind, Actor, RecipientAction};
use contract::problem::{Code, Problem};
use contract::rights::{Concern, RequestKind};

use crate::extract::{Checked, Client, Recent};
use crate::problem::Outcome;
use crate::rights::{self, COOLING_SECONDS};
use crate::session::token_hash;
use crate::state::State;
use crate::store::outbox::{Job, Post};
use crate::store::token::Purpose;
use crate::store::{self, transact};

/// Ask for another address. It is confirmed by a mail there, and the old address is told. The same answer for an address that has an
/// account already.
#[utoipa::path(post, path = path::ME_EMAIL, tag = "account", request_body = EmailDraft, responses(
    (status = 202, body = Receipt), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    (status = 429, body = Problem)))]
pub async fn ask(
    state: State,
    Recent(signed_in): Recent,
    client: Client,
    Checked(given): Checked<EmailDraft>,
) -> Outcome<(StatusCode, Json<Receipt>)> {
    let (account_id, email) = (signed_in.account_id, given.email.as_str().to_owned());
    state.count_mail("e-mail", &email)?;
    let (reference, now) = (state.random().reference(), state.now());
    let to_new =
        Post::EmailConfirmation { account_id: account_id.clone(), email: email.clone(), reference: reference.clone() };
    let to_old = Post::EmailChangeRequested { account_id: account_id.clone() };
    transact!(state.db(), async |tx| {
        store::account::set_pending_email(tx, &account_id, &email).await?;
        let (kind, actor) = (ActivityKind::EmailChangeRequested, Actor::Person);
        store::activity::record(tx, &state.id(), &account_id, kind, actor, &client.origin(), now).await?;
        state.enqueue(tx, &Job::Mail(to_new.clone())).await?;
        state.enqueue(tx, &Job::Mail(to_old.clone())).await
    })?;
    Ok((StatusCode::ACCEPTED, Json(Receipt { reference })))
}

/// Confirm the new address by a mailed code. Needs no session: the mail may be read on another device.
#[utoipa::path(post, path = path::EMAIL_CONFIRMATION, tag = "account", security(()), request_body = TokenDraft, responses(
    (status = 204), (status = 410, body = Problem), (status = 422, body = Problem)))]
pub async fn confirm(state: State, client: Client, Checked(given): Checked<TokenDraft>) -> Outcome<StatusCode> {
    let (code, now) = (token_hash(given.token.as_str()), state.now());
    transact!(state.db(), async |tx| {
        let token = store::token::take(tx, Purpose::EmailChange, &code, now).await?.ok_or(Code::Gone)?;
        let account = store::account::by_id(tx, &token.account_id).await?.ok_or(Code::Gone)?;
        store::account::set_email(tx, &account.id, &token.value, now).await.map_err(store::account::taken)?;
        // An erasure must wait as one that was asked for now would: its owner reads of the change at the old address first.
        let cooled_off = now.plus_seconds(COOLING_SECONDS);
        if store::erasure::postpone(tx, &account.id, cooled_off).await? {
            state.enqueue_at(tx, &Job::Erase { account_id: account.id.clone() }, cooled_off).await?;
        }
        // Codes that went to the old address are void.
        store::token::revoke(tx, &account.id, Purpose::Recovery).await?;
        store::token::revoke(tx, &account.id, Purpose::Newsletter).await?;
        let (kind, actor) = (ActivityKind::EmailChanged, Actor::Person);
        store::activity::record(tx, &state.id(), &account.id, kind, actor, &client.origin(), now).await?;
        let (right, concern) = (RequestKind::Rectification, Concern::Email);
        let reference = rights::answered(tx, &state, &account.id, right, concern).await?;
        state.tell(tx, &account.id, RecipientAction::Rectify, &reference).await?;
        let post = Post::EmailChanged { account_id: account.id.clone(), email: account.email.clone() };
        state.enqueue(tx, &Job::Mail(post)).await
    })?;
    Ok(StatusCode::NO_CONTENT)
}
