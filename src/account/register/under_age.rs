//! For those who may not register.

use contract::route::Route;
use leptos::prelude::*;

use crate::{
    account::{go::use_go, registration::use_registration},
    here::href,
    tr,
};

/// Explains to a person under 18 why they cannot register and what they can do instead (F19; policy clause `children`).
#[component]
pub fn UnderAge(
    /// offers to forget what was typed
    #[prop(optional)]
    leave: bool,
) -> impl IntoView {
    let registration = use_registration();
    let go = use_go();
    let home = href(Route::Home);
    let forget = move |_| {
        registration.forget();
        go.to(&home);
    };
    view! {
        <details class="detail">
            <summary>{tr!(account.under_age)}</summary>
            <p>{tr!(account.under_age_why)}</p>
            <p>{tr!(account.under_age_instead)}</p>
            {leave
                .then(|| {
                    view! {
                        <p>
                            <button class="button" type="button" on:click=forget>
                                {tr!(account.forget)}
                            </button>
                        </p>
                    }
                })}
            <p>{tr!(account.guardian)} " " <a href=href(Route::Contact)>{tr!(account.guardian_contact)}</a></p>
        </details>
    }
}
