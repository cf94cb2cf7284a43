//! Consents: given, proven, withdrawn in one click (GDPR art. 7).

use leptos::prelude::*;

use super::reauth::use_reauth;
use crate::{
    api,
    effect::effect_since,
    form::label::explain_error,
    tr,
    ui::{Load, PageHeader, loaded},
};

pub(super) mod cookies;
pub(super) mod newsletter;
pub(super) mod policies;
mod recipients;
mod told;

pub use newsletter::words as newsletter_words;

/// Shows every consent with its history, and lets a person withdraw it.
#[component]
pub fn Consents() -> impl IntoView {
    let reauth = use_reauth();
    let consents = Load::new(move || reauth.guard(api::privacy::consents));
    let told = Load::new(move || reauth.guard(api::privacy::recipients));
    // What is given or withdrawn here, recipients are told of.
    effect_since(move |before: Option<bool>| {
        let here = consents.get().is_some();
        if before.is_some() && here {
            told.reload();
        }
        here
    });
    view! {
        <PageHeader title=tr!(common.title_my_consents) lead=tr!(privacy.consents_lead) />
        <div class="stack">
            <cookies::CookieConsent />
            {loaded(
                consents,
                explain_error,
                move |held| {
                    view! {
                        {newsletter::card(consents, &held)}
                        {policies::card(consents, &held.policy)}
                    }
                },
            )}
            {loaded(told, explain_error, |reports| told::card(&reports))}
        </div>
    }
}

/// What can be ended: its name, how it stands, and the button that ends it.
pub(super) fn row(name: AnyView, state: AnyView, button: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{state}</dd>
            <dd class="summary-list__actions">{button}</dd>
        </div>
    }
    .into_any()
}

/// Whether a consent is given, in words and colour.
pub(super) fn state(granted: bool) -> AnyView {
    let (class, words) = match granted {
        true => ("tag tag--success", tr!(privacy.consent_given)),
        false => ("tag tag--neutral", tr!(privacy.consent_not_given)),
    };
    view! { <span class=class>{words}</span> }.into_any()
}
