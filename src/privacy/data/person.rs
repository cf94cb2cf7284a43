use std::sync::Arc;

use contract::{
    account::{PersonDraft, PersonReply},
    check::{Check, Field},
};
use leptos::prelude::*;

use super::{Editor, Part, PartCard, fact};
use crate::{
    api,
    form::TextField,
    privacy::act::{amend_viewer, use_acts},
    session::use_session,
    tr,
};

/// Name, surname, phone.
pub fn part(editor: Editor, person: PersonReply) -> AnyView {
    let (acts, session) = (use_acts(), use_session());
    let form = acts.form;
    let saved = tr!(privacy.person_saved);
    let shown = person.clone();
    let save = Callback::new(move |()| {
        let (name, surname, phone) = (form.text(Field::Name), form.text(Field::Surname), form.text(Field::Phone));
        let draft = PersonDraft { name, surname, phone };
        acts.send(draft.check(), api::account::correct_person, move |()| {
            amend_viewer(session, |viewer| {
                draft.name.trim().clone_into(&mut viewer.name);
                draft.surname.trim().clone_into(&mut viewer.surname);
            });
            editor.close();
            acts.succeed(saved);
        });
    });
    PartCard {
        part: Part::Person,
        title: tr!(privacy.person_title),
        change: tr!(privacy.person_change),
        summary: Arc::new(move || {
            let PersonReply { name, surname, phone } = &shown;
            let rows = [fact(Field::Name, name), fact(Field::Surname, surname), fact(Field::Phone, phone)];
            view! { <dl class="summary-list">{rows.collect_view()}</dl> }.into_any()
        }),
        fill: Arc::new(move || {
            form.fill(Field::Name, person.name.clone());
            form.fill(Field::Surname, person.surname.clone());
            form.fill(Field::Phone, person.phone.clone());
        }),
        fields: Arc::new(move || {
            view! {
                <TextField form field=Field::Name autocomplete="given-name" width="field--medium" />
                <TextField form field=Field::Surname autocomplete="family-name" width="field--medium" />
                <TextField
                    form
                    field=Field::Phone
                    kind="tel"
                    autocomplete="tel"
                    width="field--medium"
                    optional=true
                    hint=tr!(privacy.phone_hint)
                />
            }
            .into_any()
        }),
        save,
        save_label: tr!(privacy.data_save),
    }
    .view(editor)
}
