//! The whole as one router: what `main` serves and what tests call.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;

use crate::guard::{csrf, failure, headers, limit, panic, trace};
use crate::http;
use crate::state::State;

/// The largest body of a request: 64 KiB.
const BODY_BYTES: usize = 64 * 1024;

/// The API and the site, with everything that applies to all of it; of the layers, the last one sees a request first.
pub fn app(state: State) -> Router {
    http::router()
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(from_fn(csrf::header))
        .layer(csrf::layer(&state.config().public_url))
        .layer(from_fn_with_state(state.clone(), limit::requests))
        .layer(CatchPanicLayer::custom(panic::answer))
        .layer(from_fn_with_state(state.clone(), trace::request))
        .layer(from_fn_with_state(state.clone(), failure::show))
        .layer(from_fn_with_state(state.clone(), headers::add))
        .with_state(state)
}
