//! The same views natively: what the server puts into `index.html`, so that a page can be read before any code arrives.
//!
//! The server calls [`render`] and [`banner_words`], and nothing else of this crate.

use contract::{consent::Decision, lang::Lang, policy::Policy, route::Route};
use leptos::prelude::*;

use crate::{
    app::{CurrentPage, Shell},
    consent::provide_known_decision,
    here::{Here, provide_here},
    policy::Prefetched,
    title::window_title,
    tr,
};

/// What a visitor asks for, and what is known of them.
#[derive(Clone, Debug)]
pub struct Visit<'a> {
    /// path without query, such as `/lv/privacy`
    pub path: &'a str,
    /// the cookie decision, when there is one
    pub decision: Option<Decision>,
    /// the text in force, on the pages that show one
    pub policy: Option<Policy>,
}

/// A page as HTML parts, for the places in `index.html`.
#[derive(Clone, Debug)]
pub struct Page {
    /// 200, or 404 for an unknown path
    pub status: u16,
    /// the page's language
    pub lang: Lang,
    /// the title, as text
    pub title: String,
    /// one sentence for search engines, as text
    pub description: &'static str,
    /// banner, header, content and footer, as HTML
    pub html: String,
    /// not for search engines
    pub private: bool,
}

/// Renders a page as the app would show it to somebody who is not signed in.
pub fn render(visit: Visit<'_>) -> Page {
    let here = Here::at(visit.path);
    // Natively only development builds know the style guide; a release answers 404 as for any unknown page.
    let known = here.route.is_some_and(|route| route != Route::Styleguide || cfg!(debug_assertions));
    let owner = Owner::new();
    let (title, description, html) = owner.with(|| {
        provide_here(Signal::stored(here));
        provide_known_decision(visit.decision);
        let document = here.route.and_then(Route::document).zip(visit.policy);
        let prefetched = document.map(|(document, policy)| Prefetched { document, policy });
        let data = prefetched.as_ref().map(Prefetched::to_html).unwrap_or_default();
        if let Some(prefetched) = prefetched {
            provide_context(prefetched);
        }
        let page = view! {
            <Shell>
                <CurrentPage />
            </Shell>
        };
        (window_title(here), description(here), page.to_html() + &data)
    });
    owner.cleanup();
    let private = !known || here.route.is_some_and(Route::is_private);
    Page { status: if known { 200 } else { 404 }, lang: here.lang, title, description, html, private }
}

/// The words of the banner, whose hash the consent ledger keeps.
pub fn banner_words(lang: Lang) -> String {
    Owner::new().with(|| {
        provide_here(Signal::stored(Here { lang, route: Some(Route::Home) }));
        [
            tr!(consent.banner_title),
            tr!(consent.banner_text),
            tr!(consent.reject),
            tr!(consent.accept),
            tr!(consent.choose),
        ]
        .join("\n")
    })
}

fn description(here: Here) -> &'static str {
    match here.route {
        Some(Route::Home) => tr!(head.home),
        Some(Route::Privacy) => tr!(head.privacy),
        Some(Route::Legal) => tr!(head.legal),
        Some(Route::Cookies) => tr!(head.cookies),
        Some(Route::Contact) => tr!(head.contact),
        Some(Route::Accessibility) => tr!(head.accessibility),
        Some(Route::Register | Route::RegisterStep(..)) => tr!(head.register),
        _ => tr!(head.other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str) -> Page {
        render(Visit { path, decision: None, policy: None })
    }

    #[test]
    fn every_page_renders_natively_in_every_language() {
        for lang in Lang::ALL {
            for route in Route::all() {
                let page = at(&route.path(lang));
                assert_eq!((page.status, page.lang), (200, lang), "{route:?}");
                assert!(page.html.contains("<h1") || page.private, "{route:?} has a heading");
                assert!(page.html.contains("vet2b-consent") || route == Route::Cookies, "{route:?} asks about cookies");
            }
        }
    }

    #[test]
    fn an_unknown_page_is_a_404_in_the_language_of_its_path() {
        let page = at("/en/nothing");
        assert_eq!((page.status, page.lang, page.private), (404, Lang::En, true));
        assert!(page.title.starts_with("Page not found"), "{}", page.title);
    }

    #[test]
    fn the_banner_refuses_first_and_goes_away_after_a_decision() {
        let html = at("/en").html;
        let place = |what: &str| html.find(&format!("data-consent=\"{what}\""));
        assert!(place("reject") < place("accept") && place("accept") < place("choose"));
        assert!(html.contains("method=\"post\" action=\"/consent\""));
        let decision = Decision::from_cookie("1.-.1790000000.b.0123456789abcdef0123456789abcdef");
        let decided = render(Visit { path: "/en", decision, policy: None });
        assert!(!decided.html.contains("vet2b-consent"));
    }

    #[test]
    fn a_document_comes_along_as_data_that_its_words_cannot_end() {
        let clause = contract::policy::Clause {
            id: "a".into(),
            title: "</script><script>alert(1)</script>".into(),
            summary: Vec::new(),
            blocks: Vec::new(),
        };
        let policy = Policy {
            version: "1".into(),
            lang: Lang::En,
            title: "Privacy policy".into(),
            effective: "2018-10-05".into(),
            sha256: String::new(),
            clauses: vec![clause],
        };
        let html = render(Visit { path: "/en/privacy", decision: None, policy: Some(policy.clone()) }).html;
        let (_, block) = html.split_once("<script type=\"application/json\" id=\"vet2b-document\">").unwrap();
        let (json, rest) = block.split_once("</script>").unwrap();
        assert_eq!(serde_json::from_str::<Policy>(json).unwrap(), policy);
        assert_eq!(rest, "");
    }
}
