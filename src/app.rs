//! Providers, router, shell; which view belongs to which page.

use contract::{
    consent::{Kind, LANG, Register},
    lang::Lang,
    route::Route as Page,
};
use leptos::prelude::*;
use leptos_router::{
    WildcardSegment,
    components::{FlatRoutes, Route, Router},
    hooks::use_location,
};

use crate::{
    account,
    browser::{cookie, document, location, take_over::take_over},
    consent::{self, banner::Banner, notes::Notes},
    effect::effect_since,
    here::{Here, provide_here, use_here},
    policy::{self, Prefetched},
    portal, privacy,
    session::provide_session,
    shell::{
        announcement::Announcement, footer::Footer, header::Header, not_found::NotFound, route_focus::follow_route,
    },
    title::provide_title,
    tr,
};

/// Starts the app in the browser, in place of what the server rendered.
///
/// A page that shows a document finds it in what the server rendered: the reader sees no jump (CLS 0).
pub fn start() {
    let prefetched = Prefetched::of_page(Here::at(&location::path()));
    take_over("app", move || view! { <App prefetched /> });
}

/// The whole app.
#[component]
pub fn App(
    /// the document of the first page, if it shows one
    prefetched: Option<Prefetched>,
) -> impl IntoView {
    if let Some(prefetched) = prefetched {
        provide_context(StoredValue::new(Some(prefetched)));
    }
    view! {
        // One route for everything: which page an address shows is `page`'s matter, where the compiler checks that
        // none is missing. leptos_router does history, links and back.
        <Router>
            <FlatRoutes fallback=|| ()>
                <Route path=WildcardSegment("path") view=Portal />
            </FlatRoutes>
        </Router>
    }
}

/// Rendered anew only when the language changes; pages change inside it.
#[component]
fn Portal() -> impl IntoView {
    let path = use_location().pathname;
    let here = Memo::new(move |_| Here::at(&path.get()));
    provide_here(here.into());
    provide_session();
    consent::provide_decision(Register { google: document::has_meta("vet2b-google") });
    consent::usage::provide_usage();
    consent::google::provide_google();
    account::provide_registration();
    provide_title();
    follow_route();
    let lang = Memo::new(move |_| here.get().lang);
    remember_language(lang);
    move || {
        document::set_root_attribute("lang", lang.get().tag());
        view! {
            <Shell>
                <CurrentPage />
            </Shell>
        }
    }
}

/// Remembers a language that the person went to, if they allowed that. The first page's language is no choice.
fn remember_language(lang: Memo<Lang>) {
    let decision = consent::use_decision();
    effect_since(move |before: Option<Lang>| {
        let lang = lang.get();
        if before.is_some_and(|before| before != lang) && decision.allows(Kind::Preference) {
            cookie::write(&LANG, lang.tag());
        }
        lang
    });
}

/// Skip link, cookie banner, header, main, footer.
#[component]
pub fn Shell(
    /// the page
    children: Children,
) -> impl IntoView {
    view! {
        <a class="skip-link" href="#main">{tr!(common.skip)}</a>
        <Banner />
        <Header />
        <Announcement />
        <main class="main" id="main" tabindex="-1">
            {children()}
            <Notes />
        </main>
        <Footer />
    }
}

/// The page at the present address.
#[component]
pub fn CurrentPage() -> impl IntoView {
    let here = use_here();
    move || here.get().route.map_or_else(|| view! { <NotFound /> }.into_any(), page)
}

/// The view of every page: exhaustive, so that no address goes without one.
fn page(page: Page) -> AnyView {
    match page {
        Page::Home => view! { <portal::home::Home /> }.into_any(),
        Page::Privacy => view! { <policy::page::PrivacyPolicy /> }.into_any(),
        Page::PolicyVersions | Page::PolicyVersion(_) | Page::PolicyChanges { .. } | Page::Legal => {
            view! { <policy::page::DocumentPage route=page /> }.into_any()
        }
        Page::Cookies => view! { <consent::cookies::Cookies /> }.into_any(),
        Page::ConsentVerify => view! { <consent::verify::ConsentVerify /> }.into_any(),
        Page::Contact => view! { <portal::contact::ContactPage /> }.into_any(),
        Page::Accessibility => view! { <portal::accessibility::Accessibility /> }.into_any(),
        Page::Register => view! { <account::register::ChooseKind /> }.into_any(),
        Page::RegisterStep(kind, step) => view! { <account::register::Step kind step /> }.into_any(),
        Page::Registered => view! { <account::register::Registered /> }.into_any(),
        Page::Verify => view! { <account::verify::Verify /> }.into_any(),
        Page::VerifyEmail => view! { <account::verify::VerifyEmail /> }.into_any(),
        Page::NewsletterConfirm => view! { <account::newsletter::NewsletterConfirm /> }.into_any(),
        Page::Welcome => view! { <account::welcome::Welcome /> }.into_any(),
        Page::SignIn => view! { <account::sign_in::SignInPage /> }.into_any(),
        Page::Recover => view! { <account::recover::Recover /> }.into_any(),
        Page::NewPassword => view! { <account::recover::NewPasswordPage /> }.into_any(),
        Page::KeepAccount => view! { <account::keep_account::KeepAccount /> }.into_any(),
        Page::MyPrivacy(page) => view! { <privacy::Dashboard page /> }.into_any(),
        Page::Styleguide if cfg!(debug_assertions) => view! { <portal::styleguide::Styleguide /> }.into_any(),
        Page::Styleguide => view! { <NotFound /> }.into_any(),
    }
}
