//! What a reader does in a document: find, follow the contents, copy a link, press a button of the text.
//!
//! The document is HTML from the server; nothing of it is known to the app but what its attributes say.

use contract::text::plain;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent, Node, SubmitEvent};

use super::{
    document::{by_id, document, focus_first},
    location, window,
};

/// The id of the search field.
const FIELD: &str = "find";
/// What is searched, block by block: words that are stressed or linked belong to the sentence around them.
const BLOCKS: &str = "#document .policy__text :is(h2, h3, p, li)";
/// From so many letters on: fewer stand everywhere.
const SHORTEST: usize = 2;

/// A button or link of a document that is the app's matter.
pub enum Pressed {
    /// an answer to a version, or to one of its new purposes
    Answer {
        /// yes or no
        accepted: bool,
        /// which version
        version: String,
        /// which clause; empty for the whole version
        clause: String,
    },
    /// the link to the clause of this id
    Link(String),
    /// to the next place that was found, or back
    Step(i32),
    /// on paper
    Print,
}

/// What was pressed, if the app has something to do.
pub fn pressed(event: &MouseEvent) -> Option<Pressed> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let target = target.closest("[data-answer],[data-step],[data-print],[data-copied]").ok()??;
    let data = |name: &str| target.get_attribute(name);
    if let Some(answer) = data("data-answer") {
        let (version, clause) = (data("data-version")?, data("data-clause")?);
        return Some(Pressed::Answer { accepted: answer == "yes", version, clause });
    }
    if let Some(step) = data("data-step") {
        event.prevent_default();
        return step.parse().ok().map(Pressed::Step);
    }
    match data("href") {
        Some(href) => href.strip_prefix('#').map(|id| Pressed::Link(id.to_owned())),
        None => Some(Pressed::Print),
    }
}

/// Opens the browser's dialog for printing.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Copies the address of a clause, and says so once it is. Where that is not allowed, the link is a link like any other.
pub fn copy_link(id: &str) {
    let Some(window) = window() else { return };
    let selector = format!("a.clause__link[href='#{id}']");
    let Some(link) = document().and_then(|document| first(&document, &selector)) else { return };
    let address = format!("{}{}#{id}", window.location().origin().unwrap_or_default(), location::path());
    let copied = JsFuture::from(window.navigator().clipboard().write_text(&address));
    spawn_local(async move {
        if copied.await.is_ok() {
            say_copied(&link);
        }
    });
}

/// In the live region of the document, and beside the link.
fn say_copied(link: &Element) {
    let (Some(document), Some(words)) = (document(), link.get_attribute("data-copied")) else { return };
    if let Some(live) = by_id("said") {
        live.set_text_content(Some(&words));
    }
    elements(&document, ".clause__copied").iter().for_each(Element::remove);
    if let Ok(said) = document.create_element("span") {
        said.set_class_name("clause__copied");
        let _ = said.set_attribute("aria-hidden", "true");
        said.set_text_content(Some(&words));
        let _ = link.insert_adjacent_element("afterend", &said);
    }
}

/// A search is nothing to send.
pub fn submit(event: &SubmitEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_some_and(|form| form.get_attribute("role").as_deref() == Some("search")) {
        event.prevent_default();
    }
}

/// In the search field, Enter goes on, with Shift back, and Escape ends the search.
pub fn key(event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = target.filter(|field| field.id() == FIELD) else { return };
    match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            step(if event.shift_key() { -1 } else { 1 });
        }
        "Escape" => {
            field.set_value("");
            find();
        }
        _ => {}
    }
}

/// A search while the document under it is exchanged.
#[derive(Clone, Debug)]
pub struct Search {
    words: String,
    has_focus: bool,
}

/// What is searched for now; none when nothing is.
pub fn search() -> Option<Search> {
    let words = field()?.value();
    let active = document()?.active_element();
    let has_focus = active.is_some_and(|active| active.id() == FIELD);
    (!words.is_empty() || has_focus).then_some(Search { words, has_focus })
}

