//! A failure, to a person: a page in their language and not JSON.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use contract::path::API;
use contract::problem::Problem;

use crate::state::State;

/// Turns the problem of an address outside the API into a page, for whoever reads pages: a form that was sent without the app ends here.
pub async fn show(state: State, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_for_people = !path.starts_with(API) && takes_html(request.headers());
    let is_form = request.method() == Method::POST;
    let mut response = next.run(request).await;
    let problem = response.extensions_mut().remove::<Problem>().filter(|_| is_for_people);
    let Some(problem) = problem else { return response };
    let html = state.shell().alone(&state.failure_page(&path, problem, is_form));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LENGTH, html.len().into());
    *response.body_mut() = Body::from(html);
    response
}

/// Whether somebody asks by a browser, which says so; a program takes anything.
fn takes_html(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|kind| kind.trim().starts_with("text/html"))
}
