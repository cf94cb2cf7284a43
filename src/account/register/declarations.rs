//! Step 4: declarations, and the one choice.

use contract::{
    account::OrganisationKind,
    check::Field,
    policy::{Document, VersionEntry},
    privacy::Provider,
    route::{RegisterStep, Route},
};
use leptos::prelude::*;

use super::{StepPage, go_on, under_age::UnderAge};
use crate::{
    account::registration::use_registration,
    api,
    browser::intl,
    effect::effect,
    form::Checkbox,
    here::{href, use_lang},
    rights::recipients::{Used, use_recipients},
    title::page_title,
    tr,
};

/// The words of the newsletter's box: the proof of consent keeps them.
pub fn newsletter_box_words() -> Vec<&'static str> {
    vec![tr!(account.newsletter_title), tr!(common.field_newsletter), tr!(account.why_newsletter)]
}

/// Asks for the two declarations that a registration needs, and offers the newsletter as a choice of its own (F18).
#[component]
pub fn DeclarationsStep(
    /// company or school
    kind: OrganisationKind,
) -> impl IntoView {
    let registration = use_registration();
    let form = registration.form();
    let lang = use_lang();
    let shown = RwSignal::new(None::<VersionEntry>);
    let note = move |policy: VersionEntry| {
        registration.show_version(&policy.version);
        shown.try_set(Some(policy));
    };
    effect(move || {
        leptos::task::spawn_local(async move {
            // A failure is said on "Continue", where it matters; the page is complete without the version.
            if let Ok(policy) = api::policy::in_force(Document::Privacy, lang).await {
                note(policy);
            }
        });
    });
    let go_on = go_on(registration, kind, RegisterStep::Declarations);
    let on_submit = Callback::new(move |()| {
        if shown.with_untracked(Option::is_some) {
            return go_on.run(());
        }
        // Without the version, what was read could not be recorded.
        form.submit(
            Ok(()),
            |()| api::policy::in_force(Document::Privacy, lang),
            move |policy| {
                note(policy);
                go_on.run(());
            },
        );
    });
    let version = move || {
        shown.get().map(|policy| {
            let day = intl::iso_day(&policy.effective, lang);
            view! { <p class="account-version">{tr!(account.policy_version, version = policy.version, day = day)}</p> }
        })
    };
    view! {
        <StepPage kind step=RegisterStep::Declarations on_submit>
            <h2>{tr!(account.age_title)}</h2>
            <Checkbox form field=Field::Adult hint=tr!(account.why_adult) />
            <UnderAge leave=true />
            <h2>{page_title(Route::Privacy)}</h2>
            <p><a href=href(Route::Privacy)>{tr!(account.read_policy)}</a> " " {tr!(account.read_policy_draft)}</p>
            {version}
            <Checkbox form field=Field::PolicyRead hint=tr!(account.why_policy_read) />
            <WhereDataGoes />
            <h2>{tr!(account.newsletter_title)}</h2>
            <Checkbox form field=Field::Newsletter hint=tr!(account.why_newsletter) />
        </StepPage>
    }
}

/// Says who will have the data and in which countries it may be (policy clauses `transfers`, `providers`).
#[component]
fn WhereDataGoes() -> impl IntoView {
    // Google counts visits, and gets nothing of what is typed here.
    let Used(used) = use_recipients();
    let senders: Vec<_> =
        [(Provider::Mailchimp, tr!(account.where_mailchimp)), (Provider::Campayn, tr!(account.where_campayn))]
            .into_iter()
            .filter(|(provider, _)| used.contains(provider))
            .map(|(_, words)| view! { <li>{words}</li> })
            .collect();
    let nobody = senders.is_empty().then(|| view! { <li>{tr!(account.where_nobody)}</li> });
    view! {
        <h3>{tr!(account.where_title)}</h3>
        <ul>
            <li>{tr!(account.where_consortium)}</li>
            <li>{tr!(account.where_mail)}</li>
            {senders}
            {nobody}
        </ul>
        <p>
            {tr!(account.where_countries)} " "
            <a href=format!("{}#transfers", href(Route::Privacy))>{tr!(account.where_more)}</a>
        </p>
    }
}
