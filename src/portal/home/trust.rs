//! What the portal does with data, in three facts.

use contract::route::{Dashboard, Route};
use leptos::prelude::*;

use crate::{
    here::href,
    title::page_title,
    tr,
    ui::{Icon, Symbol},
};

/// Three facts, each with the page that proves it.
#[component]
pub fn Trust() -> impl IntoView {
    let facts = [
        (Symbol::Edit, tr!(portal.trust_reason_title), tr!(portal.trust_reason), Route::Privacy),
        (Symbol::Cookie, tr!(portal.trust_cookies_title), tr!(portal.trust_cookies), Route::Cookies),
        (Symbol::Shield, tr!(portal.trust_yours_title), tr!(portal.trust_yours), Route::MyPrivacy(Dashboard::Overview)),
    ];
    let facts = facts.map(|(symbol, title, text, route)| {
        view! {
            <li>
                <Icon symbol class="card__icon" />
                <h3 class="card__title">{title}</h3>
                <p>{text}</p>
                <p><a href=href(route)>{page_title(route)}</a></p>
            </li>
        }
    });
    view! {
        <section class="band trust" aria-labelledby="trust">
            <h2 id="trust">{tr!(portal.trust_title)}</h2>
            <p class="page-header__lead">{tr!(portal.trust_lead)}</p>
            <ul class="trust__facts">{facts.collect_view()}</ul>
        </section>
    }
}
