use axum::Json;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use contract::account::{Session, SignInDraft};
use contract::lang::Lang;
use contract::path;
use contract::privacy::{ActivityKind, Actor};
use contract::problem::{Code, Problem};

use super::{enter, wrong_password};
use crate::extract::{Checked, Client, SignedIn};
use crate::password::Verdict;
use crate::problem::Outcome;
use crate::session;
use crate::state::State;
use crate::store::account::email_key;
use crate::store::{self, transact};

/// Who is signed in.
#[utoipa::path(get, path = path::SESSION, tag = "account", security(()), responses((status = 200, body = Session)))]
pub async fn show(state: State, parts: Parts) -> Outcome<Json<Session>> {
    let Some(signed_in) = SignedIn::find(&parts, &state).await? else { return Ok(Json(Session::Guest)) };
    let session = enter::viewer(&state, &signed_in.account_id, signed_in.authenticated_at).await?;
    Ok(Json(session))
}

/// Sign in. A session that the browser had before is ended.
#[utoipa::path(post, path = path::SESSION, tag = "account", security(()), request_body = SignInDraft, responses(
    (status = 200, body = Session), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn sign_in(
    state: State,
    headers: HeaderMap,
    client: Client,
    Checked(given): Checked<SignInDraft>,
) -> Outcome<Response> {
    let key = email_key(given.email.as_str());
    wrong_password::count_try(&state, &key).await?;
    let account = store::account::by_email_key(&mut state.db().read().await?, &key).await?;
    let stored = account.as_ref().map(|account| account.password_hash.as_str());
    let verdict = state.hasher().verify(stored, given.password.expose()).await?;
    let account = match (account, verdict) {
        (Some(account), Verdict::Right | Verdict::RightButOutdated) => account,
        (account, _) => {
            wrong_password::note(&state, account.as_ref().map(|account| account.id.as_str()), &client).await?;
            return Err(Code::BadCredentials.into());
        }
    };
    let renewed = match verdict {
        Verdict::RightButOutdated => Some(state.hasher().hash(state.random(), given.password.expose()).await?),
        _ => None,
    };
    let before = session::token(&state.config().public_url, &headers).map(session::token_hash);
    let now = state.now();
    let token = transact!(state.db(), async |tx| {
        wrong_password::forgive(&state, tx, &key).await?;
        if let Some(hash) = &renewed {
            store::account::set_password(tx, &account.id, hash).await?;
        }
        if let Some(before) = &before {
            store::session::end_by_token(tx, before).await?;
        }
        let (kind, actor) = (ActivityKind::SignedIn, Actor::Person);
        store::activity::record(tx, &state.id(), &account.id, kind, actor, &client.origin(), now).await?;
        enter::enter(&state, tx, &account.id, &client).await
    })?;
    let lang = Lang::from_tag(&account.lang).unwrap_or_default();
    enter::welcome(&state, &headers, &account.id, &token, now, lang).await
}

/// Sign out, on this device. Whoever is not signed in is told the same.
#[utoipa::path(delete, path = path::SESSION, tag = "account", security(()), responses((status = 204)))]
pub async fn sign_out(state: State, client: Client, parts: Parts) -> Outcome<Response> {
    if let Some(signed_in) = SignedIn::find(&parts, &state).await? {
        transact!(state.db(), async |tx| {
            store::session::end(tx, &signed_in.account_id, &signed_in.session_id).await?;
            let (kind, actor) = (ActivityKind::SignedOut, Actor::Person);
            let (id, now) = (state.id(), state.now());
            store::activity::record(tx, &id, &signed_in.account_id, kind, actor, &client.origin(), now).await?;
            Ok(())
        })?;
    }
    let cookie = session::no_cookie(&state.config().public_url);
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(SET_COOKIE, cookie)])).into_response())
}
