//! A password, with a way to see it (F16).

use contract::check::Field;
use leptos::prelude::*;

use super::{
    Form, field_id, label,
    text_field::{FieldNotes, described_by},
};
use crate::tr;

/// Lets a person type or paste a password, and look at it.
#[component]
pub fn PasswordField(
    /// the form
    form: Form,
    /// `Password` for a new one, `CurrentPassword` for the one in use
    field: Field,
    /// one sentence
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let id = field_id(field);
    let value = form.value(field);
    let shown = RwSignal::new(false);
    let autocomplete = if field == Field::Password { "new-password" } else { "current-password" };
    view! {
        <div class="field" class:field--error=move || form.violation(field).is_some()>
            <label class="field__label" for=id.clone()>{label::label(field)}</label>
            <FieldNotes form field hint />
            <div class="field__row">
                <input
                    class="field__input"
                    id=id.clone()
                    name=label::slug(field)
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby=described_by(form, field, hint)
                    aria-invalid=move || form.violation(field).map(|_| "true")
                    prop:value=move || value.get()
                    on:input:target=move |event| value.set(event.target().value())
                />
                <button
                    class="button button--quiet"
                    type="button"
                    aria-controls=id
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {tr!(common.show_password)}
                </button>
            </div>
        </div>
    }
}
