use std::sync::Arc;

use leptos::prelude::*;

use super::{
    browse::card,
    chooser::{Chooser, Chosen},
    compare::{Change, compare},
    copy::{Category, Entry, Schema},
    more::{STEP, more},
    opened::Opened,
    words,
};
use crate::{browser::intl, here::use_lang, tr};

/// Lets a person choose another copy and see what differs.
#[component]
pub fn Differences(
    /// the copy that is open
    copy: Arc<Opened>,
) -> impl IntoView {
    let other = RwSignal::new(Chosen::Nothing);
    let found = Memo::new(move |_| match other.get() {
        Chosen::Copy(other) => Some(differences(&copy, &other)),
        _ => None,
    });
    view! {
        <section class="stack" aria-labelledby="compare">
            <h2 id="compare">{tr!(viewer.compare)}</h2>
            <p class="prose">{tr!(viewer.compare_lead)}</p>
            <Chooser id="other-copy" label=tr!(viewer.compare_choose) chosen=other />
            <div class="viewer__outcome">
                // There from the beginning: a screen reader says only what changes in it.
                <p role="status">{move || found.with(|found| found.as_ref().map(said))}</p>
                {move || found.with(|found| found.as_ref().map(shown))}
            </div>
        </section>
    }
}

/// What differs between two copies.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    /// when the earlier copy was made, and when the later one
    made: [String; 2],
    /// each category that differs: how it is described before and after, and in what
    compared: Vec<(Schema, Schema, Vec<Change>)>,
    /// some category could not be compared
    is_skipped: bool,
}

/// Compares two copies by category; the later one is the one that was made later.
fn differences(one: &Opened, other: &Opened) -> Found {
    // Instants in RFC 3339 and UTC sort as texts.
    let in_order = one.manifest.created_at <= other.manifest.created_at;
    let (before, after) = if in_order { (one, other) } else { (other, one) };
    let mut ids: Vec<&str> = after.categories.iter().map(|(id, _)| id.as_str()).collect();
    ids.extend(before.categories.iter().map(|(id, _)| id.as_str()).filter(|id| !of_known(&after.categories, id)));
    let (mut compared, mut is_skipped) = (Vec::new(), false);
    for id in ids {
        // What one copy alone has is described by that one.
        let (old, new, changes) = match (of(before, id), of(after, id)) {
            (Some(Some(old)), Some(Some(new))) => (old, new, compare(&old.entries, &new.entries)),
            (None, Some(Some(new))) => (new, new, compare(&[], &new.entries)),
            (Some(Some(old)), None) => (old, old, compare(&old.entries, &[])),
            _ => {
                is_skipped = true;
                continue;
            }
        };
        if !changes.is_empty() {
            compared.push((old.schema.clone(), new.schema.clone(), changes));
        }
    }
    Found { made: [before, after].map(|copy| copy.manifest.created_at.clone()), compared, is_skipped }
}

/// How much differs, in a sentence.
fn said(found: &Found) -> AnyView {
    let changes = || found.compared.iter().flat_map(|(.., changes)| changes);
    let count = |is: fn(&Change) -> bool| changes().filter(|change| is(change)).count();
    let counts = match (found.compared.is_empty(), found.is_skipped) {
        (true, false) => tr!(viewer.compare_same).to_owned(),
        (true, true) => tr!(viewer.compare_same_rest).to_owned(),
        (false, _) => tr!(
            viewer.compare_counts,
            added = count(|change| matches!(change, Change::Added(_))),
            removed = count(|change| matches!(change, Change::Removed(_))),
            changed = count(|change| matches!(change, Change::Changed(..)))
        ),
    };
    view! { <strong>{counts}</strong> }.into_any()
}

/// Between which copies, and what.
fn shown(found: &Found) -> AnyView {
    let [before, after] = found.made.each_ref().map(|made| intl::iso_day_and_time(made, use_lang()));
    let between = tr!(viewer.compare_between, before = before, after = after);
    let skipped = found.is_skipped.then(|| view! { <p>{tr!(viewer.compare_skipped)}</p> });
    let compared = found.compared.iter().cloned().enumerate();
    let categories: Vec<_> = compared.map(|(at, (old, new, changes))| category(at, old, new, changes)).collect();
    view! {
        <p>{between}</p>
        {skipped}
        {categories}
    }
    .into_any()
}

/// A category of a copy; the inner none when it cannot be read.
fn of<'c>(copy: &'c Opened, id: &str) -> Option<Option<&'c Category>> {
    let found = copy.categories.iter().find(|(known, _)| known == id);
    found.map(|(_, category)| category.as_ref())
}

fn of_known(categories: &[(String, Option<Category>)], id: &str) -> bool {
    categories.iter().any(|(known, _)| known == id)
}

fn category(at: usize, old: Schema, new: Schema, changes: Vec<Change>) -> AnyView {
    let title = new.words.of(use_lang()).to_owned();
    let (all, until) = (changes.len(), RwSignal::new(STEP));
    let list = move || {
        let items = changes.iter().take(until.get()).map(|change| item(&old, &new, change));
        items.collect_view()
    };
    let id = format!("viewer-changes-{at}");
    let more = more(all, until, format!("#{id} > li"));
    view! {
        <h3>{title}</h3>
        <ul class="plain-list viewer__changes" id=id>{list}</ul>
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
