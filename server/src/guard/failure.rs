//! A failure, to a person: a page in their language and not JSON.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use contract::consent::LANG;
use contract::lang::Lang;
use contract::path::API;
use contract::problem::Problem;
use contract::route::Route;

use crate::config::PublicUrl;
use crate::session::cookie_value;
use crate::state::State;

/// Turns the problem of an address outside the API into a page, for whoever reads pages: a form that was sent without the app ends here.
pub async fn show(state: State, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_for_people = !path.starts_with(API) && takes_html(request.headers());
    let page = page_of(path, request.headers(), &state.config().public_url);
    let is_form = request.method() == Method::POST;
    let mut response = next.run(request).await;
    let problem = response.extensions_mut().remove::<Problem>().filter(|_| is_for_people);
    let Some(problem) = problem else { return response };
    let html = state.shell().alone(&state.failure_page(&page, problem, is_form));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LENGTH, html.len().into());
    *response.body_mut() = Body::from(html);
    response
}

/// The path of the page that the failure stands for, whose language it speaks: the address of some forms has none, so that of the page
/// that they were sent from is taken, or the home page in the language that the device remembers.
fn page_of(path: &str, headers: &HeaderMap, url: &PublicUrl) -> String {
    let lang = |path: &str| Lang::from_tag(path.split('/').nth(1)?);
    if lang(path).is_some() {
        return path.to_owned();
    }
    let referer = headers.get(header::REFERER).and_then(|referer| referer.to_str().ok());
    let from = referer.and_then(|referer| referer.strip_prefix(url.origin())).filter(|from| from.starts_with('/'));
    let from = from.and_then(|from| from.split(['?', '#']).next()).filter(|from| lang(from).is_some());
    let home = || Some(Route::Home.path(Lang::from_tag(cookie_value(headers, LANG.name)?)?));
    from.map(str::to_owned).or_else(home).unwrap_or_else(|| path.to_owned())
}

/// Whether somebody asks by a browser, which says so; a program takes anything.
fn takes_html(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|kind| kind.trim().starts_with("text/html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_speaks_the_language_of_the_page_that_it_stands_for() {
        let url: PublicUrl = "https://www.vet2b.eu".parse().unwrap();
        let at = |path: &str, referer: Option<&str>, cookie: Option<&str>| {
            let mut headers = HeaderMap::new();
            for (name, value) in [(header::REFERER, referer), (header::COOKIE, cookie)] {
                headers.extend(value.map(|value| (name, HeaderValue::from_str(value).unwrap())));
            }
            page_of(path, &headers, &url)
        };
        let from = Some("https://www.vet2b.eu/en/cookies?a=1");
        assert_eq!(at("/lv/contact", from, Some("vet2b_lang=en")), "/lv/contact");
        assert_eq!(at("/consent", from, Some("vet2b_lang=lv")), "/en/cookies");
        for elsewhere in ["https://www.vet2b.eu.example/en", "https://example.com/en", "https://www.vet2b.eu"] {
            assert_eq!(at("/consent", Some(elsewhere), Some("vet2b_lang=en")), "/en");
        }
        assert_eq!(at("/consent", None, Some("vet2b_lang=xx")), "/consent");
    }
}
