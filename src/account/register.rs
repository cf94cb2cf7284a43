//! Registering: choose, four steps, check, send; one thing per page (F8).

use contract::{
    account::OrganisationKind,
    route::{RegisterStep, Route},
};
use leptos::prelude::*;

use super::{
    go::use_go,
    registration::{RegistrationContext, use_registration},
};
use crate::{
    browser::document::next_frame,
    effect::effect,
    form::{FormPage, Submit},
    here::href,
    title::page_title,
    tr,
    ui::{Notice, PageHeader, Tone, load::Skeleton},
};

mod check;
mod choose_kind;
mod declarations;
mod organisation;
mod password;
mod person;
mod registered;
mod under_age;

pub use choose_kind::ChooseKind;
pub use declarations::newsletter_box_words;
pub use password::PasswordRules;
pub use registered::{Reference, Registered, reference};

/// One step of a registration; opened too early, it leads to the first step that still needs something.
#[component]
pub fn Step(
    /// company or school
    kind: OrganisationKind,
    /// which step
    step: RegisterStep,
) -> impl IntoView {
    let registration = use_registration();
    let first = registration.first_incomplete(kind);
    if step > first {
        let go = use_go();
        let path = href(Route::RegisterStep(kind, first));
        effect(move || {
            registration.send_back();
            go.instead(&path);
        });
        return view! {
            <PageHeader title=page_title(Route::RegisterStep(kind, step)) />
            <Skeleton />
        }
        .into_any();
    }
    let form = registration.form();
    form.clear_errors();
    let handed_over = registration.take_handed_over(step);
    if !handed_over.is_empty() {
        // A frame later than the heading's focus, so that the summary keeps it.
        effect(move || {
            let handed_over = handed_over.clone();
            next_frame(move || form.refuse(handed_over));
        });
    }
    match step {
        RegisterStep::Person => view! { <person::PersonStep kind /> }.into_any(),
        RegisterStep::Organisation => view! { <organisation::OrganisationStep kind /> }.into_any(),
        RegisterStep::Password => view! { <password::PasswordStep kind /> }.into_any(),
        RegisterStep::Declarations => view! { <declarations::DeclarationsStep kind /> }.into_any(),
        RegisterStep::Check => view! { <check::CheckStep kind /> }.into_any(),
    }
}

/// The frame of a step with fields: where one is, why one was led here, back and on.
#[component]
fn StepPage(
    kind: OrganisationKind,
    step: RegisterStep,
    /// what "Continue" does, when it does more than to go on
    #[prop(optional)]
    on_submit: Option<Callback<()>>,
    /// the fields
    children: Children,
) -> impl IntoView {
    let registration = use_registration();
    let sent_back = registration.take_sent_back().then(|| match step {
        RegisterStep::Password => tr!(account.password_again),
        _ => tr!(account.sent_back),
    });
    let on_submit = on_submit.unwrap_or_else(|| go_on(registration, kind, step));
    view! {
        <FormPage form=registration.form() title=page_title(Route::RegisterStep(kind, step)) caption=progress(step) on_submit>
            {sent_back.map(|why| view! { <Notice tone=Tone::Info><p>{why}</p></Notice> })}
            {children()}
            <div class="button-row">
                <Submit form=registration.form() label=tr!(account.go_on) />
                <Back kind step />
            </div>
        </FormPage>
    }
}

/// Continue: judges this step only, then leads to the first one that still needs something. So "Change" returns to the
/// check without asking anything twice.
fn go_on(registration: RegistrationContext, kind: OrganisationKind, step: RegisterStep) -> Callback<()> {
    let go = use_go();
    let lang = crate::here::use_lang();
    Callback::new(move |()| {
        let flaws = registration.flaws(kind, step);
        if flaws.is_empty() {
            registration.form().clear_errors();
            go.to(&Route::RegisterStep(kind, registration.first_incomplete(kind)).path(lang));
        } else {
            registration.form().refuse(flaws);
        }
    })
}

/// Leads to the step before, or to the choice of the kind.
#[component]
fn Back(kind: OrganisationKind, step: RegisterStep) -> impl IntoView {
    let before = step.previous().map_or(Route::Register, |step| Route::RegisterStep(kind, step));
    view! { <a class="button button--quiet" href=href(before)>{tr!(account.back)}</a> }
}

/// "Step 2 of 5".
fn progress(step: RegisterStep) -> String {
    let place = RegisterStep::ALL.iter().take_while(|other| **other <= step).count();
    tr!(account.progress, step = place, total = RegisterStep::ALL.len())
}
