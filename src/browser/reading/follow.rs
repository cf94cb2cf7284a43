//! The contents list shows where the reader is.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, HtmlElement};

use super::{elements, first};
use crate::browser::{document::document, window};

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
