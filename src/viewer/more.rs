//! Long lists, shown piece by piece.

use leptos::prelude::*;

use crate::{
    browser::document::{focus_nth, next_frame},
    tr,
};

/// So many entries of a list are shown at first, and with each further click.
pub const STEP: usize = 25;

/// The button for more of `all` entries, while there are more than `until` says. The last click takes it away, and its focus goes to
/// the first new entry; `entries` is the selector of the list's entries.
pub fn more(all: usize, until: RwSignal<usize>, entries: String) -> impl IntoView {
    move || {
        let left = all.saturating_sub(until.get());
        let entries = entries.clone();
        let go_on = move |_| {
            let shown = until.get_untracked();
            until.set(shown + STEP);
            if shown + STEP >= all {
                let entries = entries.clone();
                next_frame(move || focus_nth(&entries, shown));
            }
        };
        (left > 0).then(|| {
            view! { <button class="button" type="button" on:click=go_on>{tr!(viewer.more, count = left)}</button> }
        })
    }
}
