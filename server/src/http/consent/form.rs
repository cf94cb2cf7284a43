use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Router, routing};
use contract::consent::{Decision, How, Place, Purpose};
use contract::lang::Lang;
use contract::path;
use contract::problem::Code;
use contract::route::Route;
use serde::Deserialize;

use super::record::{Choice, record};
use super::{Decided, cookies};
use crate::extract::Client;
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
    #[serde(default)]
    place: Place,
    /// not empty when a script has clicked, not a person
    #[serde(default)]
    automated: String,
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
    /// the policy's clause about analytics turns statistics off, and leaves the rest
    NoStatistics,
}

async fn post(
    state: State,
    decided: Decided,
    client: Client,
    sent: Result<Form<Sent>, FormRejection>,
) -> Outcome<Response> {
    let Form(sent) = sent.map_err(|rejection| match rejection {
        FormRejection::InvalidFormContentType(_) => Failure::from(Code::UnsupportedMediaType),
        FormRejection::BytesRejection(_) => Code::TooLarge.into(),
        _ => Code::Malformed.into(),
    })?;
    let lang = Lang::from_tag(&sent.lang).unwrap_or_default();
    let before = decided.decision.clone().unwrap_or_else(Decision::none);
    let open: Vec<_> = before.open(state.register()).collect();
    // The banner asks what is open; the settings ask everything.
    let in_banner = sent.place == Place::Banner;
    let asked = |purpose| !in_banner || open.contains(&purpose);
    // A banner that was answered in another tab meanwhile: its refusal is one of everything, its consent is to nothing known.
    let is_stale = in_banner && open.is_empty();
    let all = |granted| {
        let answer = |purpose| asked(purpose).then_some(granted);
        (answer(Purpose::Preferences), answer(Purpose::Statistics))
    };
    let (preferences, statistics) = match sent.choice {
        Button::Choose => return Ok(Redirect::to(&format!("{}#choice", Route::Cookies.path(lang))).into_response()),
        // No evidence of a person, so the question stays.
        Button::Accept | Button::Save if !sent.automated.is_empty() => {
            return Ok(Redirect::to(&back(&sent.back, lang)).into_response());
        }
        Button::Accept if is_stale => return Ok(Redirect::to(&back(&sent.back, lang)).into_response()),
        Button::Reject if is_stale => (Some(false), Some(false)),
        Button::Reject => all(false),
        Button::Accept => all(true),
        Button::NoStatistics => (None, Some(false)),
        Button::Save => (Some(sent.preferences == "on"), Some(sent.statistics == "on")),
    };
    let how = match sent.place {
        _ if !sent.automated.is_empty() => How::Automated,
        // A form with scripts and without.
        Place::Clause => How::Settings,
        _ => How::NoScript,
    };
    let choice = Choice { preferences, statistics, how, lang, place: sent.place, origin: client.origin() };
    let Decided { decision: before, account_id, headers } = decided;
    let decision = record(&state, before, account_id.as_deref(), choice).await?;
    let cookies = cookies(&state.config().public_url, state.now().seconds(), &headers, &decision);
    Ok((cookies, Redirect::to(&back(&sent.back, lang))).into_response())
}

/// Only to a page of the portal: anything else would let a link of another site end wherever that site likes.
fn back(path: &str, lang: Lang) -> String {
    let (path, clause) = path.split_once('#').unwrap_or((path, ""));
    let Some((lang, route)) = Route::parse(path) else { return Route::Home.path(lang) };
    match !clause.is_empty() && clause.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
        true => format!("{}#{clause}", route.path(lang)),
        false => route.path(lang),
    }
}
