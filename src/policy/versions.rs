//! All versions of the privacy policy.

use contract::{
    policy::{Materiality, Standing, VersionEntry},
    route::Route,
};
use leptos::prelude::*;

use super::words;
use crate::{
    browser::intl,
    here::{href, use_lang},
    tr,
};

/// Lists them, the newest first, with their checksums and what each changed.
pub(super) fn list(versions: &[VersionEntry]) -> AnyView {
    let before = |at: usize| at.checked_sub(1).and_then(|at| versions.get(at));
    let cards = versions.iter().enumerate().rev().map(|(at, entry)| card(entry, before(at)));
    view! { <div class="stack">{cards.collect_view()}</div> }.into_any()
}

fn card(entry: &VersionEntry, before: Option<&VersionEntry>) -> AnyView {
    let lang = use_lang();
    let number = |entry: &VersionEntry| entry.version.parse().unwrap_or_default();
    let class = match entry.standing {
        Standing::Announced => "tag tag--warning",
        Standing::InForce => "tag tag--success",
        Standing::Past => "tag tag--neutral",
    };
    let since = if entry.standing == Standing::Announced { tr!(policy.effective_from) } else { tr!(policy.effective) };
    let changes = before.map(|before| {
        let page = Route::PolicyChanges { version: number(entry), since: number(before) };
        let material = entry.changes.iter().filter(|change| change.materiality != Materiality::Editorial).count();
        view! {
            <p>
                {tr!(policy.changes_count, count = entry.changes.len(), material = material)} " "
                <a href=href(page)>{tr!(policy.changes_since, version = before.version.clone())}</a>
            </p>
        }
    });
    view! {
        <section class="card stack">
            <h2 class="card__title">
                <a href=href(Route::PolicyVersion(number(entry)))>{tr!(policy.version)} " " {entry.version.clone()}</a>
                " " <span class=class>{words::standing(entry.standing)}</span>
            </h2>
            <dl class="summary-list">
                <div>
                    <dt>{since}</dt>
                    <dd><time datetime=entry.effective.clone()>{intl::iso_day(&entry.effective, lang)}</time></dd>
                </div>
                <div>
                    <dt>{tr!(policy.published)}</dt>
                    <dd><time datetime=entry.published.clone()>{intl::iso_day(&entry.published, lang)}</time></dd>
                </div>
                <div>
                    <dt>{tr!(policy.sha256)}</dt>
                    <dd><code class="hash">{entry.sha256.clone()}</code></dd>
                </div>
            </dl>
            {changes}
        </section>
    }
    .into_any()
}
