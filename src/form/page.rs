//! A page that is one form.

use leptos::prelude::*;

use super::{ErrorSummary, Form};
use crate::ui::needs_scripts;

/// The frame of a form: summary above the heading, nothing validated by the browser itself.
#[component]
pub fn FormPage(
    /// the form
    form: Form,
    /// the heading
    title: &'static str,
    /// a line above the heading, such as "Step 2 of 5"
    #[prop(optional)]
    caption: String,
    /// where the browser sends it before the app is there; without one it waits for the app (`index.html`)
    #[prop(optional)]
    action: Option<String>,
    /// what happens on submit
    on_submit: Callback<()>,
    /// the fields
    children: Children,
) -> impl IntoView {
    view! {
        <div class="form-page">
            <ErrorSummary form />
            {(!caption.is_empty()).then(|| view! { <p class="form-page__caption">{caption}</p> })}
            <h1 tabindex="-1">{title}</h1>
            {action.is_none().then(needs_scripts)}
            // Sent before the app is there, a form would put what was typed into the address; POST does not.
            <form
                novalidate
                method="post"
                action=action
                on:submit=move |event| {
                    event.prevent_default();
                    on_submit.run(());
                }
            >
                {children()}
            </form>
        </div>
    }
}