/// Searches on, in a document that has come anew; the reader stays where they are.
pub fn resume(Search { words, has_focus }: &Search) {
    let Some(field) = field() else { return };
    field.set_value(words);
    mark_all();
    show(0, false);
    if *has_focus {
        focus_first("#find");
    }
}

/// Marks every place that holds what stands in the search field, whatever its capitals and diacritics, and goes to the first.
pub fn find() {
    mark_all();
    show(0, true);
}

/// Goes so many places on from the present one, around the end.
pub fn step(by: i32) {
    let Some(document) = document() else { return };
    let present = first(&document, "#document mark[aria-current]").map_or(0, |mark| place_of(&mark));
    show(present + by, true);
}

fn mark_all() {
    let Some(document) = document() else { return };
    for mark in elements(&document, "#document mark") {
        let text = document.create_text_node(&mark.text_content().unwrap_or_default());
        if let Some(parent) = mark.parent_node() {
            let _ = parent.replace_child(&text, &mark);
            // Pieces become one text again, so that a longer word is found across them.
            parent.normalize();
        }
    }
    let words = wanted();
    if words.len() < SHORTEST {
        return;
    }
    let mut place = 0;
    for block in elements(&document, BLOCKS) {
        let mut nodes = Vec::new();
        texts(&block, &mut nodes);
        mark(&document, &nodes, &words, &mut place);
    }
}

/// Shows one place, counted around the end, and says which of how many it is.
fn show(place: i32, goes_there: bool) {
    let Some(document) = document() else { return };
    let marks = elements(&document, "#document mark");
    let found = first(&document, ".find__found");
    let data = |name: &str| found.as_ref().and_then(|found| found.get_attribute(name)).unwrap_or_default();
    let words = match marks.last().map(|last| place_of(last) + 1) {
        Some(count) => {
            let place = place.rem_euclid(count);
            // A place within which words are stressed is of several pieces.
            let (present, others): (Vec<_>, Vec<_>) = marks.iter().partition(|mark| place_of(mark) == place);
            for mark in others {
                let _ = mark.remove_attribute("aria-current");
            }
            for mark in &present {
                let _ = mark.set_attribute("aria-current", "true");
            }
            if let Some(mark) = present.first().filter(|_| goes_there) {
                mark.scroll_into_view();
            }
            format!("{}{}{count}", place + 1, data("data-of"))
        }
        None if wanted().len() < SHORTEST => String::new(),
        None => data("data-none"),
    };
    if let Some(found) = found {
        found.set_text_content(Some(&words));
    }
}

fn field() -> Option<HtmlInputElement> {
    by_id(FIELD)?.dyn_into().ok()
}

/// What is searched for, without capitals and diacritics.
fn wanted() -> Vec<char> {
    field().map(|field| plain(field.value().trim())).unwrap_or_default()
}

/// The place that a mark is of, counted from 0.
fn place_of(mark: &Element) -> i32 {
    mark.get_attribute("data-place").and_then(|place| place.parse().ok()).unwrap_or_default()
}

/// All text below a node that can be seen, in order.
fn texts(node: &Node, found: &mut Vec<Node>) {
    let mut child = node.first_child();
    while let Some(node) = child {
        match node.dyn_ref::<Element>() {
            None if node.node_type() == Node::TEXT_NODE => found.push(node.clone()),
            // By the attribute: the `className` of a picture is no text.
            Some(element) if element.get_attribute("class").as_deref() != Some("visually-hidden") => {
                texts(&node, found)
            }
            _ => {}
        }
        child = node.next_sibling();
    }
}

