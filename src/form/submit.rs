//! The button that sends a form.

use leptos::prelude::*;

use super::Form;
use crate::tr;

/// Sends the form. While busy it says so and keeps the focus: it is not disabled (F20).
#[component]
pub fn Submit(
    /// the form
    form: Form,
    /// what it does, such as "Register organisation"
    label: &'static str,
    /// `button--primary`, `button--danger`
    #[prop(default = "button--primary")]
    class: &'static str,
) -> impl IntoView {
    let busy = tr!(common.busy);
    view! {
        <button class=format!("button {class}") type="submit" aria-disabled=move || form.is_busy().then_some("true")>
            {label}
        </button>
        <span class="submit-status" role="status">{move || form.is_busy().then_some(busy)}</span>
    }
}
