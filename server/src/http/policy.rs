//! The texts in force.

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::lang::Lang;
use contract::path;
use contract::policy::{Document, Policy};
use contract::problem::Code;
use serde::Deserialize;
use tower_http::compression::CompressionLayer;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::problem::{Failure, Outcome};
use crate::state::State;

pub fn router() -> OpenApiRouter<State> {
    // Other answers of the API go uncompressed: beside a secret, the length of a compressed answer can tell it (BREACH).
    OpenApiRouter::new().routes(routes!(get)).layer(CompressionLayer::new())
}

/// In which language.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// `lv` or `en`; Latvian when not given
    #[serde(default)]
    lang: Lang,
}

/// A policy in force. Its hash is its `ETag`.
#[utoipa::path(
    get,
    path = path::POLICY,
    tag = "policy",
    security(()),
    params(("document" = String, Path, description = "`privacy` or `terms`"), Asked),
    responses((status = 200, body = Policy), (status = 304), (status = 404))
)]
async fn get(
    state: State,
    Path(slug): Path<String>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Outcome<Response> {
    let document = Document::ALL.iter().copied().find(|document| document.slug() == slug);
    let document = document.ok_or(Failure::from(Code::NotFound))?;
    let Query(Asked { lang }) = asked.map_err(|_| Code::Malformed)?;
    let policy = state.policy(document, lang)?;
    let tag = format!("\"{}\"", policy.sha256);
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let caching = [(header::ETAG, tag), (header::CACHE_CONTROL, "no-cache".to_owned())];
    Ok(if known {
        (StatusCode::NOT_MODIFIED, caching).into_response()
    } else {
        (caching, Json(policy)).into_response()
    })
}
