use axum::Json;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use contract::page::Page;
use contract::path;
use contract::privacy::Activity;
use contract::problem::{Code, Problem};
use contract::time::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use crate::device;
use crate::extract::SignedIn;
use crate::problem::Outcome;
use crate::state::State;
use crate::store::activity::{Entry, before, from_code};

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

fn shown(entry: &Entry) -> sqlx::Result<Activity> {
    Ok(Activity {
        at: Timestamp(entry.at),
        kind: from_code(&entry.kind)?,
        actor: from_code(&entry.actor)?,
        device: device::from_code(&entry.device),
    })
}
