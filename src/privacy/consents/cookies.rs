use contract::{
    consent::{Decision, Purpose},
    route::Route,
};
use leptos::prelude::*;

use super::{recipients::recipients, row, state};
use crate::{
    consent::{
        cookies::failure,
        decision::{Choice, Decide, use_decide},
        history::History,
        usage_held::UsageHeld,
        use_decision,
    },
    effect::effect_since,
    here::href,
    privacy::act::use_acts,
    tr,
};

/// What this device may store, how that was decided, and the way to undo it.
#[component]
pub fn CookieConsent() -> impl IntoView {
    let (decision, decide) = (use_decision(), use_decide());
    say_withdrawn(decide);
    let recipients = move || recipients(&decision.get().unwrap_or_else(Decision::none), decision.register());
    view! {
        <section class="card stack">
            <h2 class="card__title">{tr!(privacy.cookies_title)}</h2>
            <p>{tr!(privacy.cookies_note)} " " <a href=href(Route::Cookies)>{tr!(privacy.cookies_settings)}</a></p>
            {move || failed(decide)}
            <dl class="summary-list consent-rows">{move || rows(decide)}</dl>
            {recipients}
            <h3>{tr!(privacy.history)}</h3>
            <History />
            <UsageHeld />
        </section>
    }
}

/// Says above the page that a withdrawal on this device is saved.
pub(in crate::privacy) fn say_withdrawn(decide: Decide) {
    let acts = use_acts();
    let withdrawn = tr!(privacy.consent_withdrawn);
    effect_since(move |before: Option<u32>| {
        let saved = decide.saved();
        if before.is_some_and(|before| before < saved) {
            acts.succeed(withdrawn);
        }
        saved
    });
}

/// That a withdrawal is not saved yet, and why. Tracked.
pub(in crate::privacy) fn failed(decide: Decide) -> Option<impl IntoView> {
    let decision = use_decision();
    decide.error().map(|error| failure(decision.get(), &error))
}

/// Both purposes of cookies. Tracked.
pub(in crate::privacy) fn rows(decide: Decide) -> AnyView {
    let chosen = use_decision().get().unwrap_or_else(Decision::none);
    let row = |name, purpose| withdrawable(decide, name, chosen.answer(purpose).granted, purpose);
    let preferences = row(tr!(privacy.cookies_preferences), Purpose::Preferences);
    let statistics = row(tr!(privacy.cookies_statistics), Purpose::Statistics);
    view! { {preferences} {statistics} }.into_any()
}

/// One purpose, with a button where there is something to withdraw.
fn withdrawable(decide: Decide, name: &'static str, allowed: bool, purpose: Purpose) -> AnyView {
    let button = allowed.then(|| {
        view! {
            <button class="button" type="button" on:click=move |_| decide.settings(Choice::without(purpose))>
                {tr!(privacy.consent_withdraw)} <span class="visually-hidden">": " {name}</span>
            </button>
        }
    });
    row(name.into_any(), state(allowed), button.into_any())
}
