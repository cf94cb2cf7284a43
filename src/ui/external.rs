//! A link to a website that is not ours.

use leptos::prelude::*;

use super::{Icon, Symbol};
use crate::tr;

/// Leads to another website: marked as such, in the same window, and without telling it where the visitor comes from
/// (policy clause `links`).
#[component]
pub fn External(
    /// where
    #[prop(into)]
    href: String,
    /// the words
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <a href=href rel="noreferrer">
            {text} <Icon symbol=Symbol::External class="icon--inline" />
            <span class="visually-hidden">" " {tr!(common.external)}</span>
        </a>
    }
}
