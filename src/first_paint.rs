//! The same views natively: what the server puts into `index.html`, so that a page can be read before any code arrives.
//!
//! The server calls [`render`], [`failure`], [`document`], [`document_file`] and [`consent_words`], and nothing else of this crate.

use contract::{
    consent::{Decision, Kind, Purpose, Register},
    lang::Lang,
    policy::{Document, Policy, Succession},
    privacy::Provider,
    problem::Problem,
    route::Route,
};
use leptos::prelude::*;

use crate::{
    account::newsletter_box_words,
    app::{CurrentPage, Shell},
    consent::{google::LIMITED, provide_known_decision, words},
    here::{Here, provide_here},
    policy::{self, Prefetched},
    portal::contact::to_meta as to_refusal,
    privacy::newsletter_words,
    rights::recipients::Used,
    shell::{announcement::to_meta, failure::Failure},
    title::window_title,
    tr,
};

pub use crate::{
    policy::{Person, Reader, Reading},
    portal::contact::Posted,
};

/// What a visitor asks for, and what is known of them.
#[derive(Clone, Debug)]
pub struct Visit<'a> {
    /// path without query, such as `/lv/privacy`
    pub path: &'a str,
    /// the cookie decision, when there is one
    pub decision: Option<Decision>,
    /// what the portal may store on devices, as it is run
    pub register: Register,
    /// what a page of a document shows; none where there is no such version
    pub reading: Option<Reading>,
    /// a version of the privacy policy that is to take effect
    pub announced: Option<Succession>,
    /// what became of a message that was sent without the app
    pub posted: Option<Posted>,
    /// the recipients that this portal uses
    pub providers: Vec<Provider>,
    /// allows Google, but has limited what it is for
    pub is_limited: bool,
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
    /// what the app is to know, for the head, as HTML
    pub head: String,
    /// banner, header, content and footer, as HTML
    pub html: String,
    /// not for search engines
    pub private: bool,
}

/// Renders a page as the app would show it to somebody who is not signed in.
pub fn render(visit: Visit<'_>) -> Page {
    let here = Here::at(visit.path);
    let lacks = |route: &Route| route.is_of_version() && visit.reading.is_none();
    let here = Here { route: here.route.filter(|route| !lacks(route)), ..here };
    // Natively only development builds know the style guide; a release answers 404 as for any unknown page.
    let known = here.route.is_some_and(|route| route != Route::Styleguide || cfg!(debug_assertions));
    let mut head = visit.announced.as_ref().map(to_meta).unwrap_or_default();
    if here.route.and_then(Route::document) == Some(Document::Privacy) {
        head.push_str(&policy::feed_links(here.lang));
    }
    let used = Used(visit.providers);
    head.push_str(&used.to_meta());
    if visit.is_limited {
        head.push_str(&format!("<meta name=\"{LIMITED}\">"));
    }
    let refused = match &visit.posted {
        Some(Posted::Refused { problem, .. }) => Some(to_refusal(problem)),
        _ => None,
    };
    head.extend(refused.as_deref());
    let owner = Owner::new();
    let (title, description, html) = owner.with(|| {
        provide_here(Signal::stored(here));
        provide_context(used);
        provide_known_decision(visit.decision, visit.register);
        let document = here.route.filter(|route| route.document().is_some()).zip(visit.reading);
        if let Some((route, reading)) = document {
            let html = policy::render(route, reading);
            provide_context(StoredValue::new(Some(Prefetched { route, lang: here.lang, html, shown_to: None })));
        }
        if let Some(announced) = visit.announced {
            provide_context(announced);
        }
        if let Some(posted) = visit.posted {
            provide_context(posted);
        }
        let page = view! {
            <Shell>
                <CurrentPage />
            </Shell>
        };
        // `index.html` shows it when the app does not come.
        let line = format!(
            "<p class=\"app-missing\" id=\"app-missing\" role=\"status\" hidden>{}</p>",
            tr!(common.app_missing)
        );
        // A form with errors says so in the title (F5).
        let prefix = if refused.is_some() { tr!(common.error_prefix) } else { "" };
        (format!("{prefix}{}", window_title(here)), description(here), page.to_html() + &line)
    });
    owner.cleanup();
    let private = !known || here.route.is_some_and(Route::is_private);
    Page { status: if known { 200 } else { 404 }, lang: here.lang, title, description, head, html, private }
}

