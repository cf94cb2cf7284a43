//! A panic is a 500, and the process lives.

use std::any::Any;

use axum::body::Body;
use axum::http::Response;
use axum::response::IntoResponse as _;

use crate::problem::Failure;

/// What is answered in place of a handler that panicked. The message may repeat what was sent, so it is not logged; the default hook
/// has told the place.
pub fn answer(_: Box<dyn Any + Send>) -> Response<Body> {
    Failure::internal("a handler panicked").into_response()
}
