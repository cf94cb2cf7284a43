//! The texts: in force, past and announced; as data, as pages, as files to keep, and as feeds.

mod feed;
mod file;
mod reader;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{self, Path};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::lang::Lang;
use contract::path;
use contract::policy::{Document, Policy, VersionEntry};
use contract::problem::Code;
use contract::route::Route;
use serde::Deserialize;
use tower_http::compression::CompressionLayer;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::consent::Decided;
use crate::problem::{Failure, Outcome};
use crate::state::State;

pub use reader::{is_seen, reading};

pub fn router() -> OpenApiRouter<State> {
    // Other answers of the API go uncompressed: beside a secret, the length of a compressed answer can tell it (BREACH).
    OpenApiRouter::new()
        .routes(routes!(get))
        .routes(routes!(html))
        .routes(routes!(versions))
        .routes(routes!(version))
        .routes(routes!(file::get))
        .routes(routes!(feed::atom))
        .routes(routes!(feed::json))
        .layer(CompressionLayer::new())
}

/// In which language.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// `lv` or `en`; Latvian when not given
    #[serde(default)]
    lang: Lang,
}

/// Which page.
#[derive(Deserialize, IntoParams)]
struct Of {
    /// its address, such as `/lv/privacy`
    path: String,
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
async fn get(state: State, Path(slug): Path<String>, asked: Query, headers: HeaderMap) -> Outcome<Response> {
    let Asked { lang } = of_query(asked)?;
    let policy = state.policy(document(&slug)?, lang)?;
    Ok(tagged(&headers, &policy.sha256, &policy))
}

/// What a page of a document shows, as HTML: the text in force or one version, all versions, or what changed between two. To
/// somebody who is signed in, with what it means for them.
#[utoipa::path(
    get,
    path = path::DOCUMENTS,
    tag = "policy",
    security(()),
    params(Of),
    responses((status = 200, body = String), (status = 404))
)]
async fn html(
    state: State,
    decided: Decided,
    method: Method,
    headers: HeaderMap,
    of: Result<extract::Query<Of>, QueryRejection>,
) -> Outcome<Json<String>> {
    let extract::Query(Of { path }) = of.map_err(|_| Code::Malformed)?;
    let (lang, route) = Route::parse(&path).ok_or(Code::NotFound)?;
    let (decision, account_id) = (decided.effective(&state), decided.account_id.as_deref());
    let reading = reading(&state, &path, decision.as_ref(), account_id, is_seen(&method, &headers))
        .await?
        .ok_or(Code::NotFound)?;
    Ok(Json(state.document_html(lang, route, reading)))
}

/// All versions of a policy, the oldest first: past ones, the one in force, and those that are announced.
#[utoipa::path(
    get,
    path = path::POLICY_VERSIONS,
    tag = "policy",
    security(()),
    params(("document" = String, Path, description = "`privacy` or `terms`"), Asked),
    responses((status = 200, body = Vec<VersionEntry>), (status = 404))
)]
async fn versions(state: State, Path(slug): Path<String>, asked: Query) -> Outcome<Json<Vec<VersionEntry>>> {
    let Asked { lang } = of_query(asked)?;
    Ok(Json(state.policy_versions(document(&slug)?, lang)))
}

/// One version of a policy, as it was published. Its hash is its `ETag`.
#[utoipa::path(
    get,
    path = path::POLICY_VERSION,
    tag = "policy",
    security(()),
    params(
        ("document" = String, Path, description = "`privacy` or `terms`"),
        ("version" = String, Path, description = "such as `1`"),
        Asked
    ),
    responses((status = 200, body = Policy), (status = 304), (status = 404))
)]
async fn version(
    state: State,
    Path((slug, version)): Path<(String, String)>,
    asked: Query,
    headers: HeaderMap,
) -> Outcome<Response> {
    let Asked { lang } = of_query(asked)?;
    let policies = state.policies();
    let policy = policies.version(document(&slug)?, lang, &version).ok_or(Code::NotFound)?;
    Ok(tagged(&headers, &policy.sha256, policy))
}

type Query = Result<extract::Query<Asked>, QueryRejection>;

fn of_query(asked: Query) -> Outcome<Asked> {
    Ok(asked.map_err(|_| Code::Malformed)?.0)
}

fn document(slug: &str) -> Outcome<Document> {
    let known = Document::ALL.iter().copied().find(|document| document.slug() == slug);
    known.ok_or(Failure::from(Code::NotFound))
}

/// Sent only to whom it is new.
fn tagged(headers: &HeaderMap, sha256: &str, policy: &Policy) -> Response {
    let tag = format!("\"{sha256}\"");
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let caching = [(header::ETAG, tag), (header::CACHE_CONTROL, "no-cache".to_owned())];
    match known {
        true => (StatusCode::NOT_MODIFIED, caching).into_response(),
        false => (caching, Json(policy)).into_response(),
    }
}
