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
    browser::{back::keep_places, cookie, document, location, take_over::take_over},
    consent::{self, banner::Banner, notes::Notes},
    effect::effect_since,
    here::{Here, provide_here, use_here},
    lazy::{Chunk, lazily},
    policy::{self, Prefetched},
    portal,
    rights::status,
    session::provide_session,
    shell::{
        announcement::Announcement, footer::Footer, header::Header, not_found::NotFound, route_focus::follow_route,
    },
    title::provide_title,
    tr,
};

/// Starts the app in the browser, in place of what the server rendered, once the first page's code is there.
///
/// A page that shows a document finds it in what the server rendered: the reader sees no jump (CLS 0).
pub fn start() {
    let here = Here::at(&location::path());
    let prefetched = Prefetched::of_page(here);
    let begin = move || take_over("app", move || view! { <App prefetched /> });
    match here.route.map(view_of) {
        Some(ViewOf::Chunk(chunk)) => chunk.then(begin),
        _ => begin(),
    }
}

/// The whole app.
#[component]
pub fn App(
    /// the document of the first page, if it shows one
    prefetched: Option<Prefetched>,
) -> impl IntoView {
    provide_context(StoredValue::new(prefetched));
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
    status::provide_taken_code();
    provide_title();
    follow_route();
    keep_places();
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
    // Left to the router it would only change the address, and the focus would stay. Without the app the browser follows the link.
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        document::scroll_to("main");
        document::focus_first("#main");
    };
    view! {
        <a class="skip-link" href="#main" on:click=skip>{tr!(common.skip)}</a>
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
    move || match here.get().route {
        Some(page) => match view_of(page) {
            ViewOf::Here(view) => view(),
            ViewOf::Chunk(chunk) => lazily(chunk, page),
        },
        None => view! { <NotFound /> }.into_any(),
    }
}

/// Where the view of a page comes from.
enum ViewOf {
    /// the wasm that every visitor loads
    Here(Box<dyn FnOnce() -> AnyView>),
    /// a part that is loaded when it is wanted
    Chunk(Chunk),
}

fn here<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> ViewOf {
    ViewOf::Here(Box::new(move || view().into_any()))
}

/// The view of every page: exhaustive, so that no address goes without one.
fn view_of(page: Page) -> ViewOf {
    match page {
        Page::Home => here(|| view! { <portal::home::Home /> }),
        Page::Privacy => here(|| view! { <policy::page::PrivacyPolicy /> }),
        Page::PolicyVersions | Page::PolicyVersion(_) | Page::PolicyChanges { .. } | Page::Legal => {
            here(move || view! { <policy::page::DocumentPage route=page /> })
        }
        Page::Cookies => here(|| view! { <consent::cookies::Cookies /> }),
        Page::Contact => here(|| view! { <portal::contact::ContactPage /> }),
        Page::Accessibility => here(|| view! { <portal::accessibility::Accessibility /> }),
        Page::Register => here(|| view! { <account::register::ChooseKind /> }),
        Page::RegisterStep(..)
        | Page::Registered
        | Page::VerifyEmail
        | Page::NewsletterConfirm
        | Page::Welcome
        | Page::SignIn
        | Page::Recover
        | Page::NewPassword
        | Page::KeepAccount
        | Page::Invitation
        | Page::Request
        | Page::RequestStatus => ViewOf::Chunk(Chunk::Account),
        // What the register says is said to whoever is signed in too; few look at it.
        Page::MyPrivacy(_) | Page::Recipients => ViewOf::Chunk(Chunk::Dashboard),
        Page::Verify => ViewOf::Chunk(Chunk::Verification),
        Page::ExportViewer => ViewOf::Chunk(Chunk::Viewer),
        Page::Styleguide if cfg!(debug_assertions) => here(|| view! { <portal::styleguide::Styleguide /> }),
        Page::Styleguide => here(|| view! { <NotFound /> }),
    }
}

#[cfg(test)]
mod tests {
    use contract::lang::Lang;

    use super::*;

    #[test]
    fn a_chunk_has_the_view_of_each_of_its_pages() {
        for page in Page::all() {
            let ViewOf::Chunk(chunk) = view_of(page) else { continue };
            let html = Owner::new().with(|| {
                provide_here(Signal::stored(Here { lang: Lang::Lv, route: Some(page) }));
                lazily(chunk, page).to_html()
            });
            assert!(html.contains('<') && html.len() > 20, "{page:?} shows nothing: {html}");
        }
    }
}
