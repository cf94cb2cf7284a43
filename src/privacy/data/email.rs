use std::sync::Arc;

use contract::{
    account::{EmailDraft, Receipt},
    check::{Check, Field},
};
use leptos::prelude::*;

use super::{Editor, Part, PartCard, fact, named_fact};
use crate::{
    api,
    form::TextField,
    here::use_lang,
    privacy::act::use_acts,
    tr,
    ui::{Notice, Tone},
};

/// The address; another one takes effect once it is confirmed there, and the present one is told.
pub fn part(editor: Editor, email: String, pending: Option<String>) -> AnyView {
    let acts = use_acts();
    let form = acts.form;
    let lang = use_lang();
    let sent = tr!(privacy.email_sent);
    let save = Callback::new(move |()| {
        let draft = EmailDraft { email: form.text(Field::Email), lang };
        acts.send(draft.check(), api::account::change_email, move |_: Receipt| {
            editor.close();
            acts.succeed(sent);
        });
    });
    PartCard {
        part: Part::Email,
        title: tr!(privacy.email_title),
        change: tr!(privacy.email_change),
        summary: Arc::new(move || {
            let waiting = pending.as_deref().map(|pending| {
                let note = tr!(privacy.email_pending_note);
                (
                    named_fact(tr!(privacy.email_pending), pending),
                    view! { <Notice tone=Tone::Info><p>{note}</p></Notice> },
                )
            });
            let (row, note) = waiting.unzip();
            view! {
                <dl class="summary-list">{fact(Field::Email, &email)} {row}</dl>
                {note}
            }
            .into_any()
        }),
        fill: Arc::new(move || form.fill(Field::Email, "")),
        fields: Arc::new(move || {
            view! {
                <TextField
                    form
                    field=Field::Email
                    words=tr!(privacy.email_new)
                    kind="email"
                    autocomplete="email"
                    inputmode="email"
                    hint=tr!(privacy.email_hint)
                />
            }
            .into_any()
        }),
        save,
        save_label: tr!(privacy.email_save),
    }
    .view(editor)
}