/// Renders a failure in place of the page at this path; `is_form` when a form was sent there.
pub fn failure(path: &str, problem: Problem, is_form: bool) -> Page {
    let here = Here::at(path);
    let status = problem.status;
    let owner = Owner::new();
    let (title, html) = owner.with(|| {
        provide_here(Signal::stored(here));
        let title = format!("{} – {}", tr!(common.title_failure), tr!(common.portal));
        (title, view! { <Failure problem is_form /> }.to_html())
    });
    owner.cleanup();
    Page { status, lang: here.lang, title, description: "", head: String::new(), html, private: true }
}

/// What a page of a document shows, as HTML.
pub fn document(lang: Lang, route: Route, reading: Reading) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_here(Signal::stored(Here { lang, route: Some(route) }));
        policy::render(route, reading)
    });
    owner.cleanup();
    html
}

/// A version of a document as a file to keep: a whole HTML page.
pub fn document_file(policy: Policy) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_here(Signal::stored(Here { lang: policy.lang, route: None }));
        policy::to_file(policy)
    });
    owner.cleanup();
    html
}

/// What a person sees who decides about cookies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// the banner, which asks about these purposes
    Banner(Vec<Purpose>),
    /// the settings
    Settings,
    /// the footer's button
    Withdrawal,
    /// the switch in the policy's clause about analytics
    Clause,
    /// the quiet line about the browser's signal
    Signal,
    /// what one purpose is about, in a receipt
    Purpose(Purpose),
    /// the newsletter's box, in a registration
    NewsletterBox,
    /// the button that asks for the newsletter
    NewsletterButton,
    /// the button that withdraws it
    NewsletterWithdrawal,
}

/// The exact words, which the consent ledger keeps by their hash. They come from where the views take them.
pub fn consent_words(lang: Lang, register: Register, shown: &Shown) -> String {
    let owner = Owner::new();
    let words = owner.with(|| {
        provide_here(Signal::stored(Here { lang, route: Some(Route::Cookies) }));
        match shown {
            Shown::Banner(open) => {
                let mut words = vec![tr!(consent.banner_title), tr!(consent.banner_policy), tr!(consent.banner_list)];
                words.extend(words::banner(open, register));
                words.extend([tr!(consent.reject), tr!(consent.accept), tr!(consent.choose)]);
                words
            }
            Shown::Settings => {
                let mut words = vec![tr!(consent.page_lead), tr!(consent.choice_title)];
                for kind in Kind::ALL {
                    words.extend([words::kind_name(*kind), words::kind_purpose(*kind, register)]);
                }
                words.extend([tr!(consent.save), tr!(consent.turn_off)]);
                words
            }
            Shown::Clause => policy::switch_words(),
            Shown::Withdrawal => vec![tr!(consent.withdraw)],
            Shown::Signal => vec![tr!(consent.signal), tr!(consent.choose)],
            Shown::Purpose(Purpose::Preferences) => vec![words::kind_purpose(Kind::Preference, register)],
            Shown::Purpose(Purpose::Statistics) => vec![words::kind_purpose(Kind::Statistics, register)],
            Shown::NewsletterBox => newsletter_box_words(),
            Shown::NewsletterButton => newsletter_words(true),
            Shown::NewsletterWithdrawal => newsletter_words(false),
        }
        .join("\n")
    });
    owner.cleanup();
    words
}

