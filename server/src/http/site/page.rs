use axum::extract::FromRequestParts as _;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use contract::consent::{Decision, THEME};
use contract::lang::Lang;
use contract::policy::{Document, Policy};
use contract::route::Route;

use crate::first_paint::{Announced, Posted, Visit};
use crate::http::consent::{self, Decided};
use crate::problem::Outcome;
use crate::session::cookie_value;
use crate::shell::Frame;
use crate::state::State;

/// What the style sheet knows.
const THEMES: [&str; 2] = ["light", "dark"];

/// A page with its first paint; an unknown path is a real 404, with a page.
pub(super) async fn render(state: &State, parts: &mut Parts, path: &str, posted: Option<Posted>) -> Outcome<Response> {
    let decided = Decided::from_request_parts(parts, state).await?;
    let lang = Route::parse(path).map_or_else(Lang::default, |(lang, _)| lang);
    let tightened = consent::in_force(state, &decided, lang).await?;
    let (url, headers, register) = (&state.config().public_url, &parts.headers, state.register());
    // Global Privacy Control is a refusal (policy clause `cookies`), so nothing is asked; an explicit choice goes before it.
    let signal = headers.get("sec-gpc").is_some_and(|value| value.as_bytes() == b"1");
    let expired = decided.decision.is_none();
    let decision = tightened.clone().or(decided.decision);
    let decision = decision.or_else(|| signal.then(|| Decision::by_signal(register, state.now())));
    let cookies = match &tightened {
        Some(decision) => consent::cookies(url, state.now().seconds(), headers, decision),
        None => consent::leftovers(url, headers, decision.as_ref(), expired),
    };
    // A refusal holds before it is recorded, a consent does not.
    let allows_google = decision.as_ref().is_some_and(|decision| decision.recorded && decision.allows_google());
    let theme = theme(headers, decision.as_ref());
    let page = state.first_paint()(Visit {
        path,
        decision,
        register,
        reading: state.reading(path),
        announced: announced(state),
        posted,
    });
    let tells_google = allows_google && register.google && !page.private;
    let frame = Frame { public: url, google: state.config().ga_id.as_ref(), tells_google, theme };
    let html = state.shell().render(&page, path, &frame);
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    // The banner depends on a cookie and a signal, so nothing in between may keep the page.
    let caching = [(header::CACHE_CONTROL, "private, no-cache"), (header::VARY, "cookie, sec-gpc")];
    let mut response = (status, caching, cookies, Html(html)).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, state.csp(tells_google).clone());
    if tells_google {
        // Google's answers do not say that others may embed them.
        let name = HeaderName::from_static("cross-origin-embedder-policy");
        response.headers_mut().insert(name, HeaderValue::from_static("unsafe-none"));
    }
    Ok(response)
}

/// The theme that was chosen, for those who let us remember it.
fn theme(headers: &HeaderMap, decision: Option<&Decision>) -> Option<&'static str> {
    let chosen = cookie_value(headers, THEME.name)?;
    let allowed = decision.is_some_and(|decision| decision.allows(THEME.kind));
    THEMES.into_iter().find(|theme| allowed && *theme == chosen)
}

/// The version of the privacy policy that is to take effect next.
fn announced(state: &State) -> Option<Announced> {
    let (policies, today, lang) = (state.policies(), state.today(), Lang::default());
    let next = policies.announced(Document::Privacy, lang, &today)?;
    let since = policies.in_force(Document::Privacy, lang, &today)?;
    let number = |policy: &Policy| policy.version.parse().ok();
    Some(Announced { version: number(next)?, since: number(since)?, effective: next.effective.clone() })
}
