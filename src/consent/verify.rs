//! Verification of a consent receipt: on the person's own device, against the published keys.

use contract::{
    consent::{PublicKey, SignedReceipt},
    json::Read,
    route::Route,
};
use leptos::{prelude::*, task::spawn_local};

use super::receipt::receipt;
use crate::{
    api,
    browser::{file, json, signature},
    form::label::explain_error,
    here::href,
    title::page_title,
    tr,
    ui::{Load, Notice, PageHeader, Tone, loaded},
};

/// What came out.
#[derive(Clone, Debug, PartialEq)]
enum Verdict {
    /// signed by the portal, and unchanged
    Genuine(Box<SignedReceipt>),
    /// something in it was changed, or the signature is another's
    Changed,
    /// signed with a key that the portal does not publish
    UnknownKey,
    /// no receipt of this portal
    NoReceipt,
    /// this browser cannot verify Ed25519
    Unable,
}

/// Lets a person, or whom they show it to, verify a receipt. Nothing is sent: the keys are here before the file is chosen.
#[component]
pub fn ConsentVerify() -> impl IntoView {
    let keys = Load::new(api::consent::signing_keys);
    view! {
        <PageHeader title=page_title(Route::ConsentVerify) lead=tr!(consent.verify_lead) />
        {loaded(keys, explain_error, chooser)}
        <p><a href=href(Route::Cookies)>{tr!(consent.verify_back)}</a></p>
    }
}

/// The file, and what is found in it.
fn chooser(keys: Vec<PublicKey>) -> AnyView {
    let verdict = RwSignal::new(None);
    let choose = move |event: leptos::ev::Event| {
        let keys = keys.clone();
        spawn_local(async move {
            if let Some(text) = file::text_of(&event).await {
                verdict.try_set(Some(examine(&text, &keys).await));
            }
        });
    };
    view! {
        <div class="field">
            <label class="field__label" for="receipt">{tr!(consent.verify_label)}</label>
            <p class="field__hint" id="receipt-hint">{tr!(consent.verify_hint)}</p>
            <input
                class="field__input"
                id="receipt"
                type="file"
                accept=".json,application/json"
                aria-describedby="receipt-hint"
                on:change=choose
            />
        </div>
        <div role="status">{move || verdict.get().map(result)}</div>
    }
    .into_any()
}

fn result(verdict: Verdict) -> AnyView {
    let (tone, words) = match &verdict {
        Verdict::Genuine(_) => (Tone::Success, tr!(consent.verify_genuine)),
        Verdict::Changed => (Tone::Danger, tr!(consent.verify_changed)),
        Verdict::UnknownKey => (Tone::Danger, tr!(consent.verify_unknown_key)),
        Verdict::NoReceipt => (Tone::Danger, tr!(consent.verify_no_receipt)),
        Verdict::Unable => (Tone::Warning, tr!(consent.verify_unable)),
    };
    let shown = match verdict {
        Verdict::Genuine(signed) => receipt(&signed.receipt),
        _ => ().into_any(),
    };
    view! { <Notice tone><p>{words}</p></Notice> {shown} }.into_any()
}

/// Reads a file's text: the form byte by byte, then the signature, then the words that were shown.
async fn examine(text: &str, keys: &[PublicKey]) -> Verdict {
    let signed = json::parse(text).and_then(SignedReceipt::read);
    let (Some(signed), Some((compact, whole))) = (signed, signature::parts(text, "receipt")) else {
        return Verdict::NoReceipt;
    };
    if text.trim_end_matches(['\r', '\n']) != whole {
        return Verdict::Changed;
    }
    let Some(key) = keys.iter().find(|key| key.id == signed.signature.key) else { return Verdict::UnknownKey };
    match signature::is_of(&compact, &signed.signature.value, &key.public).await {
        Some(true) => Verdict::Genuine(Box::new(signed)),
        Some(false) => Verdict::Changed,
        None => Verdict::Unable,
    }
}
