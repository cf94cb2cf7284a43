//! See and correct everything that was typed (GDPR art. 15, 16).

use contract::{
    account::{Account, OrganisationKind},
    check::Field,
};
use leptos::prelude::*;

use super::{act::use_acts, reauth::use_reauth};
use crate::{
    api,
    form::label::{explain_error, label},
    here::use_lang,
    tr,
    ui::{Load, PageHeader, loaded},
};

mod colleague;
mod disputes;
mod email;
mod language;
mod organisation;
mod part;
mod password;
mod person;

use part::{Part, PartCard};

/// The fields of the page; one form holds them all, as only one part is edited at a time.
const FIELDS: [Field; 15] = [
    Field::Name,
    Field::Surname,
    Field::Phone,
    Field::OrganisationName,
    Field::Country,
    Field::Region,
    Field::City,
    Field::Street,
    Field::Postcode,
    Field::RegistrationNumber,
    Field::Oid,
    Field::ColleagueEmail,
    Field::Email,
    Field::Password,
    Field::Lang,
];

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct Editor {
    account: Load<Account>,
    editing: RwSignal<Option<Part>>,
}

impl Editor {
    /// Closes the form and shows what the server has stored.
    fn close(self) {
        self.account.reload();
        self.editing.set(None);
    }
}

/// Lets a person see, and correct in place, what they typed.
#[component]
pub fn Data() -> impl IntoView {
    let (acts, reauth) = (use_acts(), use_reauth());
    // Values live as long as the page, not as long as the part that shows them.
    for field in FIELDS {
        acts.form.value(field);
    }
    let account = Load::new(move || reauth.guard(api::account::account));
    let editor = Editor { account, editing: RwSignal::new(None) };
    view! {
        <PageHeader title=tr!(common.title_my_data) lead=tr!(privacy.data_lead) />
        <disputes::Disputes />
        {loaded(account, explain_error, move |account| parts(editor, account))}
    }
}

fn parts(editor: Editor, account: Account) -> AnyView {
    let kind = organisation_kind(account.kind);
    view! {
        <div class="stack">
            {person::part(editor, account.person)}
            {organisation::part(editor, account.organisation, kind)}
            {colleague::part(editor)}
            {email::part(editor, account.email, account.pending_email)}
            {password::part(editor)}
            {language::part(editor, account.created_at, account.lang)}
        </div>
    }
    .into_any()
}

fn organisation_kind(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::Company => tr!(privacy.kind_company),
        OrganisationKind::School => tr!(privacy.kind_school),
    }
}

/// A row of a summary: the field's label, and the value as stored.
fn fact(field: Field, value: &str) -> AnyView {
    named_fact(label(field), value)
}

fn named_fact(name: &'static str, value: &str) -> AnyView {
    let value = match value {
        "" => view! { <span class="data__none">{tr!(privacy.data_none)}</span> }.into_any(),
        value => view! { <span dir="auto">{value.to_owned()}</span> }.into_any(),
    };
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

/// The name of a country in the page's language, or its code.
fn country(code: &str) -> String {
    crate::browser::intl::country(code, use_lang())
}

#[cfg(test)]
mod tests;
