use contract::{
    consent::{Decision, Purpose},
    route::Route,
};
use leptos::prelude::*;

use super::{recipients::recipients, state};
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
    let (acts, decision, decide) = (use_acts(), use_decision(), use_decide());
    let withdrawn = tr!(privacy.consent_withdrawn);
    effect_since(move |before: Option<u32>| {
        let saved = decide.saved();
        if before.is_some_and(|before| before < saved) {
            acts.succeed(withdrawn);
        }
        saved
    });
    let rows = move || {
        let chosen = decision.get().unwrap_or_else(Decision::none);
        let row = |name, purpose| withdrawable(decide, name, chosen.answer(purpose).granted, purpose);
        let preferences = row(tr!(privacy.cookies_preferences), Purpose::Preferences);
        let statistics = row(tr!(privacy.cookies_statistics), Purpose::Statistics);
        view! {
            <dl class="summary-list consent-rows">{preferences} {statistics}</dl>
            {recipients(&chosen, decision.register())}
        }
    };
    let failure = move || decide.error().map(|error| failure(decision.get(), &error));
    view! {
        <section class="card stack">
            <h2 class="card__title">{tr!(privacy.cookies_title)}</h2>
            <p>{tr!(privacy.cookies_note)} " " <a href=href(Route::Cookies)>{tr!(privacy.cookies_settings)}</a></p>
            {failure}
            {rows}
            <h3>{tr!(privacy.history)}</h3>
            <History />
            <UsageHeld />
        </section>
    }
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
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{state(allowed)}</dd>
            <dd class="summary-list__actions">{button}</dd>
        </div>
    }
    .into_any()
}
