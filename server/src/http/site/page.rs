use std::sync::Arc;

use axum::extract::FromRequestParts as _;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use contract::consent::{Decision, THEME};
use contract::lang::Lang;
use contract::policy::Standing;
use contract::route::Route;

use crate::first_paint::{Posted, Visit};
use crate::http::consent::{self, Decided};
use crate::http::policy;
use crate::problem::{Failure, Outcome};
use crate::session::cookie_value;
use crate::shell::Frame;
use crate::state::{MadePage, State};
use crate::store;

/// What the style sheet knows.
const THEMES: [&str; 2] = ["light", "dark"];

/// A page with its first paint; an unknown path is a real 404, with a page.
pub(super) async fn render(state: &State, parts: &mut Parts, path: &str, posted: Option<Posted>) -> Outcome<Response> {
    let decided = Decided::from_request_parts(parts, state).await?;
    let lang = Route::parse(path).map_or_else(Lang::default, |(lang, _)| lang);
    let tightened = consent::in_force(state, &decided, lang).await?;
    let (url, headers, register) = (&state.config().public_url, &parts.headers, state.register());
    let expired = decided.decision.is_none();
    let decision = tightened.clone().or_else(|| decided.effective(state));
    let cookies = match &tightened {
        Some(decision) => consent::cookies(url, state.now().seconds(), headers, decision),
        None => consent::leftovers(url, headers, decision.as_ref(), expired),
    };
    // Such a page depends on its address alone.
    let is_first_visit = decision.is_none() && decided.account_id.is_none() && posted.is_none();
    let of = format!("{} {}", state.today(), state.policies().editions().len());
    if let Some(made) = state.pages().get(&of, path).filter(|_| is_first_visit) {
        return Ok((cookies, answer(state, StatusCode::OK, headers, &made)).into_response());
    }
    // A refusal holds before it is recorded, a consent does not.
    let consent = decision.as_ref().filter(|decision| decision.recorded && decision.allows_google() && register.google);
    let account_id = decided.account_id.as_deref();
    let allows_google = match consent {
        Some(consent) => {
            store::processing_limit::allows_google(&mut state.db().read().await?, account_id, &consent.subject).await?
        }
        None => false,
    };
    let is_limited = consent.is_some() && !allows_google;
    let theme = theme(headers, decision.as_ref());
    let is_seen = policy::is_seen(&parts.method, headers);
    let reading = policy::reading(state, path, decision.as_ref(), account_id, is_seen).await?;
    let announced = state.succession(Standing::Announced);
    let providers = state.providers();
    let page =
        state.first_paint()(Visit { path, decision, register, reading, announced, posted, providers, is_limited });
    let tells_google = allows_google && !page.private;
    let frame = Frame { public: url, google: state.config().ga_id.as_ref(), tells_google, theme };
    let html = state.shell().render(&page, path, &frame);
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if is_first_visit && status == StatusCode::OK {
        let made = tokio::task::spawn_blocking(|| Arc::new(MadePage::new(html))).await;
        let made = made.map_err(|_| Failure::internal("a page could not be compressed"))?;
        state.pages().keep(&of, path, &made);
        return Ok((cookies, answer(state, status, headers, &made)).into_response());
    }
    let mut response = (status, CACHING, cookies, Html(html)).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, state.csp(tells_google).clone());
    if account_id.is_some() {
        // What is personal stays out of the browser's cache too: back, after signing out, must ask the server.
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if tells_google {
        // Google's answers do not say that others may embed them.
        let name = HeaderName::from_static("cross-origin-embedder-policy");
        response.headers_mut().insert(name, HeaderValue::from_static("unsafe-none"));
    }
    Ok(response)
}

/// The banner depends on a cookie and a signal, so nothing in between may keep a page.
const CACHING: [(HeaderName, &str); 2] =
    [(header::CACHE_CONTROL, "private, no-cache"), (header::VARY, "cookie, sec-gpc, accept-encoding")];

/// A page of a first visit.
fn answer(state: &State, status: StatusCode, headers: &HeaderMap, made: &MadePage) -> Response {
    let (coding, body) = made.body(headers);
    let mut response = (status, CACHING, Html(body)).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, state.csp(false).clone());
    if let Some((name, coding)) = coding {
        response.headers_mut().insert(name, coding);
    }
    response
}

/// The theme that was chosen, for those who let us remember it.
fn theme(headers: &HeaderMap, decision: Option<&Decision>) -> Option<&'static str> {
    let chosen = cookie_value(headers, THEME.name)?;
    let allowed = decision.is_some_and(|decision| decision.allows(THEME.kind));
    THEMES.into_iter().find(|theme| allowed && *theme == chosen)
}
