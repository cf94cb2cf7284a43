//! The viewer of exports: opens a copy of one's data on one's own device, browses and searches it, and compares two.
//!
//! - `zip`: what a file is, before anything of it is unpacked
//! - `copy`: what a copy says, from its JSON; `opened`: an archive, unpacked and checked against its list
//! - `search`, `compare`: found places; what was added, removed, changed
//! - `words`: values as a person reads them; `page` and the rest: the views, `more` for long lists

use contract::route::Route;
use leptos::prelude::*;

mod about;
mod browse;
mod chooser;
mod compare;
mod copy;
mod differences;
mod more;
mod opened;
mod page;
mod search;
mod words;
mod zip;

/// The view of the viewer's page; `app` leads no other here.
pub fn page(page: Route) -> AnyView {
    match page {
        Route::ExportViewer => view! { <page::ExportViewer /> }.into_any(),
        _ => ().into_any(),
    }
}
