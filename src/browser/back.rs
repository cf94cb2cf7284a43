//! Where a reader was on a page, found again by Back (A1). The browser keeps the place of an address when the next one comes, and
//! leptos_router names that only once its page is shown: what would be kept is the place on the wrong page.

use std::{cell::RefCell, collections::BTreeMap};

use wasm_bindgen::{JsCast, closure::Closure};

use super::{
    document::{document, next_frame},
    window,
};

thread_local! {
    /// How far down each address of this tab was when something on it was pressed.
    static PLACES: RefCell<BTreeMap<String, f64>> = const { RefCell::new(BTreeMap::new()) };
}

/// For so many frames a place is looked for, as its page may fill meanwhile: two seconds.
const FRAMES: u32 = 120;
/// And for so many at least: the page that is left may stay for some.
const AT_LEAST: u32 = 10;

/// Notes places and returns to them, from now on.
pub fn keep_places() {
    let Some((window, document)) = window().zip(document()) else { return };
    let note = Closure::<dyn Fn()>::new(|| {
        if let Some((address, place)) = here() {
            PLACES.with_borrow_mut(|places| places.insert(address, place));
        }
    });
    // On the way down: before the router hears of it.
    let note = note.into_js_value();
    let _ = document.add_event_listener_with_callback_and_bool("click", note.unchecked_ref(), true);
    let back = Closure::<dyn Fn()>::new(|| {
        let kept = here().and_then(|(address, _)| PLACES.with_borrow(|places| places.get(&address).copied()));
        if let Some(place) = kept {
            return_to(place, 0);
        }
    });
    let _ = window.add_event_listener_with_callback("popstate", back.into_js_value().unchecked_ref());
}

/// The address, and how far down its page is.
fn here() -> Option<(String, f64)> {
    let window = window()?;
    let location = window.location();
    Some((location.pathname().ok()? + &location.search().ok()?, window.scroll_y().ok()?))
}

fn return_to(place: f64, frame: u32) {
    next_frame(move || {
        let Some(window) = window() else { return };
        window.scroll_to_with_x_and_y(0.0, place);
        let is_there = window.scroll_y().is_ok_and(|reached| reached + 1.0 >= place);
        if frame < AT_LEAST || (!is_there && frame < FRAMES) {
            return_to(place, frame + 1);
        }
    });
}
