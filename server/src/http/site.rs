//! The site: pages with their first paint, and the built portal's files.

mod contact;
mod files;
mod page;
mod sitemap;

use axum::extract::Request;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use contract::consent::LANG;
use contract::lang::Lang;
use contract::problem::Code;
use contract::route::Route;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use crate::http::consent::Decided;
use crate::problem::Outcome;
use crate::session::cookie_value;
use crate::state::State;

/// The day when what the portal does about the signal changed last.
const GPC_SINCE: &str = "2026-11-22";

/// Everything that is no API. Pages are compressed as they are made, at a level that costs little time; files bring their
/// compressed copies along.
pub fn router() -> Router<State> {
    let compression = CompressionLayer::new().quality(CompressionLevel::Precise(5));
    Router::new()
        .route("/.well-known/gpc.json", get(gpc))
        .route("/robots.txt", get(sitemap::robots))
        .route("/sitemap.xml", get(sitemap::sitemap))
        .fallback(serve)
        .layer(compression)
}

async fn serve(state: State, request: Request) -> Outcome<Response> {
    if request.method() == Method::POST
        && let Some((lang, route)) = Route::parse(request.uri().path())
    {
        return match route {
            Route::Contact => contact::post(state, request).await,
            // Sent where the app never came, so that nobody understands it: the page again, and what was typed is not even read.
            _ => Ok(again(request.uri(), lang, route)),
        };
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Code::MethodNotAllowed.into());
    }
    let path = request.uri().path().to_owned();
    let (mut parts, body) = request.into_parts();
    if let Some((lang, route)) = Route::moved(&path) {
        let lang = lang.unwrap_or_else(|| chosen_lang(&state, &parts.headers));
        return Ok(Redirect::permanent(&route.path(lang)).into_response());
    }
    if Route::parse(&path).is_some() {
        let posted = contact::sent(&parts.uri);
        return page::render(&state, &mut parts, &path, posted).await;
    }
    let lang = chosen_lang(&state, &parts.headers);
    // `/`, `/privacy`, `/legal` ...: the same page in the chosen language, else in Latvian.
    if let Some((lang, route)) = Route::parse(&format!("/{}{}", lang.tag(), path.trim_end_matches('/'))) {
        return Ok(Redirect::to(&route.path(lang)).into_response());
    }
    match files::serve(&state.config().site, Request::from_parts(parts.clone(), body)).await {
        Some(file) => Ok(file),
        None => page::render(&state, &mut parts, &path, None).await,
    }
}

/// Leads to the same page, to be read.
fn again(uri: &Uri, lang: Lang, route: Route) -> Response {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::to(&format!("{}{query}", route.path(lang))).into_response()
}

/// The language that was chosen on purpose, by somebody who lets us remember it; the browser's is offered by the page, not forced.
fn chosen_lang(state: &State, headers: &HeaderMap) -> Lang {
    let allowed = Decided::of(headers, state).is_some_and(|decision| decision.allows(LANG.kind));
    let chosen = cookie_value(headers, LANG.name).filter(|_| allowed);
    chosen.and_then(Lang::from_tag).unwrap_or_default()
}

/// Says that the portal obeys Global Privacy Control (its section 5).
async fn gpc() -> Json<serde_json::Value> {
    Json(serde_json::json!({ "gpc": true, "lastUpdate": GPC_SINCE }))
}
