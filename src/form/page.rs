//! A page that is one form.

use leptos::prelude::*;

use super::{ErrorSummary, Form};

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
            // Sent before the app is there, a form would put what was typed into the address; POST does not.
            <form
                novalidate
                method="post"
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
