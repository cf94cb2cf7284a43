//! The site: pages with their first paint, and the built portal's files.

mod files;
mod page;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Redirect, Response};
use contract::consent::LANG;
use contract::lang::Lang;
use contract::problem::Code;
use contract::route::Route;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use crate::problem::Failure;
use crate::session::cookie_value;
use crate::state::State;

/// Everything that is no API. Pages are compressed as they are made, at a level that costs little time; files bring their
/// compressed copies along.
pub fn router() -> Router<State> {
    let compression = CompressionLayer::new().quality(CompressionLevel::Precise(5));
    Router::new().fallback(serve).layer(compression)
}

async fn serve(state: State, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Failure::from(Code::MethodNotAllowed).into_response();
    }
    let path = request.uri().path();
    if Route::parse(path).is_some() {
        return page::render(&state, request.headers(), path);
    }
    let lang = chosen_lang(request.headers());
    // `/`, `/privacy`, `/legal` ...: the same page in the chosen language, else in Latvian.
    if let Some((lang, route)) = Route::parse(&format!("/{}{}", lang.tag(), path.trim_end_matches('/'))) {
        return Redirect::to(&route.path(lang)).into_response();
    }
    let headers = request.headers().clone();
    let path = path.to_owned();
    match files::serve(&state.config().site, request).await {
        Some(file) => file,
        None => page::render(&state, &headers, &path),
    }
}

/// The language that was chosen on purpose; the browser's is offered by the page, not forced.
fn chosen_lang(headers: &HeaderMap) -> Lang {
    cookie_value(headers, LANG.name).and_then(Lang::from_tag).unwrap_or_default()
}
