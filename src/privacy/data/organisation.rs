use std::sync::Arc;

use contract::{
    account::{OrganisationDraft, OrganisationReply},
    check::{Check, Field},
};
use leptos::prelude::*;

use super::{Editor, Part, PartCard, country, fact, named_fact};
use crate::{
    api,
    form::{CountryField, Form, TextField},
    privacy::act::{amend_viewer, use_acts},
    session::use_session,
    tr,
};

/// Name, numbers and address of the organisation; its kind is what the account was made for and stays.
pub fn part(editor: Editor, organisation: OrganisationReply, kind: &'static str) -> AnyView {
    let (acts, session) = (use_acts(), use_session());
    let form = acts.form;
    let saved = tr!(privacy.organisation_saved);
    let shown = organisation.clone();
    let save = Callback::new(move |()| {
        let draft = typed(form);
        acts.send(draft.check(), api::account::correct_organisation, move |()| {
            amend_viewer(session, |viewer| draft.name.trim().clone_into(&mut viewer.organisation));
            editor.close();
            acts.succeed(saved);
        });
    });
    PartCard {
        part: Part::Organisation,
        title: tr!(privacy.organisation_title),
        change: tr!(privacy.organisation_change),
        summary: Arc::new(move || summary(&shown, kind)),
        fill: Arc::new(move || fill(form, &organisation)),
        fields: Arc::new(move || fields(form)),
        save,
        save_label: tr!(privacy.data_save),
    }
    .view(editor)
}

fn typed(form: Form) -> OrganisationDraft {
    OrganisationDraft {
        name: form.text(Field::OrganisationName),
        country: form.text(Field::Country),
        region: form.text(Field::Region),
        city: form.text(Field::City),
        street: form.text(Field::Street),
        postcode: form.text(Field::Postcode),
        registration_number: form.text(Field::RegistrationNumber),
        oid: form.text(Field::Oid),
    }
}

fn fill(form: Form, organisation: &OrganisationReply) {
    for (field, value) in values(organisation) {
        form.fill(field, value);
    }
}

/// In the order of the form.
fn values(organisation: &OrganisationReply) -> [(Field, &str); 8] {
    let OrganisationReply { name, country, region, city, street, postcode, registration_number, oid } = organisation;
    [
        (Field::OrganisationName, name),
        (Field::Country, country),
        (Field::Region, region),
        (Field::City, city),
        (Field::Street, street),
        (Field::Postcode, postcode),
        (Field::RegistrationNumber, registration_number),
        (Field::Oid, oid),
    ]
}

fn summary(organisation: &OrganisationReply, kind: &'static str) -> AnyView {
    let rows = values(organisation).map(|(field, value)| match field {
        Field::Country => fact(field, &country(value)),
        _ => fact(field, value),
    });
    view! {
        <dl class="summary-list">
            {named_fact(tr!(privacy.organisation_kind), kind)}
            {rows.collect_view()}
        </dl>
    }
    .into_any()
}

fn fields(form: Form) -> AnyView {
    view! {
        <TextField form field=Field::OrganisationName autocomplete="organization" />
        <CountryField form />
        <TextField form field=Field::Region autocomplete="address-level1" width="field--medium" optional=true />
        <TextField form field=Field::City autocomplete="address-level2" width="field--medium" />
        <TextField form field=Field::Street autocomplete="address-line1" />
        <TextField form field=Field::Postcode autocomplete="postal-code" width="field--short" />
        <TextField
            form
            field=Field::RegistrationNumber
            width="field--medium"
            optional=true
            hint=tr!(privacy.registration_number_hint)
        />
        <TextField form field=Field::Oid width="field--medium" optional=true hint=tr!(privacy.oid_hint) />
    }
    .into_any()
}
