use axum::http::header;
use axum::response::{IntoResponse, Response};
use contract::account::TokenDraft;
use contract::path;
use contract::privacy::SignedCertificate;
use contract::problem::Code;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::Checked;
use crate::problem::Outcome;
use crate::session::token_hash;
use crate::state::State;

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(post))
}

/// The signed certificate of an erasure, as a file, by the code of the last mail; whoever was erased has no session. It says how far
/// recipients are now, and is signed anew when that has changed. With POST, so that the code is in no address.
#[utoipa::path(
    post,
    path = path::CERTIFICATE,
    tag = "privacy",
    security(()),
    request_body = TokenDraft,
    responses(
        (status = 200, body = SignedCertificate, content_type = "application/json"),
        (status = 404, description = "no such code, or the erasure is not done yet")
    )
)]
async fn post(state: State, Checked(draft): Checked<TokenDraft>) -> Outcome<Response> {
    let hash = token_hash(draft.token.as_str());
    let file = state.certificate_of(&hash).await?.ok_or(Code::NotFound)?;
    let name = "attachment; filename=\"vet2b-erasure.json\"";
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CONTENT_DISPOSITION, name)], file).into_response())
}
