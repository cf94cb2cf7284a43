//! One of a few: radio buttons in a fieldset.

use contract::check::Field;
use leptos::prelude::*;

use super::{
    Form, field_id, label,
    text_field::{FieldNotes, described_by},
};

/// Lets a person choose one of a few.
#[component]
pub fn Choice(
    /// the form
    form: Form,
    /// which field
    field: Field,
    /// value, label and a sentence (may be empty) of each
    options: Vec<(&'static str, &'static str, &'static str)>,
    /// one sentence
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let value = form.value(field);
    let options = options.into_iter().enumerate().map(|(index, (code, words, sentence))| {
        // The first radio carries the field's id, so that the error summary leads to it.
        let id = if index == 0 { field_id(field) } else { format!("{}-{code}", field_id(field)) };
        let note = format!("{}-{code}-note", field_id(field));
        let noted = (!sentence.is_empty()).then(|| note.clone());
        view! {
            <div class="checkbox">
                <input
                    class="checkbox__input"
                    id=id.clone()
                    type="radio"
                    name=label::slug(field)
                    value=code
                    aria-describedby=noted
                    checked=value.with_untracked(|value| value == code)
                    prop:checked=move || value.with(|value| value == code)
                    on:change=move |_| value.set(code.to_owned())
                />
                <label class="checkbox__label" for=id>{words}</label>
                {(!sentence.is_empty()).then(|| view! { <p class="checkbox__note" id=note>{sentence}</p> })}
            </div>
        }
    });
    view! {
        <fieldset
            class="field"
            class:field--error=move || form.violation(field).is_some()
            aria-describedby=described_by(form, field, hint)
        >
            <legend class="field__label">{label::label(field)}</legend>
            <FieldNotes form field hint />
            {options.collect_view()}
        </fieldset>
    }
}
