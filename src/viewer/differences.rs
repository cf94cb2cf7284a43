use std::sync::Arc;

use leptos::prelude::*;

use super::{
    browse::card,
    chooser::{Chooser, Chosen},
    compare::{Change, compare},
    copy::{Category, Entry, Schema},
    opened::Opened,
    words,
};
use crate::{browser::intl, here::use_lang, tr};

/// So many differences of a category are shown at first, and with each further click.
const STEP: usize = 25;

/// Lets a person choose another copy and see what differs.
#[component]
pub fn Differences(
    /// the copy that is open
    copy: Arc<Opened>,
) -> impl IntoView {
    let other = RwSignal::new(Chosen::Nothing);
    let result = move || match other.get() {
        Chosen::Copy(other) => differences(&copy, &other),
        _ => ().into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="compare">
            <h2 id="compare">{tr!(viewer.compare)}</h2>
            <p class="prose">{tr!(viewer.compare_lead)}</p>
            <Chooser id="other-copy" label=tr!(viewer.compare_choose) chosen=other />
            {result}
        </section>
    }
}

/// What differs between two copies, by category; the later one is the one that was made later.
fn differences(one: &Opened, other: &Opened) -> AnyView {
    // Instants in RFC 3339 and UTC sort as texts.
    let in_order = one.manifest.created_at <= other.manifest.created_at;
    let (before, after) = if in_order { (one, other) } else { (other, one) };
    let of = |copy: &Opened, id: &str| {
        let found = copy.categories.iter().find(|(known, _)| known == id);
        found.map(|(_, category)| category.clone())
    };
    let mut ids: Vec<&str> = after.categories.iter().map(|(id, _)| id.as_str()).collect();
    ids.extend(before.categories.iter().map(|(id, _)| id.as_str()).filter(|id| !of_known(&after.categories, id)));
    let (mut compared, mut is_skipped) = (Vec::new(), false);
    for id in ids {
        let pair = match (of(before, id), of(after, id)) {
            (Some(Some(old)), Some(Some(new))) => (old, new),
            (None, Some(Some(new))) => (Category { entries: Vec::new(), ..new.clone() }, new),
            (Some(Some(old)), None) => (old.clone(), Category { entries: Vec::new(), ..old }),
            _ => {
                is_skipped = true;
                continue;
            }
        };
        let changes = compare(&pair.0.entries, &pair.1.entries);
        if !changes.is_empty() {
            compared.push((pair, changes));
        }
    }
    let count = |is: fn(&Change) -> bool| compared.iter().flat_map(|(_, changes)| changes).filter(|c| is(c)).count();
    let counts = match compared.is_empty() {
        true => tr!(viewer.compare_same).to_owned(),
        false => tr!(
            viewer.compare_counts,
            added = count(|change| matches!(change, Change::Added(_))),
            removed = count(|change| matches!(change, Change::Removed(_))),
            changed = count(|change| matches!(change, Change::Changed(..)))
        ),
    };
    let day = |copy: &Opened| intl::iso_day_and_time(&copy.manifest.created_at, use_lang());
    let between = tr!(viewer.compare_between, before = day(before), after = day(after));
    let skipped = is_skipped.then(|| view! { <p>{tr!(viewer.compare_skipped)}</p> });
    let categories: Vec<_> = compared.into_iter().map(|((old, new), changes)| category(old, new, changes)).collect();
    view! {
        <div class="viewer__outcome">
            <p>{between}</p>
            <p role="status"><strong>{counts}</strong></p>
            {skipped}
            {categories}
        </div>
    }
    .into_any()
}

fn of_known(categories: &[(String, Option<Category>)], id: &str) -> bool {
    categories.iter().any(|(known, _)| known == id)
}

fn category(old: Category, new: Category, changes: Vec<Change>) -> AnyView {
    let title = new.schema.words.of(use_lang()).to_owned();
    let (all, until) = (changes.len(), RwSignal::new(STEP));
    let list = move || {
        let items = changes.iter().take(until.get()).map(|change| item(&old.schema, &new.schema, change));
        items.collect_view()
    };
    let more = move || {
        let left = all.saturating_sub(until.get());
        (left > 0).then(|| {
            view! {
                <button class="button" type="button" on:click=move |_| until.update(|until| *until += STEP)>
                    {tr!(viewer.more, count = left)}
                </button>
            }
        })
    };
    view! {
        <h3>{title}</h3>
        <ul class="plain-list viewer__changes">{list}</ul>
        {more}
    }
    .into_any()
}

/// A difference, told by a word and a sign, not by its colour alone.
fn item(old: &Schema, new: &Schema, change: &Change) -> AnyView {
    let (tone, sign, words, content) = match change {
        Change::Added(entry) => ("tag tag--success", "+", tr!(viewer.added), titled(new, entry)),
        Change::Removed(entry) => ("tag tag--danger", "−", tr!(viewer.removed), titled(old, entry)),
        Change::Changed(before, after) => {
            ("tag tag--warning", "→", tr!(viewer.changed), changed(old, new, before, after))
        }
    };
    view! {
        <li class="viewer__change">
            <p><span class=tone><span aria-hidden="true">{sign} " "</span>{words}</span></p>
            {content}
        </li>
    }
    .into_any()
}

fn titled(schema: &Schema, entry: &Entry) -> AnyView {
    view! { <h4>{words::source(schema, &entry.source, use_lang())}</h4> {card(schema, entry, None)} }.into_any()
}

/// The values that differ, before and after.
fn changed(old: &Schema, new: &Schema, before: &Entry, after: &Entry) -> AnyView {
    let lang = use_lang();
    let value = |schema: &Schema, entry: &Entry, name: &str| {
        let found = entry.values.iter().find(|(known, _)| known == name);
        found.map_or_else(|| tr!(viewer.none).to_owned(), |(name, cell)| words::cell(schema, entry, name, cell, lang))
    };
    let differs = |name: &String| {
        let of = |entry: &Entry| entry.values.iter().find(|(known, _)| known == name).map(|(_, cell)| cell.clone());
        of(before) != of(after)
    };
    let names = after.values.iter().chain(&before.values).map(|(name, _)| name);
    let mut rows: Vec<(&String, AnyView)> = Vec::new();
    for name in names.filter(|name| differs(name)) {
        if rows.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let (from, to) = (value(old, before, name), value(new, after, name));
        let row = view! {
            <div>
                <dt>{words::label(new, after, name, lang)}</dt>
                <dd>
                    <div><span class="viewer__when">{tr!(viewer.before)}</span> " " <del>{from}</del></div>
                    <div><span class="viewer__when">{tr!(viewer.after)}</span> " " <ins>{to}</ins></div>
                </dd>
            </div>
        };
        rows.push((name, row.into_any()));
    }
    let rows: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
    view! {
        <h4>{words::source(new, &after.source, lang)}</h4>
        <dl class="summary-list viewer__entry">{rows}</dl>
    }
    .into_any()
}

#[cfg(test)]
mod tests;
