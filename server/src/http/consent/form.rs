use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::http::header;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::{Router, routing};
use contract::consent::How;
use contract::lang::Lang;
use contract::path;
use contract::problem::Code;
use contract::route::Route;
use serde::Deserialize;

use super::record::{Choice, record};
use super::{Decided, cookie};
use crate::problem::{Failure, Outcome};
use crate::state::State;

/// Where the banner's form goes. It is the one address that takes a urlencoded body, as it must work without scripts.
pub fn router() -> Router<State> {
    Router::new().route(path::CONSENT_FORM, routing::post(post))
}

/// What the banner and the settings send.
#[derive(Deserialize)]
struct Sent {
    choice: Button,
    #[serde(default)]
    preferences: String,
    #[serde(default)]
    statistics: String,
    #[serde(default)]
    lang: String,
    /// where the visitor was
    #[serde(default, rename = "return")]
    back: String,
}

/// The button that was pressed.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Button {
    Reject,
    Accept,
    Choose,
    Save,
}

async fn post(state: State, decided: Decided, sent: Result<Form<Sent>, FormRejection>) -> Outcome<Response> {
    let Form(sent) = sent.map_err(|rejection| match rejection {
        FormRejection::InvalidFormContentType(_) => Failure::from(Code::UnsupportedMediaType),
        FormRejection::BytesRejection(_) => Code::TooLarge.into(),
        _ => Code::Malformed.into(),
    })?;
    let lang = Lang::from_tag(&sent.lang).unwrap_or_default();
    let (preferences, statistics) = match sent.choice {
        Button::Choose => return Ok(Redirect::to(&format!("{}#choice", Route::Cookies.path(lang))).into_response()),
        Button::Reject => (false, false),
        Button::Accept => (true, true),
        Button::Save => (sent.preferences == "on", sent.statistics == "on"),
    };
    let decision = record(&state, decided, Choice { preferences, statistics, how: How::NoScript, lang }).await?;
    let cookie = AppendHeaders([(header::SET_COOKIE, cookie(&state, &decision))]);
    Ok((cookie, Redirect::to(&back(&sent.back, lang))).into_response())
}

/// Only to a page of the portal: anything else would let a link of another site end wherever that site likes.
fn back(path: &str, lang: Lang) -> String {
    let (lang, route) = Route::parse(path).unwrap_or((lang, Route::Home));
    route.path(lang)
}
