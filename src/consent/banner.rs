//! The banner: a form that the server decides, so that it works before the app runs and without JavaScript.

use contract::{consent::Purpose, path::CONSENT_FORM, route::Route};
use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    prelude::*,
};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    decision::{Choice, Decide, use_decide, use_decision},
    words::banner,
};
use crate::{
    browser::document::focus_first,
    form::label::explain_error,
    here::{href, use_here, use_lang},
    tr,
};

/// The id that people's and browsers' tools find the banner by.
pub const BANNER_ID: &str = "vet2b-consent";

/// Asks about cookies until there is an answer. Not on the settings page, which asks the same at more length.
#[component]
pub fn Banner() -> impl IntoView {
    let decision = use_decision();
    let here = use_here();
    let open = Memo::new(move |_| match here.get().route {
        Some(Route::Cookies) => Vec::new(),
        _ => decision.open(),
    });
    move || {
        let open = open.get();
        (!open.is_empty()).then(|| view! { <Question open /> })
    }
}

#[component]
fn Question(
    /// what is asked
    open: Vec<Purpose>,
) -> impl IntoView {
    let decide = use_decide();
    let register = use_decision().register();
    let here = use_here();
    let lang = use_lang();
    let back = move || here.get().route.unwrap_or(Route::Home).path(lang);
    view! {
        <section class="vet2b-question" id=BANNER_ID aria-labelledby="vet2b-consent-title" on:keydown=leave>
            <div class="vet2b-question__inner">
                <h2 class="vet2b-question__title" id="vet2b-consent-title">{tr!(consent.banner_title)}</h2>
                // Before the text: on a small screen that scrolls inside the banner, and the links must not be hidden.
                <p class="vet2b-question__links">
                    <a href=href(Route::Privacy)>{tr!(consent.banner_policy)}</a> " · "
                    <a href=href(Route::Cookies)>{tr!(consent.banner_list)}</a>
                </p>
                <p class="vet2b-question__text">{banner(&open, register).join(" ")}</p>
                {move || {
                    decide.error().map(|error| view! { <p class="vet2b-question__error" role="alert">{explain_error(&error)}</p> })
                }}
                <form class="vet2b-question__actions" method="post" action=CONSENT_FORM on:submit=|event| event.prevent_default()>
                    <input type="hidden" name="lang" value=lang.tag() />
                    <input type="hidden" name="return" value=back />
                    // Filled by a script of `index.html` when no person has clicked.
                    <input type="hidden" name="automated" value="" />
                    <Answer value="reject" label=tr!(consent.reject) decide choice=Choice::on(&open, false) />
                    <Answer value="accept" label=tr!(consent.accept) decide choice=Choice::on(&open, true) granted=true />
                    <Choose />
                </form>
            </div>
        </section>
    }
}

/// One of the two answers; both look alike (bars: equal size, font, fill and tab distance).
#[component]
fn Answer(
    /// the form's value
    value: &'static str,
    /// its words
    label: &'static str,
    /// takes the decision
    decide: Decide,
    /// what it means
    choice: Choice,
    /// it allows
    #[prop(optional)]
    granted: bool,
) -> impl IntoView {
    let click = move |event: MouseEvent| {
        event.prevent_default();
        let automated = !event.is_trusted();
        // A script's refusal is honoured; a script's acceptance is no evidence of a person, so the question stays.
        if !automated || !granted {
            decide.banner(choice, automated);
        }
    };
    view! {
        <button class="button" type="submit" name="choice" value=value data-consent=value on:click=click>
            {label}
        </button>
    }
}

/// Escape leads out of the banner and decides nothing.
fn leave(event: KeyboardEvent) {
    if event.key() == "Escape" {
        focus_first("main h1");
    }
}

/// Leads to the settings; decides nothing.
#[component]
fn Choose() -> impl IntoView {
    let settings = href(Route::Cookies);
    // Natively there is no router to take the navigation from, and nobody to click.
    let navigate = cfg!(target_family = "wasm").then(use_navigate);
    let click = move |event: MouseEvent| {
        if let Some(navigate) = &navigate {
            event.prevent_default();
            navigate(&settings, NavigateOptions::default());
        }
    };
    view! {
        <button class="button" type="submit" name="choice" value="choose" data-consent="choose" on:click=click>
            {tr!(consent.choose)}
        </button>
    }
}
