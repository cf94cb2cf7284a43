//! What a reader does in a document: find, follow the contents, copy a link, press a button of the text.
//!
//! The document is HTML from the server; nothing of it is known to the app but what its attributes say.

use contract::text::plain;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent, Node, SubmitEvent};

use super::{
    document::{by_id, document},
    location, window,
};

/// The text that is searched.
const TEXT: &str = "#document .policy__text";
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
        // A press of Enter in the field presses the button that submits, too.
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

/// Copies the address of a clause, and says so. Where that is not allowed, the link is a link like any other.
pub fn copy_link(id: &str) {
    let Some(window) = window() else { return };
    let Some(link) = document().and_then(|document| first(&document, &format!("a.clause__link[href='#{id}']"))) else {
        return;
    };
    let address = format!("{}{}#{id}", window.location().origin().unwrap_or_default(), location::path());
    let _ = window.navigator().clipboard().write_text(&address);
    // A live region beside the link tells it to everyone.
    if let Some(words) = link.get_attribute("data-copied")
        && let Some(said) = document().and_then(|document| document.create_element("span").ok())
    {
        let _ = said.set_attribute("role", "status");
        said.set_class_name("clause__copied");
        said.set_text_content(Some(&words));
        remove_all(".clause__copied");
        let _ = link.insert_adjacent_element("afterend", &said);
    }
}

/// A search is nothing to send.
pub fn submit(event: &SubmitEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_some_and(|form| form.class_name() == "find") {
        event.prevent_default();
    }
}

/// In the search field, Enter goes on, with Shift back, and Escape ends the search.
pub fn key(event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = target.filter(|field| field.id() == "find") else { return };
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

/// Marks every place that holds what stands in the search field, whatever its capitals and diacritics, and goes to the first.
pub fn find() {
    let Some(document) = document() else { return };
    unmark(&document);
    let words = by_id("find").and_then(|field| field.dyn_into::<HtmlInputElement>().ok()).map(|field| field.value());
    let words = plain(words.unwrap_or_default().trim());
    if words.len() < SHORTEST {
        say("");
        return;
    }
    let Some(text) = first(&document, TEXT) else { return };
    let mut nodes = Vec::new();
    texts(&text, &mut nodes);
    for node in nodes {
        mark(&document, &node, &words);
    }
    step(0);
}

/// Goes so many places on from the present one, around the end; 0 is to the first.
pub fn step(by: i32) {
    let Some(document) = document() else { return };
    let marks = elements(&document, "#document mark");
    let Ok(count) = i32::try_from(marks.len()) else { return };
    let found = first(&document, ".find__found");
    let data = |name: &str| found.as_ref().and_then(|found| found.get_attribute(name)).unwrap_or_default();
    if count == 0 {
        let is_asked = by_id("find").and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        if is_asked.is_some_and(|field| plain(field.value().trim()).len() >= SHORTEST) {
            say(&data("data-none"));
        }
        return;
    }
    let present = marks.iter().position(|mark| mark.has_attribute("aria-current"));
    let present = present.and_then(|at| i32::try_from(at).ok()).unwrap_or(0);
    let at = if by == 0 { 0 } else { (present + by).rem_euclid(count) };
    for (index, mark) in (0..).zip(&marks) {
        if index == at {
            let _ = mark.set_attribute("aria-current", "true");
            mark.scroll_into_view();
        } else {
            let _ = mark.remove_attribute("aria-current");
        }
    }
    say(&format!("{}{}{count}", at + 1, data("data-of")));
}

fn say(words: &str) {
    if let Some(found) = document().and_then(|document| first(&document, ".find__found")) {
        found.set_text_content(Some(words));
    }
}

/// All text below a node, in order.
fn texts(node: &Node, found: &mut Vec<Node>) {
    let mut child = node.first_child();
    while let Some(node) = child {
        match node.node_type() {
            Node::TEXT_NODE => found.push(node.clone()),
            _ => texts(&node, found),
        }
        child = node.next_sibling();
    }
}

/// Puts a `<mark>` around each place.
fn mark(document: &Document, node: &Node, words: &[char]) {
    let (Some(text), Some(parent)) = (node.node_value(), node.parent_node()) else { return };
    let folded = plain(&text);
    let letters: Vec<char> = text.chars().collect();
    let mut kept = 0;
    let mut at = 0;
    while at + words.len() <= folded.len() {
        if folded[at..at + words.len()] != *words {
            at += 1;
            continue;
        }
        let end = at + words.len();
        let piece = |range: &[char]| range.iter().collect::<String>();
        if let Ok(mark) = document.create_element("mark") {
            mark.set_text_content(Some(&piece(&letters[at..end])));
            let _ = parent.insert_before(&document.create_text_node(&piece(&letters[kept..at])), Some(node));
            let _ = parent.insert_before(&mark, Some(node));
        }
        kept = end;
        at = end;
    }
    if kept > 0 {
        node.set_node_value(Some(&letters[kept..].iter().collect::<String>()));
    }
}

fn unmark(document: &Document) {
    for mark in elements(document, "#document mark") {
        let text = document.create_text_node(&mark.text_content().unwrap_or_default());
        if let Some(parent) = mark.parent_node() {
            let _ = parent.replace_child(&text, &mark);
            // Pieces become one text again, so that a longer word is found across them.
            parent.normalize();
        }
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

fn remove_all(selector: &str) {
    if let Some(document) = document() {
        elements(&document, selector).iter().for_each(Element::remove);
    }
}
