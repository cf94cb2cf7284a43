use std::sync::Arc;

use leptos::prelude::*;

use super::{
    copy::{Category, Entry, Schema},
    more::{STEP, more},
    opened::Opened,
    search::Needle,
    words,
};
use crate::{here::use_lang, tr};

/// Lets a person search a copy and leaf through its categories.
pub fn browse(copy: Arc<Opened>) -> AnyView {
    let (typed, needle) = (RwSignal::new(String::new()), RwSignal::new(None::<Needle>));
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        needle.set(Needle::of(&typed.get_untracked()));
    };
    let clear = move |_| {
        typed.set(String::new());
        needle.set(None);
    };
    let finds = Memo::new({
        let copy = Arc::clone(&copy);
        let lang = use_lang();
        move |_| needle.get().map(|needle| find(&copy, &needle, lang))
    });
    let said = move || {
        finds.get().map(|finds| {
            let matches: usize = finds.iter().flatten().map(|(_, matches)| matches).sum();
            let entries: usize = finds.iter().map(Vec::len).sum();
            if matches == 0 {
                tr!(viewer.found_none).to_owned()
            } else {
                tr!(viewer.found, matches = matches, entries = entries)
            }
        })
    };
    let categories = move || {
        let (needle, finds) = (needle.get(), finds.get());
        let shown = copy.categories.iter().enumerate().map(|(at, (id, category))| {
            let found = finds.as_ref().and_then(|finds| finds.get(at));
            match category {
                Some(category) => shelf(at, category, needle.as_ref(), found),
                None => unreadable(id),
            }
        });
        shown.collect_view()
    };
    view! {
        <section class="stack" aria-labelledby="browse">
            <h2 id="browse">{tr!(viewer.browse)}</h2>
            <form class="viewer__search" role="search" novalidate on:submit=search>
                <label class="field__label" for="viewer-search">{tr!(viewer.search)}</label>
                <p class="field__hint" id="viewer-search-hint">{tr!(viewer.search_hint)}</p>
                <div class="viewer__row">
                    <input
                        class="field__input"
                        id="viewer-search"
                        type="search"
                        autocomplete="off"
                        aria-describedby="viewer-search-hint"
                        prop:value=move || typed.get()
                        on:input:target=move |event| typed.set(event.target().value())
                    />
                    <button class="button button--primary" type="submit">{tr!(viewer.search_submit)}</button>
                    <button class="button" type="button" on:click=clear>{tr!(viewer.search_clear)}</button>
                </div>
            </form>
            <p role="status">{said}</p>
            <div class="viewer__shelves">{categories}</div>
        </section>
    }
    .into_any()
}

/// Of each category the entries that hold what was looked for, and how often.
type Finds = Vec<Vec<(usize, usize)>>;

fn find(copy: &Opened, needle: &Needle, lang: contract::lang::Lang) -> Finds {
    let of_category = |category: &Category| {
        let of_entry = |(at, entry): (usize, &Entry)| {
            let of_value =
                |(name, cell): &(String, _)| needle.count(&words::cell(&category.schema, entry, name, cell, lang));
            let matches: usize = entry.values.iter().map(of_value).sum();
            (matches > 0).then_some((at, matches))
        };
        category.entries.iter().enumerate().filter_map(of_entry).collect()
    };
    copy.categories.iter().map(|(_, category)| category.as_ref().map(of_category).unwrap_or_default()).collect()
}

/// A category that opens and closes. While something is looked for, only those that hold it are there, and open.
fn shelf(
    at: usize,
    category: &Category,
    needle: Option<&Needle>,
    found: Option<&Vec<(usize, usize)>>,
) -> Option<AnyView> {
    let (entries, count, what): (Vec<Entry>, usize, _) = match found {
        Some(found) if found.is_empty() => return None,
        Some(found) => {
            let entries = found.iter().filter_map(|(at, _)| category.entries.get(*at).cloned());
            (entries.collect(), found.iter().map(|(_, matches)| matches).sum(), tr!(viewer.matches))
        }
        None => (category.entries.clone(), category.entries.len(), tr!(viewer.count)),
    };
    let title = category.schema.words.of(use_lang()).to_owned();
    let tone = if count == 0 { "tag tag--neutral" } else { "tag" };
    let content = match entries.is_empty() {
        true => view! { <p class="data__none">{tr!(viewer.empty)}</p> }.into_any(),
        false => shown(at, Arc::new(category.schema.clone()), entries, needle.cloned()),
    };
    let id = shelf_id(at);
    let shelf = view! {
        <details class="detail viewer__shelf" id=id open=found.is_some()>
            <summary>
                <h3>{title}</h3>
                <span class=tone><span class="visually-hidden">{what} " "</span>{count}</span>
            </summary>
            <div>{content}</div>
        </details>
    };
    Some(shelf.into_any())
}

/// A category whose files are altered.
fn unreadable(id: &str) -> Option<AnyView> {
    let note = view! { <p class="viewer__shelf"><code>{id.to_owned()}</code>": " {tr!(viewer.unreadable)}</p> };
    Some(note.into_any())
}

fn shelf_id(at: usize) -> String {
    format!("viewer-shelf-{at}")
}

/// The first entries, and a button for more.
fn shown(at: usize, schema: Arc<Schema>, entries: Vec<Entry>, needle: Option<Needle>) -> AnyView {
    let (all, until) = (entries.len(), RwSignal::new(STEP));
    let list = move || {
        let mut source = None;
        let cards = entries.iter().take(until.get()).map(|entry| {
            let is_next = source.replace(entry.source.clone()).as_ref() != Some(&entry.source);
            let title = is_next.then(|| view! { <h4>{words::source(&schema, &entry.source, use_lang())}</h4> });
            view! { {title} {card(&schema, entry, needle.as_ref())} }
        });
        cards.collect_view()
    };
    let more = more(all, until, format!("#{} .viewer__entry", shelf_id(at)));
    view! { {list} {more} }.into_any()
}

/// An entry: each value beside its name.
pub fn card(schema: &Schema, entry: &Entry, needle: Option<&Needle>) -> AnyView {
    let lang = use_lang();
    let rows = entry.values.iter().map(|(name, cell)| {
        let text = words::cell(schema, entry, name, cell, lang);
        view! { <div><dt>{words::label(schema, entry, name, lang)}</dt><dd>{words::marked(&text, needle)}</dd></div> }
    });
    view! { <dl class="summary-list viewer__entry">{rows.collect_view()}</dl> }.into_any()
}
