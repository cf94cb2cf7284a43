use axum::http::header;
use axum::response::{IntoResponse, Response};
use contract::lang::Lang;
use contract::policy::Document;
use contract::route::Route;

use crate::state::State;

/// The pages that are worth finding.
const PAGES: [Route; 10] = [
    Route::Home,
    Route::Privacy,
    Route::PolicyVersions,
    Route::Legal,
    Route::Cookies,
    Route::Contact,
    Route::Accessibility,
    Route::Recipients,
    Route::Register,
    Route::Request,
];

/// What crawlers may read (RFC 9309).
pub(super) async fn robots(state: State) -> Response {
    let origin = state.config().public_url.origin().to_owned();
    text("text/plain; charset=utf-8", format!("User-agent: *\nDisallow: /api/\nSitemap: {origin}/sitemap.xml\n"))
}

/// Every public page in every language, each with its other languages (sitemaps.org, hreflang).
pub(super) async fn sitemap(state: State) -> Response {
    let policies = state.policies();
    let versions = policies.versions(Document::Privacy, Lang::default());
    let versions = versions.filter_map(|policy| policy.version.parse().ok().map(Route::PolicyVersion));
    let url = &state.config().public_url;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for route in PAGES.into_iter().chain(versions) {
        let others: String = (Lang::ALL.iter().map(|lang| (lang.tag(), *lang)))
            .chain([("x-default", Lang::default())])
            .map(|(name, lang)| {
                format!("<xhtml:link rel=\"alternate\" hreflang=\"{name}\" href=\"{}\"/>", url.page(route, lang))
            })
            .collect();
        for lang in Lang::ALL {
            xml.push_str(&format!("<url><loc>{}</loc>{others}</url>\n", url.page(route, lang)));
        }
    }
    xml.push_str("</urlset>\n");
    text("application/xml", xml)
}

fn text(kind: &'static str, body: String) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], body).into_response()
}
