//! Search within a document: marks, counts, goes from place to place.

use contract::text::plain;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlInputElement, KeyboardEvent, Node};

use super::{elements, first};
use crate::browser::document::{by_id, document, focus_first};

/// The id of the search field.
const FIELD: &str = "find";
/// What is searched, block by block: words that are stressed or linked belong to the sentence around them.
const BLOCKS: &str = "#document .policy__text :is(h2, h3, p, li)";
/// From so many letters on: fewer stand everywhere.
const SHORTEST: usize = 2;

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
    if words.is_empty() {
        return;
    }
    // A single letter is found nowhere, but all is read for it: the next has less to wait for.
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
            for mark in elements(&document, "#document mark[aria-current]") {
                let _ = mark.remove_attribute("aria-current");
            }
            // A place within which words are stressed is of several pieces.
            let present = elements(&document, &format!("#document mark[data-place='{place}']"));
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
    let values: Vec<String> = nodes.iter().map(|node| node.node_value().unwrap_or_default()).collect();
    let found = places(&plain(&values.concat()), words);
    if found.is_empty() {
        return;
    }
    let texts = values.iter().map(|value| value.chars().collect::<Vec<_>>());
    let mut start = 0;
    for (node, text) in nodes.iter().zip(texts) {
        let end = start + text.len();
        let here = (*place..).zip(&found).filter(|(_, at)| **at < end && **at + words.len() > start);
        let pieces = here.map(|(number, at)| (number, at.max(&start) - start, (at + words.len()).min(end) - start));
        mark_pieces(document, node, &text, pieces);
        start = end;
    }
    *place += i32::try_from(found.len()).unwrap_or_default();
}

/// Where words stand in a text, without overlaps; too short ones nowhere.
fn places(text: &[char], words: &[char]) -> Vec<usize> {
    let mut found = Vec::new();
    if words.len() < SHORTEST {
        return found;
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_side_by_side_and_not_within_one_another() {
        let found = |text: &str, words: &str| places(&plain(text), &plain(words));
        assert_eq!(found("Ābols, abols", "abols"), [0, 7]);
        assert_eq!(found("aaaa", "aa"), [0, 2]);
        assert!(found("a", "aa").is_empty() && found("", "aa").is_empty() && found("a", "a").is_empty());
    }
}
