//! Requests about one's own data.

use contract::{
    path,
    rights::{Confirmed, OpenRequest, Request, RequestCodeDraft, RequestForm, Requests},
    text::ShortCode,
};

use gloo_net::http::Method;

use super::{Answer, delete, encode, get, post, text};

/// The person's requests, and what was disclosed to whom.
pub fn mine() -> Answer<Requests> {
    get(path::ME_REQUESTS)
}

/// Files a request of somebody who is signed in.
pub fn file(form: OpenRequest) -> Answer<Request> {
    post(path::ME_REQUESTS, &form)
}

/// Takes one's own request back.
pub fn cancel(id: String) -> Answer<()> {
    delete(path::with(path::ME_REQUEST, &id))
}

/// Asks for something without an account; a mailed code confirms it.
pub fn ask(form: RequestForm) -> Answer<()> {
    post(path::REQUESTS, &form)
}

/// Confirms a request by the mailed code.
pub fn confirm(code: ShortCode) -> Answer<Confirmed> {
    post(path::REQUEST_CONFIRMATION, &draft(code))
}

/// The state of a request, by its receipt code.
pub fn status(code: ShortCode) -> Answer<Request> {
    post(path::REQUEST_STATUS, &draft(code))
}

/// Takes a request back, by its receipt code.
pub fn cancel_by_code(code: ShortCode) -> Answer<()> {
    post(path::REQUEST_CANCELLATION, &draft(code))
}

/// The case file of a request by its receipt code, as text: a page, or signed JSON.
pub fn case_file(code: ShortCode, format: &'static str) -> Answer<String> {
    text(Method::POST, format!("{}?format={format}", path::REQUEST_FILE), encode(&draft(code)))
}

fn draft(code: ShortCode) -> RequestCodeDraft {
    RequestCodeDraft { code: code.as_str().to_owned() }
}