/// Puts `<mark>` around each place of a block, piece by piece where it goes across elements.
fn mark(document: &Document, nodes: &[Node], words: &[char], place: &mut i32) {
    let texts: Vec<Vec<char>> =
        nodes.iter().map(|node| node.node_value().unwrap_or_default().chars().collect()).collect();
    let all: String = texts.iter().flatten().collect();
    let found = places(&plain(&all), words);
    let mut start = 0;
    for (node, text) in nodes.iter().zip(&texts) {
        let end = start + text.len();
        let here = (*place..).zip(&found).filter(|(_, at)| **at < end && **at + words.len() > start);
        let pieces = here.map(|(number, at)| (number, at.max(&start) - start, (at + words.len()).min(end) - start));
        mark_pieces(document, node, text, pieces);
        start = end;
    }
    *place += i32::try_from(found.len()).unwrap_or_default();
}

/// Where words stand in a text, without overlaps.
fn places(text: &[char], words: &[char]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + words.len() <= text.len() {
        if text[at..at + words.len()] == *words {
            found.push(at);
            at += words.len();
        } else {
            at += 1;
        }
    }
    found
}

fn mark_pieces(document: &Document, node: &Node, text: &[char], pieces: impl Iterator<Item = (i32, usize, usize)>) {
    let Some(parent) = node.parent_node() else { return };
    let words = |range: &[char]| range.iter().collect::<String>();
    let mut kept = 0;
    for (number, from, to) in pieces {
        if let Ok(mark) = document.create_element("mark") {
            mark.set_text_content(Some(&words(&text[from..to])));
            let _ = mark.set_attribute("data-place", &number.to_string());
            let _ = parent.insert_before(&document.create_text_node(&words(&text[kept..from])), Some(node));
            let _ = parent.insert_before(&mark, Some(node));
            kept = to;
        }
    }
    if kept > 0 {
        node.set_node_value(Some(&words(&text[kept..])));
    }
}

/// From now on, the contents list shows where the reader is.
pub fn follow() {
    show_place();
    let Some((window, root)) = window().zip(document().and_then(|document| document.document_element())) else {
        return;
    };
    if root.has_attribute("data-follows") {
        return;
    }
    let _ = root.set_attribute("data-follows", "");
    let listen = Closure::<dyn Fn()>::new(show_place).into_js_value();
    let _ = window.add_event_listener_with_callback("scroll", listen.unchecked_ref());
}

/// A clause is read whose heading has passed the window's upper third; of several, the last.
fn show_place() {
    let (Some(window), Some(document)) = (window(), document()) else { return };
    let height = window.inner_height().ok().as_ref().and_then(JsValue::as_f64).unwrap_or_default();
    let clauses = elements(&document, "#document .policy__text > .clause");
    let has_passed = |clause: &&Element| clause.get_bounding_client_rect().top() <= height / 3.0;
    let Some(id) = clauses.iter().rev().find(has_passed).map(Element::id) else { return };
    let present = first(&document, ".contents__list [aria-current]");
    let Some(link) = first(&document, &format!(".contents__list a[href='#{id}']")) else { return };
    if present.as_ref() == Some(&link) {
        return;
    }
    if let Some(present) = present {
        let _ = present.remove_attribute("aria-current");
    }
    let _ = link.set_attribute("aria-current", "true");
    // A list longer than its place shows the present entry; the page itself does not move.
    let list = first(&document, ".contents__list").and_then(|list| list.dyn_into::<HtmlElement>().ok());
    if let Some((list, link)) = list.zip(link.dyn_into::<HtmlElement>().ok()) {
        list.set_scroll_top(link.offset_top() - list.offset_top() - list.client_height() / 2);
    }
}

fn first(document: &Document, selector: &str) -> Option<Element> {
    document.query_selector(selector).ok()?
}

fn elements(document: &Document, selector: &str) -> Vec<Element> {
    let Ok(nodes) = document.query_selector_all(selector) else { return Vec::new() };
    (0..nodes.length()).filter_map(|index| nodes.get(index)?.dyn_into().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_side_by_side_and_not_within_one_another() {
        let found = |text: &str, words: &str| places(&plain(text), &plain(words));
        assert_eq!(found("Ābols, abols", "abols"), [0, 7]);
        assert_eq!(found("aaaa", "aa"), [0, 2]);
        assert!(found("a", "aa").is_empty() && found("", "a").is_empty());
    }
}
