//! Light or dark, if a person does not want what their device says.

use contract::consent::{Kind, THEME};
use leptos::prelude::*;

use crate::{
    browser::{cookie, document, theme},
    consent::use_decision,
    tr,
};

/// Lets a person choose the colours: remembered if they allow that, else for this tab.
#[component]
pub fn ThemeChoice() -> impl IntoView {
    let decision = use_decision();
    let present = document::root_attribute("data-theme").unwrap_or_default();
    let choose = move |chosen: String| {
        document::set_root_attribute("data-theme", &chosen);
        if decision.allows(Kind::Preference) {
            cookie::write(&THEME, &chosen);
            theme::forget();
        } else {
            theme::keep(&chosen);
        }
    };
    let options =
        [("", tr!(common.theme_device)), ("light", tr!(common.theme_light)), ("dark", tr!(common.theme_dark))];
    let options = options.map(|(value, words)| {
        view! { <option value=value selected=value == present>{words}</option> }
    });
    view! {
        <p class="theme">
            <label for="theme">{tr!(common.theme)}</label>
            " "
            <select class="theme__choice" id="theme" on:change:target=move |event| choose(event.target().value())>
                {options.collect_view()}
            </select>
        </p>
    }
}
