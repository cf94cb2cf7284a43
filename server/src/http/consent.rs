//! The cookie decision: by the app as JSON, by the banner's form without any script.

mod form;
mod record;

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{AppendHeaders, IntoResponse};
use contract::consent::{ConsentDraft, ConsentReply, DECISION, Decision, How};
use contract::path;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::Checked;
use crate::problem::Outcome;
use crate::session::cookie_value;
use crate::state::State;
use crate::store;
use record::Choice;

pub use form::router as form;

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(get, post))
}

/// The decision that a request carries in its cookie, whatever register it answers.
#[derive(Clone, Debug)]
pub struct Decided(pub Option<Decision>);

impl<S: Sync> FromRequestParts<S> for Decided {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(cookie_value(&parts.headers, DECISION.name).and_then(Decision::from_cookie)))
    }
}

/// The device's decision and its history.
#[utoipa::path(
    get,
    path = path::CONSENT,
    tag = "consent",
    security(()),
    responses((status = 200, body = ConsentReply))
)]
async fn get(state: State, Decided(decision): Decided) -> Outcome<Json<ConsentReply>> {
    let history = match &decision {
        Some(decision) => store::consent::history(&mut state.db().read().await?, &decision.subject).await?,
        None => Vec::new(),
    };
    Ok(Json(ConsentReply { decision: decision.filter(Decision::is_current), history }))
}

/// Decide.
#[utoipa::path(
    post,
    path = path::CONSENT,
    tag = "consent",
    security(()),
    request_body = ConsentDraft,
    responses((status = 200, body = Decision))
)]
async fn post(state: State, decided: Decided, Checked(draft): Checked<ConsentDraft>) -> Outcome<impl IntoResponse> {
    let how = match &draft {
        ConsentDraft { automated: true, .. } => How::Automated,
        // The signal refuses; it never grants (Global Privacy Control, section 3).
        ConsentDraft { signal: true, preferences: false, statistics: false, .. } => How::Signal,
        ConsentDraft { from_settings: true, .. } => How::Settings,
        _ => How::Banner,
    };
    let ConsentDraft { preferences, statistics, lang, .. } = draft;
    let decision = record::record(&state, decided, Choice { preferences, statistics, how, lang }).await?;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie(&state, &decision))]), Json(decision)))
}

/// The decision as a cookie that the app may read: it decides what the app may store. Set by the server, as Safari caps what
/// scripts set at seven days.
fn cookie(state: &State, decision: &Decision) -> HeaderValue {
    let secure = if state.config().public_url.is_https() { "; Secure" } else { "" };
    let seconds = DECISION.lifetime.seconds().unwrap_or_default();
    let text = format!("{}={}; Path=/; Max-Age={seconds}; SameSite=Lax{secure}", DECISION.name, decision.to_cookie());
    // Digits, letters, dots and dashes: always a header.
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
