//! Requests that change something come from the portal's own pages.
//!
//! Three things that another site cannot bring about together: `Sec-Fetch-Site` (or `Origin`) says "same origin", the app's own
//! header is there, and a body is JSON. Each alone would do in a browser of today. No CORS header is ever sent, so a preflight always fails.

use axum::extract::Request;
use axum::http::{Method, Response};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response as AxumResponse};
use contract::path::{API, APP_HEADER};
use contract::problem::Code;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::config::PublicUrl;
use crate::problem::Failure;

/// Whether a request with this method changes something.
pub fn is_unsafe(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Refuses what a browser says comes from another origin.
pub fn layer(url: &PublicUrl) -> CsrfLayer<impl FnMut(ProtectionError) -> Response<axum::body::Body> + Clone + use<>> {
    let layer = CsrfLayer::new();
    // Behind a proxy the `Host` may be another one than people see.
    let layer = layer.clone().add_trusted_origin(url.origin()).unwrap_or(layer);
    layer.with_rejection_response(|_| Failure::from(Code::CrossSite).into_response())
}

/// Refuses what changes something below the API without the app's header, which a form of another site cannot set.
pub async fn header(request: Request, next: Next) -> AxumResponse {
    let api = request.uri().path().starts_with(API);
    if api && is_unsafe(request.method()) && !request.headers().contains_key(APP_HEADER) {
        return Failure::from(Code::CrossSite).into_response();
    }
    next.run(request).await
}
