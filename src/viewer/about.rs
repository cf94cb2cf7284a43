use contract::lang::Lang;
use leptos::prelude::*;

use super::opened::{Opened, State};
use crate::{
    browser::intl,
    here::use_lang,
    tr,
    ui::{Notice, Tone},
};

/// What a copy is, and whether its files are as they were.
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
            {verdict(copy)}
            <dl class="summary-list">{facts.collect_view()}</dl>
        </section>
    }
    .into_any()
}

/// Whether the files accord with the list; which ones do not.
fn verdict(copy: &Opened) -> AnyView {
    if copy.altered.is_empty() {
        let verified = tr!(viewer.verified, count = copy.manifest.files.len());
        return view! {
            <Notice tone=Tone::Success live=true>
                <p>{verified}</p>
                <p>{tr!(viewer.verified_note)}</p>
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
        <Notice tone=Tone::Danger live=true>
            <p>{tr!(viewer.altered)}</p>
            <ul>{altered}</ul>
        </Notice>
    }
    .into_any()
}
