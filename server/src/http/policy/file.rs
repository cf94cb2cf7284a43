use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use contract::lang::Lang;
use contract::path;
use contract::problem::Code;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::document;
use crate::problem::Outcome;
use crate::state::State;

/// In which language, and in which form.
#[derive(Deserialize, IntoParams)]
pub struct Asked {
    /// `lv` or `en`; Latvian when not given
    #[serde(default)]
    lang: Lang,
    /// `html`, `md` or `json`
    format: Format,
}

/// The forms.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    /// a page that needs no other
    Html,
    /// the source, as it was published: its SHA-256 is the one that is shown
    Md,
    /// its structure
    Json,
}

/// One version of a policy as a file to keep.
#[utoipa::path(
    get,
    path = path::POLICY_FILE,
    tag = "policy",
    security(()),
    params(
        ("document" = String, Path, description = "`privacy` or `terms`"),
        ("version" = String, Path, description = "such as `1`"),
        Asked
    ),
    responses((status = 200, body = String), (status = 400), (status = 404))
)]
pub async fn get(
    state: State,
    Path((slug, version)): Path<(String, String)>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Outcome<Response> {
    let Query(Asked { lang, format }) = asked.map_err(|_| Code::Malformed)?;
    let (document, policies) = (document(&slug)?, state.policies());
    let edition = policies.edition(document, lang, &version).ok_or(Code::NotFound)?;
    let (kind, ending, text) = match format {
        Format::Html => {
            // Links within the portal lead there from anywhere.
            let origin = state.config().public_url.origin();
            let html = state.document_file(edition.policy.clone());
            ("text/html", "html", html.replace("href=\"/", &format!("href=\"{origin}/")))
        }
        Format::Md => ("text/markdown", "md", edition.source.clone()),
        Format::Json => ("application/json", "json", serde_json::to_string_pretty(&edition.policy).unwrap_or_default()),
    };
    let name = format!("vet2b-{slug}-{version}-{}.{ending}", lang.tag());
    let headers = [
        (header::CONTENT_TYPE, format!("{kind}; charset=utf-8")),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    Ok((headers, text).into_response())
}
