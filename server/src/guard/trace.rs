//! One line in the log and one figure in the metrics for each request, and its id in the answer.

use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use contract::problem::Problem;

use crate::state::State;

/// Names the request in the answer.
const REQUEST_ID: &str = "x-request-id";

/// Times and logs a request. The log holds the endpoint's pattern and never the address, its query or anything that was sent; so
/// nothing personal, and no line break of a stranger's making.
pub async fn request(state: State, request: Request, next: Next) -> Response {
    let id = state.random().reference();
    let method = request.method().as_str().to_owned();
    let pattern = request.extensions().get::<MatchedPath>().map_or("site", MatchedPath::as_str).to_owned();
    let started = state.clock().running();
    let response = next.run(request).await;
    let seconds = state.clock().running().saturating_sub(started).as_secs_f64();
    let status = response.status().as_u16();
    tracing::info!(request_id = %id, %method, path = %pattern, status, seconds, "request");
    let labels = [("method", method), ("path", pattern), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels[..2]).record(seconds);
    with_id(response, &id)
}

fn with_id(mut response: Response, id: &str) -> Response {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        let named = Problem { request_id: Some(id.to_owned()), ..problem };
        let body = serde_json::to_vec(&named).unwrap_or_default();
        response.headers_mut().insert(header::CONTENT_LENGTH, body.len().into());
        // The body that this one replaces may have been compressed.
        response.headers_mut().remove(header::CONTENT_ENCODING);
        *response.body_mut() = Body::from(body);
        response.extensions_mut().insert(named);
    }
    if let (Ok(value), false) = (HeaderValue::from_str(id), response.status() == StatusCode::NOT_MODIFIED) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
