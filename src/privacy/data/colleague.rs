use std::sync::Arc;

use contract::{
    account::{ColleagueDraft, Receipt},
    check::{Check, Field},
};
use leptos::prelude::*;

use super::{Editor, Part, PartCard};
use crate::{api, form::TextField, here::use_lang, privacy::act::use_acts, tr};

/// Who else administers the organisation: a colleague is invited by mail, and has it when the person goes.
pub fn part(editor: Editor) -> AnyView {
    let acts = use_acts();
    let form = acts.form;
    let lang = use_lang();
    let sent = tr!(privacy.colleague_sent);
    let save = Callback::new(move |()| {
        let draft = ColleagueDraft { colleague_email: form.text(Field::ColleagueEmail), lang };
        acts.send(draft.check(), api::account::invite, move |_: Receipt| {
            editor.close();
            acts.succeed(sent);
        });
    });
    PartCard {
        part: Part::Colleague,
        title: tr!(privacy.colleague_title),
        change: tr!(privacy.colleague_change),
        summary: Arc::new(|| view! { <p class="prose">{tr!(privacy.colleague_note)}</p> }.into_any()),
        fill: Arc::new(move || form.fill(Field::ColleagueEmail, "")),
        fields: Arc::new(move || {
            let hint = tr!(privacy.colleague_hint);
            view! { <TextField form field=Field::ColleagueEmail kind="email" inputmode="email" hint /> }.into_any()
        }),
        save,
        save_label: tr!(privacy.colleague_save),
    }
    .view(editor)
}
