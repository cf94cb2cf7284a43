use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use contract::lang::Lang;
use contract::problem::Code;
use contract::route::Route;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::problem::Outcome;
use crate::rights::{self, Office};
use crate::state::State;
use crate::store::Conn;
use crate::store::request::Stored;

/// As what.
#[derive(Clone, Copy, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    /// a page to read and print
    #[default]
    Html,
    /// a signed file
    Json,
}

/// In which form.
#[derive(Deserialize, IntoParams)]
pub(super) struct Asked {
    /// `html` or `json`
    #[serde(default)]
    #[param(inline)]
    format: Format,
}

/// What was asked for.
pub(super) fn format(asked: Result<Query<Asked>, QueryRejection>) -> Outcome<Format> {
    let Query(Asked { format }) = asked.map_err(|_| Code::Malformed)?;
    Ok(format)
}

/// The case file of a request, to be kept. `person` is a name and an address, both empty where nothing proves whose they are.
pub(super) async fn file(
    state: &State,
    conn: &mut Conn,
    stored: Stored,
    person: (String, String),
    (lang, format): (Lang, Format),
) -> Outcome<Response> {
    let request = rights::shown(conn, Office::of(state), stored).await?;
    let signer = state.signer(conn).await?;
    let (reference, at) = (request.reference.clone(), (lang, state.now()));
    let verify = state.config().public_url.page(Route::Verify, lang);
    let files = rights::case_file(person, request, at, &verify, |text| signer.signature(text))?;
    let end = if matches!(format, Format::Json) { "json" } else { "html" };
    let name = format!("attachment; filename=\"vet2b-{reference}.{end}\"");
    let kept = [(header::CACHE_CONTROL, "no-store".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok(match format {
        Format::Html => {
            (kept, [(header::CONTENT_SECURITY_POLICY, rights::case_csp())], Html(files.html)).into_response()
        }
        Format::Json => (kept, [(header::CONTENT_TYPE, "application/json")], files.json).into_response(),
    })
}
