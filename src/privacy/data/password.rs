use std::sync::Arc;

use contract::{
    account::PasswordDraft,
    check::{Check, Field},
};
use leptos::prelude::*;

use super::{Editor, Part, PartCard};
use crate::{api, form::PasswordField, privacy::act::use_acts, session::use_session, tr};

/// The password. The one in use is asked for when the last proof of identity is older than ten minutes.
pub fn part(editor: Editor) -> AnyView {
    let (acts, session) = (use_acts(), use_session());
    let form = acts.form;
    let saved = tr!(privacy.password_saved);
    let save = Callback::new(move |()| {
        let draft = PasswordDraft { password: form.text(Field::Password) };
        acts.send(draft.check(), api::account::change_password, move |()| {
            form.fill(Field::Password, "");
            editor.close();
            acts.succeed(saved);
        });
    });
    PartCard {
        part: Part::Password,
        title: tr!(privacy.password_title),
        change: tr!(privacy.password_change),
        summary: Arc::new(|| view! { <p>{tr!(privacy.password_note)}</p> }.into_any()),
        fill: Arc::new(move || form.fill(Field::Password, "")),
        fields: Arc::new(move || {
            let email = move || session.viewer().map(|viewer| viewer.email).unwrap_or_default();
            view! {
                // Tells password managers whose password it is.
                <input type="text" name="username" autocomplete="username" prop:value=email hidden />
                <PasswordField form field=Field::Password hint=tr!(privacy.password_hint) />
            }
            .into_any()
        }),
        save,
        save_label: tr!(privacy.password_save),
    }
    .view(editor)
}
