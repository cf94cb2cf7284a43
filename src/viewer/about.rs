use contract::lang::Lang;
use leptos::prelude::*;

use super::opened::{Opened, State};
use crate::{
    browser::intl,
    here::use_lang,
    tr,
    ui::{Notice, Tone},
};

/// What a copy is.
pub fn about(copy: &Opened) -> AnyView {
    let (manifest, lang) = (&copy.manifest, use_lang());
    let filled = tr!(viewer.filled_of, filled = copy.filled(), all = copy.categories.len());
    let facts = [
        (tr!(viewer.made), intl::iso_day_and_time(&manifest.created_at, lang)),
        (tr!(viewer.policy), manifest.policy_version.clone()),
        (tr!(viewer.language), manifest.lang.map_or("", Lang::endonym).to_owned()),
        (tr!(viewer.filled), filled),
        (tr!(viewer.total), intl::number(f64::from(u32::try_from(copy.total()).unwrap_or(u32::MAX)), lang)),
    ];
    let facts = facts.map(|(term, words)| view! { <div><dt>{term}</dt><dd>{words}</dd></div> });
    view! {
        <section class="stack" aria-labelledby="about">
            <h2 id="about">{tr!(viewer.about)}</h2>
            <dl class="summary-list">{facts.collect_view()}</dl>
        </section>
    }
    .into_any()
}

/// Whether the files accord with the list, and can be read; which ones do not. It is shown where it is said aloud.
pub fn verdict(copy: &Opened) -> AnyView {
    let unreadable = copy.categories.iter().filter(|(_, category)| category.is_none());
    let unreadable: Vec<_> = unreadable.map(|(id, _)| view! { <li><code>{id.clone()}</code></li> }).collect();
    if copy.altered.is_empty() && unreadable.is_empty() {
        let verified = tr!(viewer.verified, count = copy.manifest.files.len());
        return view! {
            <Notice tone=Tone::Success>
                <p>{verified}</p>
                <p>{tr!(viewer.verified_note)}</p>
            </Notice>
        }
        .into_any();
    }
    if copy.altered.is_empty() {
        return view! {
            <Notice tone=Tone::Danger>
                <p>{tr!(viewer.not_ours)}</p>
                <ul>{unreadable}</ul>
            </Notice>
        }
        .into_any();
    }
    let altered = copy.altered.iter().map(|(path, state)| {
        let state = match state {
            State::Same | State::Changed => tr!(viewer.state_changed),
            State::Missing => tr!(viewer.state_missing),
            State::Unknown => tr!(viewer.state_unknown),
        };
        view! { <li><code>{path.clone()}</code>": " {state}</li> }
    });
    let altered = altered.collect_view();
    view! {
        <Notice tone=Tone::Danger>
            <p>{tr!(viewer.altered)}</p>
            <ul>{altered}</ul>
        </Notice>
    }
    .into_any()
}
