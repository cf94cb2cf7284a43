//! Step 5: check your answers (F10), and send.

use contract::{
    account::{OrganisationKind, Receipt},
    check::{Check, Field},
    route::{RegisterStep, Route},
};
use leptos::prelude::*;

use super::{Back, progress};
use crate::{
    account::{
        go::use_go,
        registration::{RegistrationContext, fields, use_registration},
    },
    api,
    browser::intl,
    effect::effect,
    form::{FormPage, Submit, label},
    here::{href, use_lang},
    title::page_title,
    tr,
};

/// Shows every answer with a way to change it; the button names the act.
#[component]
pub fn CheckStep(
    /// company or school
    kind: OrganisationKind,
) -> impl IntoView {
    let registration = use_registration();
    let form = registration.form();
    let go = use_go();
    let lang = use_lang();
    // Errors belong to the pages of their fields: they are handed over, and shown there.
    effect(move || {
        if let Some(step) = registration.hand_over(&form.violations()) {
            go.to(&Route::RegisterStep(kind, step).path(lang));
        }
    });
    let on_submit = Callback::new(move |()| {
        form.submit(registration.draft(kind, lang).check(), api::account::register, move |receipt: Receipt| {
            go.to(&format!("{}?reference={}", Route::Registered.path(lang), receipt.reference));
            registration.sent();
        });
    });
    let (button, organisation) = match kind {
        OrganisationKind::Company => (tr!(account.register_company), tr!(account.group_company)),
        OrganisationKind::School => (tr!(account.register_school), tr!(account.group_school)),
    };
    let groups = [
        (RegisterStep::Person, tr!(account.group_person)),
        (RegisterStep::Organisation, organisation),
        (RegisterStep::Password, tr!(account.group_password)),
        (RegisterStep::Declarations, tr!(account.group_declarations)),
    ];
    let groups = groups.map(|(step, title)| {
        view! {
            <h2>{title}</h2>
            <dl class="summary-list">{rows(registration, kind, step).collect_view()}</dl>
        }
    });
    view! {
        <div class="account-check">
            <FormPage
                form
                title=page_title(Route::RegisterStep(kind, RegisterStep::Check))
                caption=progress(RegisterStep::Check)
                on_submit
            >
                {groups.collect_view()}
                <p>{tr!(account.check_sends)}</p>
                <div class="button-row">
                    <Submit form label=button />
                    <Back kind step=RegisterStep::Check />
                </div>
            </FormPage>
        </div>
    }
}

fn rows(
    registration: RegistrationContext,
    kind: OrganisationKind,
    step: RegisterStep,
) -> impl Iterator<Item = AnyView> {
    // The version is shown with the declaration that it belongs to.
    let asked = move |field: &Field| match field {
        Field::Oid => kind == OrganisationKind::School,
        Field::PolicyVersion => false,
        _ => true,
    };
    fields(step).iter().copied().filter(asked).map(move |field| {
        let name = if field == Field::Password { tr!(account.group_password) } else { label::label(field) };
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{answer(registration, field)}</dd>
                <dd class="summary-list__actions">
                    <a href=href(Route::RegisterStep(kind, step))>
                        {tr!(account.change)} <span class="visually-hidden">": " {name}</span>
                    </a>
                </dd>
            </div>
        }
        .into_any()
    })
}

/// An answer in words.
fn answer(registration: RegistrationContext, field: Field) -> String {
    let form = registration.form();
    let text = form.text(field);
    match field {
        Field::Password => tr!(account.chosen).to_owned(),
        Field::Adult => tr!(account.yes).to_owned(),
        Field::PolicyRead => tr!(account.yes_version, version = form.text(Field::PolicyVersion)),
        Field::Newsletter if form.ticked(field) => tr!(account.yes).to_owned(),
        Field::Newsletter => tr!(account.no).to_owned(),
        Field::Country => intl::country(text.trim(), use_lang()),
        _ if text.trim().is_empty() => tr!(account.not_given).to_owned(),
        _ => text.trim().to_owned(),
    }
}
