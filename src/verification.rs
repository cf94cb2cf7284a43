//! The page that verifies what the portal has signed. What stands behind `#` in its address says what else a person comes for: the
//! certificate of their erasure, or the confirmation of an address by a mailed code.

use contract::{
    account::{Token, TokenDraft},
    check::Check,
    route::Route,
};
use leptos::prelude::*;

use crate::{
    account::{go::use_hash, mailed_code::is_kept, verify::Verify},
    browser::{document::by_id, location::fragment},
    effect::effect,
    title::{page_title, use_title},
    tr,
    ui::{Notice, PageHeader, Tone, load::Skeleton},
};

mod certificate;
mod documents;
mod result;
mod verifier;

/// What the address asks for.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    /// only the browser knows; not read yet
    Unread,
    /// a document is to be verified
    Document,
    /// the certificate of this code; none for one that is not whole
    Certificate(Option<Token>),
    /// an address is to be confirmed
    Address,
}

/// What stands in a certificate's link before its code.
const CERTIFICATE: &str = "certificate=";

/// The view of the page; `app` leads no other here.
pub fn page(_: Route) -> AnyView {
    view! { <Verification /> }.into_any()
}

/// Lets a person verify a document, see the certificate of their erasure, or confirm their address.
#[component]
pub fn Verification() -> impl IntoView {
    let asked = RwSignal::new(Asked::Unread);
    let hash = use_hash();
    effect(move || {
        hash.track();
        let before = asked.get_untracked();
        let now = before.clone().follow(fragment().as_deref(), |id| by_id(id).is_some(), is_kept(Route::Verify));
        if before != now {
            asked.set(now);
        }
    });
    let title = use_title();
    on_cleanup(move || title.call(None));
    let confirm = tr!(common.title_verify);
    let certificate = tr!(proof.certificate_title);
    effect(move || {
        title.call(match asked.get() {
            Asked::Address => Some(confirm),
            Asked::Certificate(_) => Some(certificate),
            Asked::Unread | Asked::Document => None,
        });
    });
    move || shown(asked.get())
}

impl Asked {
    /// What is asked for once the address has changed. A link to a place of the page, such as the skip link, asks for nothing.
    fn follow(self, fragment: Option<&str>, is_place: impl Fn(&str) -> bool, is_code_kept: bool) -> Self {
        let is_place = fragment.is_some_and(is_place);
        match self {
            _ if !is_place => Self::by(fragment, is_code_kept),
            Self::Unread => Self::by(None, is_code_kept),
            asked => asked,
        }
    }

    fn by(fragment: Option<&str>, is_code_kept: bool) -> Self {
        match fragment {
            Some(fragment) => match fragment.strip_prefix(CERTIFICATE) {
                Some(code) => Self::Certificate(TokenDraft { token: code.to_owned() }.check().ok()),
                None => Self::Address,
            },
            None if is_code_kept => Self::Address,
            None => Self::Document,
        }
    }
}

fn shown(asked: Asked) -> AnyView {
    match asked {
        Asked::Unread => view! {
            <PageHeader title=page_title(Route::Verify) />
            <Skeleton />
        }
        .into_any(),
        Asked::Document => view! {
            <PageHeader title=page_title(Route::Verify) lead=tr!(proof.lead) />
            <verifier::Verifier />
        }
        .into_any(),
        Asked::Certificate(Some(code)) => view! { <certificate::CertificatePage code /> }.into_any(),
        Asked::Certificate(None) => view! {
            <PageHeader title=tr!(proof.certificate_title) />
            <Notice tone=Tone::Warning live=true><p>{tr!(proof.certificate_none)}</p></Notice>
        }
        .into_any(),
        Asked::Address => view! { <Verify /> }.into_any(),
    }
}

#[cfg(test)]
mod tests;
