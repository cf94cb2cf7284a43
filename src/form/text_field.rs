//! One line of text.

use contract::check::Field;
use leptos::prelude::*;

use super::{Form, field_id, label};
use crate::tr;

/// Lets a person type one line: label above, reason or hint below it, error last (F1, F2).
#[component]
pub fn TextField(
    /// the form
    form: Form,
    /// which field
    field: Field,
    /// words in place of the field's label
    #[prop(optional)]
    words: Option<&'static str>,
    /// one sentence: why it is asked, or what it looks like
    #[prop(optional)]
    hint: &'static str,
    /// says "(optional)" (F3)
    #[prop(optional)]
    optional: bool,
    /// the `type` of the input
    #[prop(default = "text")]
    kind: &'static str,
    /// the `autocomplete` of the input (F12)
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// the `inputmode` of the input
    #[prop(optional)]
    inputmode: &'static str,
    /// a class for the width: `field--short`, `field--medium`
    #[prop(optional)]
    width: &'static str,
) -> impl IntoView {
    let id = field_id(field);
    let value = form.value(field);
    view! {
        <div class=format!("field {width}") class:field--error=move || form.violation(field).is_some()>
            <label class="field__label" for=id.clone()>
                {words.unwrap_or_else(|| label::label(field))}
                {optional.then(|| view! { <span class="field__optional">" " {tr!(common.optional)}</span> })}
            </label>
            <FieldNotes form field hint />
            <input
                class="field__input"
                id=id.clone()
                name=label::slug(field)
                type=kind
                autocomplete=autocomplete
                inputmode=(!inputmode.is_empty()).then_some(inputmode)
                aria-describedby=described_by(form, field, hint)
                aria-invalid=move || form.violation(field).map(|_| "true")
                value=value.get_untracked()
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        </div>
    }
}

/// Hint and error of a field, tied to its control by [`described_by`].
#[component]
pub fn FieldNotes(
    /// the form
    form: Form,
    /// which field
    field: Field,
    /// the hint, may be empty
    hint: &'static str,
) -> impl IntoView {
    let id = field_id(field);
    view! {
        {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
        {move || {
            form.violation(field).map(|violation| {
                view! { <p class="field__error" id=format!("{}-error", field_id(field))>{label::explain(&violation)}</p> }
            })
        }}
    }
}

/// The ids of hint and error, for `aria-describedby`.
pub fn described_by(
    form: Form,
    field: Field,
    hint: &'static str,
) -> impl Fn() -> Option<String> + Send + Sync + 'static {
    let id = field_id(field);
    move || {
        let hint = (!hint.is_empty()).then(|| format!("{id}-hint"));
        let error = form.violation(field).map(|_| format!("{id}-error"));
        match (hint, error) {
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
            (hint, error) => hint.or(error),
        }
    }
}
