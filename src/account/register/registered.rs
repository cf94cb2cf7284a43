//! After the registration was sent: look into your mailbox.

use contract::{
    account::{EmailDraft, Receipt},
    check::{Check, Field},
    route::Route,
};
use leptos::prelude::*;

use crate::{
    account::{go::use_query, registration::use_registration},
    api,
    form::{ErrorSummary, Form, Submit, TextField},
    here::{href, use_lang},
    title::page_title,
    tr,
    ui::{Notice, Tone},
};

/// Says what happens next, and sends the mail again. Without a reference it is the page for a lost mail.
#[component]
pub fn Registered() -> impl IntoView {
    let form = Form::new();
    form.fill(Field::Email, use_registration().sent_to());
    let sent = use_query("reference");
    view! {
        <div class="form-page">
            <ErrorSummary form />
            <h1 tabindex="-1">{page_title(Route::Registered)}</h1>
            {move || reference(sent.get()).map(|reference| view! { <Next reference /> })}
            <Resend form />
            <p>
                <a href=href(Route::SignIn)>{tr!(account.confirmed_already)}</a>
            </p>
        </div>
    }
}

/// What the person does next. The same for known and unknown addresses.
#[component]
pub fn Next(
    /// the reference
    reference: String,
) -> impl IntoView {
    view! {
        <Notice tone=Tone::Success><p>{tr!(account.registered_lead)}</p></Notice>
        <Reference reference />
        <h2>{tr!(account.what_next)}</h2>
        <ol class="steps">
            <li>{tr!(account.registered_open)}</li>
            <li>{tr!(account.registered_press)}</li>
            <li>{tr!(account.registered_start)}</li>
        </ol>
    }
}

/// A reference to quote.
#[component]
pub fn Reference(
    /// the reference
    reference: String,
) -> impl IntoView {
    view! { <p class="account-reference">{tr!(account.reference)} " " <strong>{reference}</strong></p> }
}

/// The reference in the address, unless somebody put other words there.
pub fn reference(raw: Option<String>) -> Option<String> {
    raw.filter(|raw| {
        (1..=20).contains(&raw.len()) && raw.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
    })
}

/// Lets a person ask for the confirming mail again; the answer is the same for every address.
#[component]
fn Resend(form: Form) -> impl IntoView {
    let lang = use_lang();
    let answered = RwSignal::new(None::<String>);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let draft = EmailDraft { email: form.text(Field::Email), lang };
        form.submit(draft.check(), api::account::resend_confirmation, move |receipt: Receipt| {
            answered.try_set(Some(receipt.reference));
        });
    };
    view! {
        <h2>{tr!(account.resend_title)}</h2>
        <p>{tr!(account.mail_missing)}</p>
        <form novalidate method="post" on:submit=send>
            <TextField form field=Field::Email hint=tr!(account.resend_email) kind="email" autocomplete="email" />
            <div class="button-row"><Submit form label=tr!(account.resend_button) class="" /></div>
        </form>
        <div role="status">
            {move || {
                answered.get().map(|reference| {
                    view! {
                        <Notice tone=Tone::Success><p>{tr!(account.resend_done)}</p><Reference reference /></Notice>
                    }
                })
            }}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_reference_is_shown_as_one() {
        assert_eq!(reference(Some("R-7K3M-9QXA".into())).as_deref(), Some("R-7K3M-9QXA"));
        for other in ["", "call +371 20000000", "<b>x</b>", "R-7K3M-9QXA-R-7K3M-9QXA"] {
            assert_eq!(reference(Some(other.into())), None, "{other}");
        }
    }
}
