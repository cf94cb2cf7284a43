use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use contract::account::PasswordDraft;
use contract::check::{Field, Flaw};
use contract::path;
use contract::privacy::{ActivityKind, Actor};
use contract::problem::{Code, Problem};
use contract::text::Password;

use crate::extract::{Checked, Client, Recent};
use crate::password::is_common;
use crate::problem::{Failure, Outcome};
use crate::session;
use crate::state::State;
use crate::store::account::Account;
use crate::store::outbox::{Job, Post};
use crate::store::token::Purpose;
use crate::store::{self, transact};

/// Set a new password. The other sessions end, and this one goes on under another token.
#[utoipa::path(put, path = path::ME_PASSWORD, tag = "account", request_body = PasswordDraft, responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn set(
    state: State,
    Recent(signed_in): Recent,
    client: Client,
    Checked(given): Checked<PasswordDraft>,
) -> Outcome<Response> {
    let account = acceptable(&state, &signed_in.account_id, &given.password).await?;
    let hash = state.hasher().hash(state.random(), given.password.expose()).await?;
    let (token, now) = (state.random().token(), state.now());
    transact!(state.db(), async |tx| {
        store::account::set_password(tx, &account.id, &hash).await?;
        store::session::end_others(tx, &account.id, &signed_in.session_id).await?;
        if store::session::rotate(tx, &signed_in.session_id, &session::token_hash(&token), now).await? == 0 {
            return Err(Code::SignInRequired.into());
        }
        store::token::revoke(tx, &account.id, Purpose::Recovery).await?;
        let (kind, actor) = (ActivityKind::PasswordChanged, Actor::Person);
        store::activity::record(tx, &state.id(), &account.id, kind, actor, &client.origin(), now).await?;
        state.enqueue(tx, &Job::Mail(Post::PasswordChanged { account_id: account.id.clone() })).await
    })?;
    let cookie = session::cookie(&state.config().public_url, &token);
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(SET_COOKIE, cookie)])).into_response())
}

/// The account, if the password suits it: on no list, and without the person's own words.
///
/// # Errors
/// 422 when it does not; 410 when the account is gone.
pub async fn acceptable(state: &State, account_id: &str, password: &Password) -> Outcome<Account> {
    let mut conn = state.db().read().await?;
    let account = store::account::by_id(&mut conn, account_id).await?.ok_or(Code::Gone)?;
    let profile = store::profile::by_account(&mut conn, account_id).await?.ok_or(Code::Gone)?;
    if is_common(password.expose()) {
        return Err(Failure::flaw(Field::Password, Flaw::Common));
    }
    if password.is_guessable(&profile.own_words()) {
        return Err(Failure::flaw(Field::Password, Flaw::Guessable));
    }
    Ok(account)
}
