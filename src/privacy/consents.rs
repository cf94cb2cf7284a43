//! Consents: given, proven, withdrawn in one click (GDPR art. 7).

use leptos::prelude::*;

use super::reauth::use_reauth;
use crate::{
    api,
    form::label::explain_error,
    tr,
    ui::{Load, PageHeader, loaded},
};

mod cookies;
mod newsletter;
mod policies;
mod recipients;

pub use newsletter::words as newsletter_words;

/// Shows every consent with its history, and lets a person withdraw it.
#[component]
pub fn Consents() -> impl IntoView {
    let reauth = use_reauth();
    let consents = Load::new(move || reauth.guard(api::privacy::consents));
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
        </div>
    }
}

/// Whether a consent is given, in words and colour.
fn state(granted: bool) -> AnyView {
    let (class, words) = match granted {
        true => ("tag tag--success", tr!(privacy.consent_given)),
        false => ("tag tag--neutral", tr!(privacy.consent_not_given)),
    };
    view! { <span class=class>{words}</span> }.into_any()
}
