use axum::extract::{Form, FromRequest as _, Request};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Redirect, Response};
use contract::check::{Check as _, Field};
use contract::lang::Lang;
use contract::portal::ContactDraft;
use contract::problem::Code;
use contract::route::Route;
use serde::Deserialize;

use super::page;
use crate::first_paint::Posted;
use crate::http::contact::receive;
use crate::problem::{Failure, Outcome};
use crate::state::State;

/// The contact form as a browser sends it that runs no scripts.
#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    topic: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    message: String,
}

/// Receives a message, and leads to the page with its reference. What is refused comes back with what is wrong, as it was typed.
pub(super) async fn post(state: State, request: Request) -> Outcome<Response> {
    let path = request.uri().path().to_owned();
    let lang = Route::parse(&path).map_or_else(Lang::default, |(lang, _)| lang);
    let (mut parts, body) = request.into_parts();
    let form = Form::<Sent>::from_request(Request::from_parts(parts.clone(), body), &state).await;
    let Form(Sent { topic, name, email, message }) = form.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedMediaType,
        _ => Code::Malformed,
    })?;
    // Browsers send a line's end as CR LF.
    let message = message.replace("\r\n", "\n");
    let draft = ContactDraft { topic, name, email, message, lang };
    let received = match draft.check() {
        Ok(contact) => receive(&state, &contact).await,
        Err(violations) => Err(Failure::from(violations)),
    };
    let failure = match received {
        Ok(reference) => {
            return Ok(Redirect::to(&format!("{}?reference={reference}", Route::Contact.path(lang))).into_response());
        }
        Err(failure) => failure,
    };
    let problem = failure.problem().clone();
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let ContactDraft { topic, name, email, message, .. } = draft;
    let fields = [Field::Topic, Field::Name, Field::Email, Field::Message];
    let typed = fields.into_iter().zip([topic, name, email, message]).collect();
    let mut page = page::render(&state, &mut parts, &path, Some(Posted::Refused { typed, problem })).await?;
    *page.status_mut() = status;
    Ok(page)
}

/// What the address of a contact page says: the reference of a message, or what one will be about.
pub(super) fn sent(uri: &Uri) -> Option<Posted> {
    let query = uri.query()?;
    let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let topic = || value("topic").map(|topic| Posted::About(topic.to_owned()));
    value("reference").map(|reference| Posted::Sent(reference.to_owned())).or_else(topic)
}
