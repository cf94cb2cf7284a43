//! The moment when the app takes the page over from what the server rendered.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::document::{by_id, document, set_root_attribute};

/// Shows the app in place of what an element holds. Everything is exchanged before the next frame, so nothing flickers; the focus
/// stays where it was, and what was typed already is typed into the app.
pub fn take_over<F, V>(id: &str, app: F)
where
    F: FnOnce() -> V + 'static,
    V: leptos::prelude::IntoView,
{
    if let Some(place) = by_id(id).and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
        let focus = document().and_then(|document| document.active_element()).and_then(|active| selector(&active));
        let typed = typed(&place);
        place.set_inner_html("");
        leptos::mount::mount_to(place.clone(), app).forget();
        for (selector, value) in typed {
            type_into(&place, &selector, &value);
        }
        let focused = focus.and_then(|focus| place.query_selector(&focus).ok().flatten());
        if let Some(element) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
        // Tells tools and tests that the page is the app's now.
        set_root_attribute("data-app", "ready");
    }
}

/// What finds an element again in the same page, made anew.
fn selector(element: &Element) -> Option<String> {
    let tag = element.local_name();
    let known =
        ["id", "data-consent", "href", "name"].iter().find_map(|name| Some((name, element.get_attribute(name)?)));
    let (name, value) = known.filter(|(_, value)| !value.contains(['"', '\\']))?;
    // The same link may stand in the banner and in the footer.
    let within = if element.closest("#vet2b-consent").ok().flatten().is_some() { "#vet2b-consent " } else { "" };
    Some(format!("{within}{tag}[{name}=\"{value}\"]"))
}

/// Every field that holds something, or was emptied.
fn typed(place: &HtmlElement) -> Vec<(String, String)> {
    let fields = place.query_selector_all("input:not([type=hidden],[type=file]),textarea,select");
    let Ok(fields) = fields else { return Vec::new() };
    let elements = (0..fields.length()).filter_map(|index| fields.get(index)?.dyn_into::<Element>().ok());
    elements.filter_map(|field| Some((selector(&field)?, held(&field)?))).collect()
}

/// What a field holds, if that is something, or not what it was served with; a box holds `on` or nothing.
fn held(field: &Element) -> Option<String> {
    let (value, served) = if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        match is_box(input) {
            true => (on(input.checked()), on(input.default_checked())),
            false => (input.value(), input.default_value()),
        }
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        (area.value(), area.default_value().unwrap_or_default())
    } else {
        (field.dyn_ref::<HtmlSelectElement>()?.value(), String::new())
    };
    (!value.is_empty() || value != served).then_some(value)
}

fn on(checked: bool) -> String {
    if checked { "on" } else { "" }.to_owned()
}

fn is_box(input: &HtmlInputElement) -> bool {
    matches!(input.type_().as_str(), "checkbox" | "radio")
}

/// Types a value into a field of the app, as a person would.
fn type_into(place: &HtmlElement, selector: &str, value: &str) {
    let Some(field) = place.query_selector(selector).ok().flatten() else { return };
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        if is_box(input) {
            // A click tells the app as well.
            if on(input.checked()) != value {
                input.click();
            }
            return;
        }
        input.set_value(value);
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(value);
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        select.set_value(value);
    }
    for kind in ["input", "change"] {
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict(kind, &bubbles) {
            let _ = field.dispatch_event(&event);
        }
    }
}
