use axum::Json;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use contract::account::{Session, Viewer};
use contract::lang::Lang;
use contract::policy::{PolicyRecord, Standing, Succession};
use contract::problem::Code;
use contract::time::Timestamp;

use crate::device;
use crate::extract::Client;
use crate::http::consent;
use crate::problem::Outcome;
use crate::session;
use crate::state::State;
use crate::store::{self, Conn};

/// Begins a session; gives its token, which is nowhere else.
pub async fn enter(state: &State, tx: &mut Conn, account_id: &str, client: &Client) -> Outcome<String> {
    let (token, now) = (state.random().token(), state.now());
    let row = store::session::Session {
        id: state.id(),
        account_id: account_id.to_owned(),
        created_at: now.0,
        last_seen_at: now.0,
        authenticated_at: now.0,
        device: device::code(client.device).to_owned(),
        network: client.network.clone(),
    };
    store::session::insert(tx, &row, &session::token_hash(&token)).await?;
    Ok(token)
}

/// Who is signed in now, with the session's cookie; and with that of the cookie decision, where the person has decided more strictly
/// on another device. `headers` are the request's, `lang` is the person's.
pub async fn welcome(
    state: &State,
    headers: &HeaderMap,
    account_id: &str,
    token: &str,
    authenticated_at: Timestamp,
    lang: Lang,
) -> Outcome<Response> {
    let viewer = viewer(state, account_id, authenticated_at).await?;
    let decided = consent::signed_in(state, headers, account_id, lang).await?;
    let cookie = session::cookie(&state.config().public_url, token);
    Ok((AppendHeaders([(SET_COOKIE, cookie)]), decided, Json(viewer)).into_response())
}

/// Who is signed in.
pub async fn viewer(state: &State, account_id: &str, authenticated_at: Timestamp) -> Outcome<Session> {
    let conn = &mut state.db().read().await?;
    let profile = store::profile::by_account(conn, account_id).await?;
    // Erased between two statements: nobody is signed in any more.
    let profile = profile.ok_or(Code::SignInRequired)?;
    let policy_due = policy_due(state, conn, account_id).await?;
    Ok(Session::SignedIn(Viewer { policy_due, ..profile.viewer(authenticated_at)? }))
}

/// The version in force, if the person has not answered it, as following the one that they accepted last. The first version follows
/// none.
async fn policy_due(state: &State, conn: &mut Conn, account_id: &str) -> Outcome<Option<Succession>> {
    let Some(Succession { version, since, effective }) = state.succession(Standing::InForce) else { return Ok(None) };
    if store::policy::answer(conn, account_id, &version.to_string(), "").await?.is_some() {
        return Ok(None);
    }
    let records = store::policy::records(conn, account_id).await?;
    let accepted = PolicyRecord::accepted(&records).next().and_then(|record| record.version.parse().ok());
    // Whoever has accepted a later one already, once it was announced, is asked nothing.
    if accepted.is_some_and(|accepted: u16| accepted > version) {
        return Ok(None);
    }
    Ok(Some(Succession { version, since: accepted.unwrap_or(since), effective }))
}
