//! What is wrong with a form, above its heading.

use leptos::prelude::*;

use super::{Form, field_id, label};
use crate::{browser::document::visit_field, effect::effect, title::use_title, tr};

/// Lists every error; each leads to its field. Takes the focus when it appears (F5).
#[component]
pub fn ErrorSummary(
    /// the form
    form: Form,
) -> impl IntoView {
    let title = use_title();
    let wrong = Signal::derive(move || !form.violations().is_empty() || form.failure().is_some());
    effect(move || title.mark_error(wrong.get()));
    on_cleanup(move || title.mark_error(false));
    move || {
        wrong.get().then(|| {
            let violations = form.violations();
            let any = !violations.is_empty();
            let items = violations.into_iter().map(|violation| {
                let id = field_id(violation.field);
                let href = format!("#{id}");
                let visit = move |event: leptos::ev::MouseEvent| {
                    event.prevent_default();
                    visit_field(&id);
                };
                view! { <li><a href=href on:click=visit>{label::explain(&violation)}</a></li> }
            });
            view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
                    <h2 class="error-summary__title" id="error-summary-title">{tr!(problem.summary)}</h2>
                    {form.failure().map(|error| view! { <p>{label::explain_error(&error)}</p> })}
                    {any.then(|| view! { <ul class="error-summary__list">{items.collect_view()}</ul> })}
                </div>
            }
        })
    }
}
