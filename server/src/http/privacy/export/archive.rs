use axum::body::{Body, Bytes};
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use contract::path;
use contract::privacy::{ActivityKind, Actor};
use contract::problem::Code;
use contract::time::Timestamp;
use http_body_util::channel::Channel;

use super::{cooled_off, find};
use crate::clock;
use crate::extract::{Client, Id, Recent};
use crate::problem::{Failure, Outcome};
use crate::state::State;
use crate::store::{self, transact};

/// Pieces that may wait for a slow receiver: more would only fill the memory.
const AHEAD: usize = 2;

/// The archive as a ZIP file. Each download is noted before its first byte is sent.
#[utoipa::path(
    get,
    path = path::ME_EXPORT_ARCHIVE,
    tag = "privacy",
    params(("id" = String, Path)),
    responses(
        (status = 200, content_type = "application/zip"),
        (status = 403, description = "prove the identity first, or wait"),
        (status = 404),
        (status = 409, description = "not ready yet"),
        (status = 410, description = "expired or deleted")
    )
)]
pub(super) async fn get(
    state: State,
    method: Method,
    Recent(who): Recent,
    client: Client,
    Id(id): Id,
) -> Outcome<Response> {
    let export = find(&state, &who, &id).await?;
    cooled_off(&state, &who.account_id).await?;
    let now = state.now();
    let is_ready = export.is_ready(now);
    let name = format!("vet2b-my-data-{}.zip", clock::day(Timestamp(export.requested_at)));
    let shown = export.shown(now)?;
    let Some(bytes) = shown.bytes.filter(|_| is_ready) else {
        use contract::privacy::ExportState::{Queued, Running};
        let waits = matches!(shown.state, Queued | Running);
        return Err(if waits { Code::Conflict } else { Code::Gone }.into());
    };
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        // The server's name for it: nothing that a person typed.
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CONTENT_LENGTH, bytes.to_string()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    if method == Method::HEAD {
        return Ok(headers.into_response());
    }
    let (entry, origin) = (state.id(), client.origin());
    transact!(state.db(), async |tx| {
        store::export::downloaded(tx, &id, now).await?;
        let (kind, actor) = (ActivityKind::ExportDownloaded, Actor::Person);
        store::activity::record(tx, &entry, &who.account_id, kind, actor, &origin, now).await?;
        Ok(())
    })?;
    Ok((headers, stream(state, id)).into_response())
}

/// Piece by piece; a read that fails breaks the transfer off, so that half an archive is never taken for a whole one.
fn stream(state: State, id: String) -> Body {
    let (mut sender, body) = Channel::<Bytes, Broken>::new(AHEAD);
    tokio::spawn(async move {
        for n in 0.. {
            match chunk(&state, &id, n).await {
                Ok(Some(bytes)) => {
                    if sender.send_data(bytes.into()).await.is_err() {
                        // The receiver is gone.
                        return;
                    }
                }
                Ok(None) => return,
                Err(_) => return sender.abort(Broken),
            }
        }
    });
    Body::new(body)
}

async fn chunk(state: &State, id: &str, n: i64) -> Result<Option<Vec<u8>>, Failure> {
    Ok(store::export::chunk(&mut state.db().read().await?, id, n).await?)
}

/// A piece could not be read.
#[derive(Debug)]
struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a piece of the archive could not be read")
    }
}

impl std::error::Error for Broken {}
