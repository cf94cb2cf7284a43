//! The header: name, navigation, language.

use contract::{
    lang::Lang,
    route::{Dashboard, Route},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::sign_out::SignOut;
use crate::{
    browser::location::browser_lang,
    here::{href, use_here, use_lang},
    session::use_session,
    title::page_title,
    tr,
    ui::{Icon, Symbol},
};

/// Leads home, to the main places, and to the same page in the other language (P3). On a narrow screen it wraps: a
/// menu behind a button would need a script, and would hide three links.
#[component]
pub fn Header() -> impl IntoView {
    let session = use_session();
    let signed_in = Memo::new(move |_| session.viewer().is_some());
    let account = move || {
        if signed_in.get() {
            view! {
                <HeaderLink route=Route::MyPrivacy(Dashboard::Overview) words=tr!(common.my_privacy) />
                <SignOut />
            }
            .into_any()
        } else {
            view! {
                <HeaderLink route=Route::Register words=tr!(common.register) />
                <HeaderLink route=Route::SignIn words=tr!(common.sign_in) />
            }
            .into_any()
        }
    };
    view! {
        <header class="header">
            <div class="header__inner">
                <Name />
                <nav class="header__nav" aria-label=tr!(common.main_navigation)>
                    <HeaderLink route=Route::Contact words=page_title(Route::Contact) />
                    {account}
                </nav>
                <LanguageSelector />
            </div>
        </header>
    }
}

/// The portal's mark and name, which lead home.
#[component]
pub fn Name() -> impl IntoView {
    view! {
        <a class="header__name" href=href(Route::Home)>
            <svg class="header__mark" viewBox="0 0 32 32" aria-hidden="true" inner_html=MARK></svg>
            "VET2B"
        </a>
    }
}

/// The portal's mark, coloured by the theme.
const MARK: &str =
    r#"<rect width="32" height="32" rx="7"/><path d="M8 9l7 14 5.5-11"/><circle cx="23.5" cy="8" r="3"/>"#;

/// Leads to a main place, and says when one is there.
#[component]
fn HeaderLink(
    /// where
    route: Route,
    /// what it is called here
    words: &'static str,
) -> impl IntoView {
    let here = use_here();
    let current = move || match (here.get().route, route) {
        (Some(here), route) if here == route => Some("page"),
        // Anywhere in the dashboard is within "My privacy".
        (Some(Route::MyPrivacy(_)), Route::MyPrivacy(_)) => Some("true"),
        _ => None,
    };
    view! { <a class="header__link" href=href(route) aria-current=current>{words}</a> }
}

/// Links to the same page in the other language, by its own name.
#[component]
fn LanguageSelector() -> impl IntoView {
    let here = use_here();
    let (search, hash): (Signal<String>, Signal<String>) = match cfg!(target_family = "wasm") {
        true => (use_location().search.into(), use_location().hash.into()),
        false => (Signal::stored(String::new()), Signal::stored(String::new())),
    };
    let others = Lang::ALL.into_iter().filter(|lang| *lang != use_lang());
    others
        .map(|lang| {
            let path = move || {
                let route = here.get().route.unwrap_or(Route::Home);
                // The same page: with its reference, its topic, its place in a list.
                let query = search.get();
                let query = query.trim_start_matches('?');
                let query = if query.is_empty() { String::new() } else { format!("?{query}") };
                // A certificate is found by what stands behind `#`: it comes along.
                let hash = hash.get();
                let code = hash.trim_start_matches('#');
                let code =
                    if route == Route::Verify && code.contains('=') { format!("#{code}") } else { String::new() };
                format!("{}{query}{code}", route.path(lang))
            };
            // The browser's language is offered and not forced: whoever has it finds the way at a glance.
            let offer = (browser_lang() == Some(lang)).then(|| offer(lang));
            let class = if offer.is_some() { "header__language header__language--offered" } else { "header__language" };
            view! {
                <a class=class href=path lang=lang.tag() hreflang=lang.tag()>
                    <Icon symbol=Symbol::Globe />
                    {lang.endonym()}
                    {offer.map(|words| view! { <span class="visually-hidden">" (" {words} ")"</span> })}
                </a>
            }
        })
        .collect_view()
}

/// Said in the language that is offered, as its name is.
const fn offer(lang: Lang) -> &'static str {
    match lang {
        Lang::Lv => "jūsu pārlūka valoda",
        Lang::En => "your browser’s language",
    }
}
