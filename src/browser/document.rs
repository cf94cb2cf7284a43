//! Title, language, focus and scroll of the document.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, FocusOptions, HtmlDialogElement, HtmlElement};

use super::window;

pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// The element with this id.
pub fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// The HTML within an element; none when there is no such element.
pub fn html_of(id: &str) -> Option<String> {
    Some(by_id(id)?.inner_html())
}

/// Whether the page has such a `<meta>`.
pub fn has_meta(name: &str) -> bool {
    let found = document().map(|document| document.query_selector(&format!("meta[name='{name}']")));
    matches!(found, Some(Ok(Some(_))))
}

/// What a `<meta>` of the page says; none when there is no such one.
pub fn meta(name: &str) -> Option<String> {
    let found = document()?.query_selector(&format!("meta[name='{name}']")).ok()??;
    found.get_attribute("content")
}

/// What a `<meta>` of the page says, which is gone then; none when there is no such one.
pub fn take_meta(name: &str) -> Option<String> {
    let found = document()?.query_selector(&format!("meta[name='{name}']")).ok()??;
    found.remove();
    found.get_attribute("content")
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets an attribute of the root element, such as `lang` or `data-theme`.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute(name, value);
    }
}

/// An attribute of the root element.
pub fn root_attribute(name: &str) -> Option<String> {
    document()?.document_element()?.get_attribute(name)
}

/// Tells scripts of the page that something has happened.
pub fn announce(event: &str) {
    if let Some((window, event)) = window().zip(web_sys::Event::new(event).ok()) {
        let _ = window.dispatch_event(&event);
    }
}

/// Moves the focus to the first element that a selector matches, without scrolling.
pub fn focus_first(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Moves the focus to one of the elements that a selector matches, counted from 0, though it is nothing to be pressed or filled.
pub fn focus_nth(selector: &str, place: usize) {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    let found = found.and_then(|found| found.get(u32::try_from(place).ok()?));
    if let Some(element) = found.and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        element.set_tab_index(-1);
        let _ = element.focus();
    }
}

/// Whether nothing has the focus, as when the element is gone that had it.
pub fn is_focus_lost() -> bool {
    let focused = document().and_then(|document| document.active_element());
    focused.is_none_or(|element| element.local_name() == "body")
}

/// Scrolls an element's label (or the element) into view and focuses it, as an error summary's link does.
pub fn visit_field(id: &str) {
    let Some(document) = document() else { return };
    let label = document.query_selector(&format!("[for='{id}']")).ok().flatten();
    let Some(field) = document.get_element_by_id(id) else { return };
    label.unwrap_or_else(|| field.clone()).scroll_into_view();
    focus_first(&format!("#{id}"));
}

/// Scrolls an element into view; false when there is none.
pub fn scroll_to(id: &str) -> bool {
    by_id(id).inspect(Element::scroll_into_view).is_some()
}

/// Runs something when the next frame is drawn, once new elements are in the document.
pub fn next_frame(then: impl FnOnce() + 'static) {
    if let Some(window) = window() {
        let _ = window.request_animation_frame(Closure::once_into_js(then).unchecked_ref());
    }
}

/// Opens a `<dialog>` as a modal: the browser keeps the focus inside and gives it back.
pub fn show_modal(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}
