use axum::Json;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use contract::path;
use contract::privacy::{ActivityKind, Actor, SessionEntry};
use contract::problem::{Code, Problem};
use contract::time::Timestamp;

use crate::device;
use crate::extract::{Client, Id, SignedIn};
use crate::problem::Outcome;
use crate::session::{self, ABSOLUTE_SECONDS, IDLE_SECONDS};
use crate::state::State;
use crate::store::{self, transact};

/// Where one is signed in, the last used first.
#[utoipa::path(get, path = path::ME_SESSIONS, tag = "account", responses(
    (status = 200, body = Vec<SessionEntry>), (status = 401, body = Problem)))]
pub async fn list(state: State, signed_in: SignedIn) -> Outcome<Json<Vec<SessionEntry>>> {
    let now = state.now();
    let (seen, created) = (now.plus_seconds(-IDLE_SECONDS), now.plus_seconds(-ABSOLUTE_SECONDS));
    let sessions =
        store::session::of_account(&mut state.db().read().await?, &signed_in.account_id, seen, created).await?;
    let entries = sessions.into_iter().map(|session| SessionEntry {
        current: session.id == signed_in.session_id,
        id: session.id,
        created_at: Timestamp(session.created_at),
        last_seen_at: Timestamp(session.last_seen_at),
        device: device::from_code(&session.device),
        network: session.network,
    });
    Ok(Json(entries.collect()))
}

/// End one session, this one too.
#[utoipa::path(delete, path = path::ME_SESSION, tag = "account", params(("id" = String, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn end(state: State, signed_in: SignedIn, client: Client, Id(id): Id) -> Outcome<Response> {
    transact!(state.db(), async |tx| {
        if store::session::end(tx, &signed_in.account_id, &id).await? == 0 {
            return Err(Code::NotFound.into());
        }
        let (kind, actor, entry) = (ActivityKind::SessionEnded, Actor::Person, state.id());
        store::activity::record(tx, &entry, &signed_in.account_id, kind, actor, &client.origin(), state.now()).await?;
        Ok(())
    })?;
    if id == signed_in.session_id { Ok(signed_out(&state)) } else { Ok(StatusCode::NO_CONTENT.into_response()) }
}

/// End all sessions, this one too.
#[utoipa::path(delete, path = path::ME_SESSIONS, tag = "account", responses((status = 204), (status = 401, body = Problem)))]
pub async fn end_all(state: State, signed_in: SignedIn, client: Client) -> Outcome<Response> {
    transact!(state.db(), async |tx| {
        store::session::end_all(tx, &signed_in.account_id).await?;
        let (kind, actor, entry) = (ActivityKind::SessionEnded, Actor::Person, state.id());
        store::activity::record(tx, &entry, &signed_in.account_id, kind, actor, &client.origin(), state.now()).await?;
        Ok(())
    })?;
    Ok(signed_out(&state))
}

fn signed_out(state: &State) -> Response {
    let cookie = session::no_cookie(&state.config().public_url);
    (StatusCode::NO_CONTENT, AppendHeaders([(SET_COOKIE, cookie)])).into_response()
}
