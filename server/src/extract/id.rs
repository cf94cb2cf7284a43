use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use contract::problem::Code;
use uuid::Uuid;

use crate::problem::Failure;
use crate::state::State;

/// The `{id}` of an address. What is no id names nothing: 404, before any database hears of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id(pub String);

impl FromRequestParts<State> for Id {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Failure> {
        let Path(raw) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| Code::NotFound)?;
        let id: Uuid = raw.parse().map_err(|_| Code::NotFound)?;
        Ok(Self(id.to_string()))
    }
}
