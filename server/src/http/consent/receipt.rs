mod make;
mod page;
mod words;

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use contract::consent::SignedReceipt;
use contract::path;
use contract::problem::Code;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Decided;
use crate::problem::{Failure, Outcome};
use crate::state::State;
use crate::store;

pub(super) fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(get))
}

/// As what.
#[derive(Clone, Copy, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
enum Format {
    /// the signed file
    #[default]
    Json,
    /// a page to read and print
    Html,
}

/// In which form. `Accept` is not asked: browsers send `text/html` for the download of the file too.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// `json` or `html`; the signed file when not given
    #[serde(default)]
    #[param(inline)]
    format: Format,
}

/// The signed receipt of one of the device's decisions, or of another device's of whoever is signed in, as a file; or in plain words, as
/// a page. Signed anew at each request, with the key of the day.
#[utoipa::path(
    get,
    path = path::CONSENT_RECEIPT,
    tag = "consent",
    security(()),
    params(("number" = i64, Path, description = "place in the ledger"), Asked),
    responses(
        (status = 200, body = SignedReceipt, content_type = "application/json"),
        (status = 404, description = "no such entry, or somebody else's")
    )
)]
async fn get(
    state: State,
    Path(number): Path<String>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
    decided: Decided,
) -> Outcome<Response> {
    let Query(Asked { format }) = asked.map_err(|_| Code::Malformed)?;
    let number: i64 = number.parse().map_err(|_| Code::NotFound)?;
    let Decided { decision, account_id, .. } = &decided;
    let subject = decision.as_ref().map(|decision| decision.subject.as_str());
    let conn = &mut state.db().read().await?;
    let record = store::consent::of_device_or_account(conn, number, subject, account_id.as_deref()).await?;
    let record = record.ok_or(Code::NotFound)?;
    let text = store::consent::text(conn, &record.text).await?;
    let text = text.ok_or_else(|| Failure::internal("the words of an entry of the ledger are not kept"))?;
    let receipt = make::receipt(&state, record, text)?;
    let signature = state.signer(conn).await?.signature(&serde_json::to_string(&receipt).map_err(Failure::internal)?);
    let signed = SignedReceipt { receipt, signature };
    match format {
        Format::Json => file(&signed),
        Format::Html => {
            let html = page::render(&signed, state.config().public_url.origin()).map_err(Failure::internal)?;
            Ok(([(header::CONTENT_SECURITY_POLICY, page::csp())], Html(html)).into_response())
        }
    }
}

/// The file: what browsers make with `JSON.stringify(value, null, 2)`, and a line feed.
fn file(signed: &SignedReceipt) -> Outcome<Response> {
    let text = serde_json::to_string_pretty(signed).map_err(Failure::internal)? + "\n";
    let name = format!("attachment; filename=\"vet2b-consent-{}.json\"", signed.receipt.number);
    let headers = [(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, text).into_response())
}
