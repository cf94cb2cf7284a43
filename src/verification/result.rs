use leptos::prelude::*;

use super::documents;
use crate::{
    browser::{file::Unread, intl},
    here::use_lang,
    proof::{Document, Verdict},
    tr,
    ui::{Notice, Tone},
};

/// A verdict in a sentence.
pub(super) fn sentence(verdict: &Verdict) -> AnyView {
    let (tone, words) = words(verdict);
    view! { <Notice tone><p>{words}</p></Notice> }.into_any()
}

/// Why a file was not verified, in a sentence.
pub(super) fn unread(why: Unread) -> AnyView {
    let words = match why {
        Unread::TooLarge => tr!(proof.file_too_large),
        Unread::Unreadable => tr!(proof.file_unreadable),
    };
    view! { <Notice tone=Tone::Danger><p>{words}</p></Notice> }.into_any()
}

/// What a genuine document says, and which key has signed it; nothing of any other.
pub(super) fn content(verdict: &Verdict) -> AnyView {
    match verdict {
        Verdict::Genuine(document, key) => {
            let lang = use_lang();
            let since = intl::iso_day_and_time(&key.created_at, lang);
            let used = match &key.replaced_at {
                Some(until) => {
                    let until = intl::iso_day_and_time(until, lang);
                    tr!(proof.key_until, since = since, until = until)
                }
                None => tr!(proof.key_since, since = since),
            };
            let id = key.id.clone();
            view! {
                // A heading, so that whoever listens comes from the verdict to what the document says in one step.
                <div class="verifier__document"><h2>{tr!(proof.content_title)}</h2> {document_in_words(document)}</div>
                <p class="verifier__key">{tr!(proof.key)} " " <code>{id}</code> ". " {used}</p>
            }
            .into_any()
        }
        _ => ().into_any(),
    }
}

/// The sentence; `tone` is its colour and icon.
fn words(verdict: &Verdict) -> (Tone, String) {
    match verdict {
        Verdict::Genuine(document, _) => {
            let words = match **document {
                Document::Receipt(_) => tr!(proof.verify_genuine),
                Document::Certificate(_) => tr!(proof.genuine_certificate),
                Document::Activity(_) => tr!(proof.genuine_activity),
                Document::Case(_) => tr!(proof.genuine_case),
            };
            (Tone::Success, words.to_owned())
        }
        Verdict::Changed => (Tone::Danger, tr!(proof.verify_changed).to_owned()),
        Verdict::Broken(number) => (Tone::Danger, tr!(proof.broken, number = *number)),
        Verdict::UnknownKey => (Tone::Danger, tr!(proof.verify_unknown_key).to_owned()),
        Verdict::NoDocument => (Tone::Danger, tr!(proof.verify_no_receipt).to_owned()),
        Verdict::Unable => (Tone::Warning, tr!(proof.verify_unable).to_owned()),
    }
}

fn document_in_words(document: &Document) -> AnyView {
    match document {
        Document::Receipt(receipt) => crate::consent::receipt::receipt(receipt),
        Document::Certificate(certificate) => documents::certificate(certificate),
        Document::Activity(log) => documents::activity(log),
        Document::Case(case) => documents::case(case),
    }
}
