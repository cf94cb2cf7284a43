use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use contract::consent::{DECISION, Decision};
use contract::lang::Lang;
use contract::policy::{Document, Policy};
use contract::route::Route;

use crate::first_paint::Visit;
use crate::session::cookie_value;
use crate::state::State;

/// A page with its first paint; an unknown path is a real 404, with a page.
pub(super) fn render(state: &State, headers: &HeaderMap, path: &str) -> Response {
    let decision = cookie_value(headers, DECISION.name).and_then(Decision::from_cookie).filter(Decision::is_current);
    // Global Privacy Control is a refusal (policy clause `cookies`), so nothing is asked; an explicit choice goes before it.
    let signal = headers.get("sec-gpc").is_some_and(|value| value.as_bytes() == b"1");
    let decision = decision.or_else(|| signal.then(|| Decision::by_signal(state.now())));
    let page = state.first_paint()(Visit { path, decision, policy: policy(state, path) });
    let html = state.shell().render(&page, path, &state.config().public_url);
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    // The banner depends on a cookie and a signal, so nothing in between may keep the page.
    let caching = [(header::CACHE_CONTROL, "private, no-cache"), (header::VARY, "cookie, sec-gpc")];
    (status, caching, Html(html)).into_response()
}

/// The text that a page shows.
fn policy(state: &State, path: &str) -> Option<Policy> {
    let (lang, document): (Lang, _) = match Route::parse(path)? {
        (lang, Route::Privacy) => (lang, Document::Privacy),
        (lang, Route::Legal) => (lang, Document::Terms),
        _ => return None,
    };
    state.policy(document, lang).ok().cloned()
}
