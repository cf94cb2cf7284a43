//! No such page (P9).

use contract::route::Route;
use leptos::prelude::*;

use crate::{here::href, title::page_title, tr, ui::PageHeader};

/// Says that there is no such page, and leads on.
#[component]
pub fn NotFound() -> impl IntoView {
    let ways = [Route::Register, Route::Privacy, Route::Contact];
    let ways = ways.map(|route| view! { <li><a href=href(route)>{page_title(route)}</a></li> });
    view! {
        <p class="not-found__code" aria-hidden="true">"404"</p>
        <PageHeader title=tr!(common.title_not_found) lead=tr!(common.not_found_lead) />
        <h2>{tr!(common.not_found_next)}</h2>
        <p class="button-row">
            <a class="button button--primary" href=href(Route::Home)>{tr!(common.to_home)}</a>
        </p>
        <ul>{ways.collect_view()}</ul>
    }
}