fn description(here: Here) -> &'static str {
    match here.route {
        Some(Route::Home) => tr!(head.home),
        Some(Route::Privacy) => tr!(head.privacy),
        Some(Route::PolicyVersions | Route::PolicyVersion(_)) => tr!(head.policy_versions),
        Some(Route::PolicyChanges { .. }) => tr!(head.policy_changes),
        Some(Route::Legal) => tr!(head.legal),
        Some(Route::Cookies) => tr!(head.cookies),
        Some(Route::Contact) => tr!(head.contact),
        Some(Route::Accessibility) => tr!(head.accessibility),
        Some(Route::Recipients) => tr!(limits.recipients_head),
        Some(Route::Register | Route::RegisterStep(..)) => tr!(head.register),
        _ => tr!(head.other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a portal that uses no recipient.
    fn nobody() -> Visit<'static> {
        Visit {
            path: "",
            decision: None,
            register: Register::default(),
            reading: None,
            announced: None,
            posted: None,
            providers: Vec::new(),
            is_limited: false,
        }
    }

    fn at(path: &str) -> Page {
        visit(path, None)
    }

    fn visit(path: &str, decision: Option<Decision>) -> Page {
        render(Visit {
            path,
            decision,
            register: Register::default(),
            reading: None,
            announced: None,
            posted: None,
            ..nobody()
        })
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
        let decision = Decision::from_cookie("2.p-1.s-1.1790000000.b.0123456789abcdef0123456789abcdef");
        let decided = visit("/en", decision);
        assert!(!decided.html.contains("vet2b-consent"));
    }

    #[test]
    fn a_refused_message_says_so_in_the_title_and_tells_the_app_why() {
        use contract::check::{Field, Flaw, Violation};
        for (lang, prefix) in [(Lang::Lv, "Kļūda: "), (Lang::En, "Error: ")] {
            let path = Route::Contact.path(lang);
            let problem = Problem::invalid(vec![Violation { field: Field::Email, flaw: Flaw::TooLong { max: 254 } }]);
            let typed = vec![(Field::Name, "Anna <b>".to_owned())];
            let posted = Some(Posted::Refused { typed, problem: problem.clone() });
            let page = render(Visit { path: &path, posted, ..nobody() });
            assert_eq!(page.title, format!("{prefix}{}", at(&path).title));
            assert!(
                page.html.contains("id=\"error-summary\"") && page.html.contains("Anna &lt;b&gt;"),
                "{}",
                page.html
            );
            let (_, content) = page.head.split_once("<meta name=\"vet2b-refused\" content=\"").unwrap();
            let json = content.split('"').next().unwrap().replace("&quot;", "\"");
            let read = crate::browser::json::parse(&json).and_then(<Problem as contract::json::Read>::read);
            assert_eq!(read, Some(problem));
            assert!(!at(&path).head.contains("vet2b-refused"));
        }
    }

    #[test]
    fn a_failure_is_a_page_with_a_way_on() {
        let problem = || Problem { retry_after: Some(120), ..Problem::new(contract::problem::Code::TooManyRequests) };
        let page = failure("/en/contact", problem(), true);
        assert_eq!((page.status, page.lang, page.private), (429, Lang::En, true));
        for part in ["<h1", "in 2 min.", "“Back”", "href=\"/en/contact\"", "href=\"/en\"", "mailto:"] {
            assert!(page.html.contains(part), "{part} in {}", page.html);
        }
        assert!(page.html.contains("header__name"), "the portal's name leads home: {}", page.html);
        let code = contract::problem::Code::Internal;
        let page = failure("/en", Problem { request_id: Some("7K3M-9QXA".into()), ..Problem::new(code) }, false);
        assert!(page.html.contains(">7K3M-9QXA</code>"), "{}", page.html);
        assert_eq!(page.html.matches("7K3M-9QXA").count(), 1, "{}", page.html);
        let page = failure("/consent", problem(), false);
        assert!(page.title.starts_with("Neizdevās") && !page.html.contains("pogu"), "{}", page.html);
    }

    #[test]
    fn without_scripts_nothing_waits_for_ever_and_words_say_why() {
        for lang in Lang::ALL {
            for route in Route::all() {
                let html = at(&route.path(lang)).html;
                let words = if lang == Lang::Lv {
                    "<noscript><p>Šai lapas daļai"
                } else {
                    "<noscript><p>This part of the page"
                };
                let waits = html.contains("class=\"skeleton\"");
                assert!(!waits || html.contains(words), "{route:?}: {html}");
                assert!(waits || !matches!(route, Route::Cookies | Route::MyPrivacy(_)), "{route:?}");
            }
        }
        let html = at("/en/my-privacy/export").html;
        let without = html.split("<noscript>").find(|part| part.contains("Only its owner")).unwrap();
        assert!(without.contains("href=\"/en/sign-in?next=/en/my-privacy/export\""), "{without}");
        assert!(!at("/en/contact").html.contains("This part of the page"), "the server understands that form");
        assert!(at("/en/register/company").html.contains("This part of the page"));
    }

    #[test]
    fn a_form_says_where_it_goes_if_the_server_understands_it() {
        // What has no `action` waits for the app (`index.html`).
        for route in Route::all() {
            let html = at(&route.path(Lang::En)).html;
            for form in html.split("<form").skip(1).filter_map(|rest| rest.split('>').next()) {
                let known =
                    ["action=\"/consent\"", "action=\"/en/contact\""].iter().any(|action| form.contains(action));
                assert_eq!(form.contains(" action="), known, "{route:?}: {form}");
            }
        }
        assert!(at("/en/contact").html.contains("action=\"/en/contact\""));
    }

    #[test]
    fn a_document_is_in_the_page_and_its_words_are_no_html() {
        let clause = contract::policy::Clause {
            id: "a".into(),
            title: "</section><script>alert(1)</script>".into(),
            summary: Vec::new(),
            blocks: Vec::new(),
        };
        let policy = contract::policy::Policy {
            version: "1".into(),
            lang: Lang::En,
            title: "Privacy policy".into(),
            effective: "2018-10-05".into(),
            published: "2018-10-05".into(),
            sha256: String::new(),
            changes: Vec::new(),
            clauses: vec![clause],
        };
        let reader = Reader {
            decision: None,
            register: Register::default(),
            statistics_since: None,
            person: None,
            day: |_| String::new(),
        };
        let reading = Reading { texts: vec![policy], versions: Vec::new(), reader };
        let here = document(Lang::En, Route::Privacy, reading.clone());
        assert!(here.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !here.contains("<script"), "{here}");
        let register = Register::default();
        let visit = Visit {
            path: "/en/privacy",
            decision: None,
            register,
            reading: Some(reading),
            announced: None,
            posted: None,
            ..nobody()
        };
        let page = render(visit).html;
        assert!(page.contains(&format!("<div id=\"document\">{here}</div>")), "the app takes it over as it stands");
    }

    #[test]
    fn a_purpose_that_changed_is_asked_about_alone_and_in_the_words_that_the_ledger_keeps() {
        let register = Register { google: true };
        let decision = Decision::from_cookie("2.p+1.s+1.1790000000.b.0123456789abcdef0123456789abcdef");
        let html = render(Visit {
            path: "/en",
            decision: decision.clone(),
            register,
            reading: None,
            announced: None,
            posted: None,
            ..nobody()
        })
        .html;
        assert!(html.contains("vet2b-consent") && html.contains("Google Analytics"), "{html}");
        let open = decision.iter().flat_map(|decision| decision.open(register)).collect();
        let words = consent_words(Lang::En, register, &Shown::Banner(open));
        assert!(!words.contains("Preferences:"), "{words}");
        for line in words.lines() {
            assert!(html.contains(line), "{line} is shown");
        }
    }

    #[test]
    fn what_the_signal_and_the_footer_say_is_what_the_ledger_keeps() {
        let register = Register::default();
        let granted = "2.p+1.s+1.1790000000.b.0123456789abcdef0123456789abcdef";
        let refused = "2.p-1.s-1.1790000000.g.0123456789abcdef0123456789abcdef";
        for (decision, shown) in [(granted, Shown::Withdrawal), (refused, Shown::Signal)] {
            let html = visit("/lv", Decision::from_cookie(decision)).html;
            for line in consent_words(Lang::Lv, register, &shown).lines() {
                assert!(html.contains(line), "{line} is shown");
            }
        }
    }

    #[test]
    fn what_the_settings_say_is_what_the_ledger_keeps() {
        for register in [Register { google: false }, Register { google: true }] {
            let html = render(Visit {
                path: "/lv/cookies",
                decision: None,
                register,
                reading: None,
                announced: None,
                posted: None,
                ..nobody()
            })
            .html;
            for line in consent_words(Lang::Lv, register, &Shown::Settings).lines() {
                assert!(html.contains(line), "{line} is shown");
            }
        }
    }
}
