use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse as _;
use contract::check::Check;
use contract::problem::Code;
use serde::de::DeserializeOwned;

use crate::problem::Failure;
use crate::state::State;

/// A JSON body, decoded as the draft `D` and checked by the rules that the browser applied too.
///
/// Refuses with 415 what is not JSON, 413 what is larger than 64 KiB, 400 what is no such draft (unknown fields included) and 422
/// what breaks a rule.
pub struct Checked<D: Check>(pub D::Valid);

impl<D> FromRequest<State> for Checked<D>
where
    D: Check + DeserializeOwned,
    D::Valid: Send,
{
    type Rejection = Failure;

    async fn from_request(request: Request, state: &State) -> Result<Self, Failure> {
        if !is_json(request.headers()) {
            return Err(Code::UnsupportedMediaType.into());
        }
        let body = Bytes::from_request(request, state).await.map_err(|rejection| {
            match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
                _ => Code::Malformed,
            }
        })?;
        let draft: D = serde_json::from_slice(&body).map_err(|_| Code::Malformed)?;
        Ok(Self(draft.check()?))
    }
}

/// `application/json`, with or without a charset.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}
