//! Buttons and links of a document.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, MouseEvent, SubmitEvent};

use super::{elements, first};
use crate::browser::{
    document::{by_id, document},
    location, window,
};

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
