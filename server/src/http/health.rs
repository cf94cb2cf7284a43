use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

use crate::problem::Failure;
use crate::state::State;
use crate::store;

/// For whoever watches the server: does it live, and does it have its database?
pub fn router() -> Router<State> {
    Router::new().route("/healthz", get(async || StatusCode::NO_CONTENT)).route("/readyz", get(ready))
}

async fn ready(state: State) -> Result<StatusCode, Failure> {
    store::ping(&mut state.db().read().await?).await?;
    Ok(StatusCode::NO_CONTENT)
}
