use axum::Json;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use contract::page::Page;
use contract::path;
use contract::privacy::{ACTIVITY_LOG, Activity, ActivityLog, SignedActivityLog};
use contract::problem::{Code, Problem};
use contract::time::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use crate::clock::moment::for_machines;
use crate::device;
use crate::extract::SignedIn;
use crate::problem::{Failure, Outcome};
use crate::state::State;
use crate::store::activity::{Entry, before, from_code, whole};

/// Entries on a page.
const PAGE: usize = 20;

/// Where a page begins.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct From {
    /// the `next` of the page before
    before: Option<String>,
}

/// What happened, newest first.
#[utoipa::path(get, path = path::ME_ACTIVITY, tag = "account", params(("before" = Option<String>, Query, description = "the `next` of the page before")), responses(
    (status = 200, body = Page<Activity>), (status = 400, body = Problem), (status = 401, body = Problem)))]
pub async fn list(
    state: State,
    signed_in: SignedIn,
    from: Result<Query<From>, QueryRejection>,
) -> Outcome<Json<Page<Activity>>> {
    let Query(From { before: start }) = from.map_err(|_| Code::Malformed)?;
    let start = start.map_or(Ok(Uuid::max()), |start| start.parse()).map_err(|_| Code::Malformed)?.to_string();
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    // One more than shown says whether there is another page.
    let mut entries = before(&mut state.db().read().await?, &signed_in.account_id, &start, limit).await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let next = entries.last().filter(|_| more).map(|entry| entry.id.clone());
    let items = entries.iter().map(shown).collect::<sqlx::Result<_>>()?;
    Ok(Json(Page { items, next }))
}

/// All that happened, the oldest first, signed: a file to keep, whose entries are chained by their hashes.
#[utoipa::path(get, path = path::ME_ACTIVITY_FILE, tag = "account", responses(
    (status = 200, body = SignedActivityLog, content_type = "application/json"), (status = 401, body = Problem)))]
pub async fn file(state: State, signed_in: SignedIn) -> Outcome<Response> {
    let conn = &mut state.db().read().await?;
    let (entries, (number, sha256)) = whole(conn, &signed_in.account_id).await?;
    let (schema, made_at) = (ACTIVITY_LOG.to_owned(), for_machines(state.now()));
    let activity = ActivityLog { schema, made_at, number, sha256, entries };
    let signature = state.signer(conn).await?.signature(&serde_json::to_string(&activity).map_err(Failure::internal)?);
    let signed = SignedActivityLog { activity, signature };
    let text = serde_json::to_string_pretty(&signed).map_err(Failure::internal)? + "\n";
    let name = "attachment; filename=\"vet2b-activity.json\"";
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CONTENT_DISPOSITION, name)], text).into_response())
}

fn shown(entry: &Entry) -> sqlx::Result<Activity> {
    Ok(Activity {
        number: entry.number,
        sha256: entry.hash.clone(),
        reason: entry.reason.clone(),
        at: Timestamp(entry.at),
        kind: from_code(&entry.kind)?,
        actor: from_code(&entry.actor)?,
        device: device::from_code(&entry.device),
    })
}
