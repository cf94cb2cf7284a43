//! A country, by its name in the page's language.

use contract::check::Field;
use leptos::{html, prelude::*};

use super::{
    Form, field_id, label,
    text_field::{FieldNotes, described_by},
};
use crate::{browser::intl, effect::effect, here::use_lang, tr};

/// Lets a person choose a country; typing its first letters finds it.
#[component]
pub fn CountryField(
    /// the form
    form: Form,
    /// one sentence
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let field = Field::Country;
    let id = field_id(field);
    let value = form.value(field);
    let select = NodeRef::<html::Select>::new();
    // One effect for the list instead of one for each of 250 options; it also follows a value that comes later.
    effect(move || {
        let value = value.get();
        if let Some(select) = select.get() {
            select.set_value(&value);
        }
    });
    let chosen = value.get_untracked();
    let options = intl::countries(use_lang()).into_iter().map(|(code, name)| {
        let selected = code == chosen;
        view! { <option value=code selected=selected>{name}</option> }
    });
    view! {
        <div class="field field--medium" class:field--error=move || form.violation(field).is_some()>
            <label class="field__label" for=id.clone()>{label::label(field)}</label>
            <FieldNotes form field hint />
            <select
                class="field__input"
                node_ref=select
                id=id
                name=label::slug(field)
                autocomplete="country"
                aria-describedby=described_by(form, field, hint)
                aria-invalid=move || form.violation(field).map(|_| "true")
                on:change:target=move |event| value.set(event.target().value())
            >
                <option value="">{tr!(common.choose_country)}</option>
                {options.collect_view()}
            </select>
        </div>
    }
}
