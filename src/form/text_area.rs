//! Several lines of text.

use contract::check::Field;
use leptos::prelude::*;

use super::{
    Form, field_id, label,
    text_field::{FieldNotes, described_by},
};

/// Lets a person write several lines.
#[component]
pub fn TextArea(
    /// the form
    form: Form,
    /// which field
    field: Field,
    /// one sentence
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let id = field_id(field);
    let value = form.value(field);
    view! {
        <div class="field" class:field--error=move || form.violation(field).is_some()>
            <label class="field__label" for=id.clone()>{label::label(field)}</label>
            <FieldNotes form field hint />
            <textarea
                class="field__input"
                id=id
                name=label::slug(field)
                rows="8"
                aria-describedby=described_by(form, field, hint)
                aria-invalid=move || form.violation(field).map(|_| "true")
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            >{value.get_untracked()}</textarea>
        </div>
    }
}
