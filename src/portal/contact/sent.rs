//! What happens after a message was sent.

use contract::route::Route;
use leptos::prelude::*;

use crate::{
    here::href,
    tr,
    ui::{Icon, Symbol},
};

/// The reference and what happens next; to be printed or kept.
#[component]
pub fn Sent(
    /// such as `R-7K3M-9QXA`
    reference: String,
) -> impl IntoView {
    let next = [tr!(portal.sent_next_1), tr!(portal.sent_next_2), tr!(portal.sent_next_3)];
    let next = next.map(|words| view! { <li>{words}</li> });
    view! {
        <div class="receipt">
            <Icon symbol=Symbol::Success class="receipt__icon" />
            <h1 tabindex="-1">{tr!(portal.sent_title)}</h1>
            <p class="receipt__label">{tr!(portal.sent_reference)}</p>
            <p class="receipt__reference">{reference}</p>
            <p>{tr!(portal.sent_keep)}</p>
        </div>
        <h2>{tr!(portal.sent_next)}</h2>
        <ol class="steps">{next.collect_view()}</ol>
        <p class="button-row">
            <a class="button button--primary" href=href(Route::Home)>{tr!(common.to_home)}</a>
            <a class="button" href=href(Route::Contact)>{tr!(portal.sent_another)}</a>
        </p>
    }
}
