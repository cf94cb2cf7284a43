//! A box to tick; never ticked beforehand (F18).

use contract::check::Field;
use leptos::prelude::*;

use super::{
    Form, field_id, label,
    text_field::{FieldNotes, described_by},
};

/// Lets a person declare or choose one thing.
#[component]
pub fn Checkbox(
    /// the form
    form: Form,
    /// which field
    field: Field,
    /// one sentence
    #[prop(optional)]
    hint: &'static str,
    /// words beside the box instead of the field's label, links included
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = field_id(field);
    let value = form.value(field);
    let words = children.map_or_else(|| label::label(field).into_any(), |children| children().into_any());
    view! {
        <div class="field field--box" class:field--error=move || form.violation(field).is_some()>
            <FieldNotes form field hint />
            <div class="checkbox">
                <input
                    class="checkbox__input"
                    id=id.clone()
                    name=label::slug(field)
                    type="checkbox"
                    aria-describedby=described_by(form, field, hint)
                    aria-invalid=move || form.violation(field).map(|_| "true")
                    prop:checked=move || value.with(|value| value == "true")
                    on:change:target=move |event| value.set(event.target().checked().to_string())
                />
                <label class="checkbox__label" for=id>{words}</label>
            </div>
        </div>
    }
}
