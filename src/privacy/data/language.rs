use std::sync::Arc;

use contract::{
    account::LanguageDraft,
    check::{Check, Field},
    lang::Lang,
    time::Timestamp,
};
use leptos::prelude::*;

use super::{Editor, Part, PartCard, fact};
use crate::{api, form::Choice, privacy::act::use_acts, tr, ui::Day};

/// Since when there is the account, and in which language it is written to.
pub fn part(editor: Editor, created_at: Timestamp, lang: Lang) -> AnyView {
    let acts = use_acts();
    let form = acts.form;
    let saved = tr!(privacy.language_saved);
    let save = Callback::new(move |()| {
        let draft = LanguageDraft { lang: form.text(Field::Lang) };
        acts.send(draft.check(), api::account::set_language, move |()| {
            editor.close();
            acts.succeed(saved);
        });
    });
    PartCard {
        part: Part::Language,
        title: tr!(privacy.data_account),
        change: tr!(privacy.language_change),
        summary: Arc::new(move || {
            view! {
                <dl class="summary-list">
                    <div><dt>{tr!(privacy.data_since)}</dt><dd><Day at=created_at /></dd></div>
                    {fact(Field::Lang, lang.endonym())}
                </dl>
            }
            .into_any()
        }),
        fill: Arc::new(move || form.fill(Field::Lang, lang.tag())),
        fields: Arc::new(move || {
            let options = Lang::ALL.map(|lang| (lang.tag(), lang.endonym(), ""));
            view! { <Choice form field=Field::Lang options=options.to_vec() /> }.into_any()
        }),
        save,
        save_label: tr!(privacy.data_save),
    }
    .view(editor)
}
