use std::sync::Arc;

use contract::check::Field;
use leptos::prelude::*;

use super::Editor;
use crate::{
    browser::document::{focus_first, next_frame, visit_field},
    form::{Submit, field_id},
    privacy::act::use_acts,
    tr,
};

/// A part of the page that is corrected as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// name and phone
    Person,
    /// the organisation
    Organisation,
    /// who else administers it
    Colleague,
    /// the address that mails go to
    Email,
    /// the password
    Password,
    /// the language of the mails
    Language,
}

impl Part {
    const fn slug(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Colleague => "colleague",
            Self::Email => "email",
            Self::Password => "password",
            Self::Language => "language",
        }
    }

    const fn first_field(self) -> Field {
        match self {
            Self::Person => Field::Name,
            Self::Organisation => Field::OrganisationName,
            Self::Colleague => Field::ColleagueEmail,
            Self::Email => Field::Email,
            Self::Password => Field::Password,
            Self::Language => Field::Lang,
        }
    }
}

/// What a part shows and does.
pub struct PartCard {
    /// which
    pub part: Part,
    /// its heading
    pub title: &'static str,
    /// the button that opens its form, such as "Change e-mail address"
    pub change: &'static str,
    /// what it shows while it is not edited
    pub summary: Arc<dyn Fn() -> AnyView + Send + Sync>,
    /// puts the stored values into the form
    pub fill: Arc<dyn Fn() + Send + Sync>,
    /// the fields of its form
    pub fields: Arc<dyn Fn() -> AnyView + Send + Sync>,
    /// what the form's button does
    pub save: Callback<()>,
    /// that button's words
    pub save_label: &'static str,
}

impl PartCard {
    /// The summary with a button, or the form in its place.
    pub fn view(self, editor: Editor) -> AnyView {
        let Self { part, title, change, summary, fill, fields, save, save_label } = self;
        let editing = editor.editing;
        let body = move || match editing.get() {
            Some(edited) if edited == part => form(part, editor, save, save_label, fields()),
            edited => {
                let button = edited.is_none().then(|| open_button(part, editor, change, Arc::clone(&fill)));
                view! { {summary()} {button} }.into_any()
            }
        };
        view! {
            <section class="card">
                <h2 class="card__title">{title}</h2>
                {body}
            </section>
        }
        .into_any()
    }
}

/// While another part is edited the button is away: two open forms would make it unclear which is saved.
fn open_button(part: Part, editor: Editor, words: &'static str, fill: Arc<dyn Fn() + Send + Sync>) -> AnyView {
    let acts = use_acts();
    let open = move |_| {
        acts.quiet();
        fill();
        editor.editing.set(Some(part));
        next_frame(move || visit_field(&field_id(part.first_field())));
    };
    view! {
        <p class="button-row">
            <button class="button" type="button" id=format!("edit-{}", part.slug()) on:click=open>{words}</button>
        </p>
    }
    .into_any()
}

fn form(part: Part, editor: Editor, save: Callback<()>, save_label: &'static str, fields: AnyView) -> AnyView {
    let acts = use_acts();
    let cancel = move |_| {
        acts.quiet();
        editor.editing.set(None);
        next_frame(move || focus_first(&format!("#edit-{}", part.slug())));
    };
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save.run(());
            }
        >
            {fields}
            <div class="button-row">
                <Submit form=acts.form label=save_label />
                <button class="button button--quiet" type="button" on:click=cancel>{tr!(privacy.data_cancel)}</button>
            </div>
        </form>
    }
    .into_any()
}
