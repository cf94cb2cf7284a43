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
    // The icon stays with the last word: alone at the start of a line it would say nothing.
    let (words, last) = text.rsplit_once(' ').map_or((None, text.as_str()), |(words, last)| (Some(words), last));
    let (words, last) = (words.map(|words| format!("{words} ")), last.to_owned());
    view! {
        <a href=href rel="noreferrer">
            {words} <span class="nowrap">{last} " " <Icon symbol=Symbol::External class="icon--inline" /></span>
            <span class="visually-hidden">" " {tr!(common.external)}</span>
        </a>
    }
}
