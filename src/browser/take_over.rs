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

/// Every field that does not hold what it was served with.
fn typed(place: &HtmlElement) -> Vec<(String, String)> {
    let Ok(fields) = place.query_selector_all("input:not([type=hidden]),textarea,select") else { return Vec::new() };
    let elements = (0..fields.length()).filter_map(|index| fields.get(index)?.dyn_into::<Element>().ok());
    elements.filter_map(|field| Some((selector(&field)?, changed(&field)?))).collect()
}

/// What a field holds, if that was changed; a box holds `on` or nothing.
fn changed(field: &Element) -> Option<String> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return if is_box(input) {
            (input.checked() != input.default_checked()).then(|| if input.checked() { "on" } else { "" }.to_owned())
        } else {
            Some(input.value()).filter(|value| *value != input.default_value())
        };
    }
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        return Some(area.value()).filter(|value| area.default_value().is_ok_and(|served| *value != served));
    }
    Some(field.dyn_ref::<HtmlSelectElement>()?.value()).filter(|value| !value.is_empty())
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
            input.click();
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
