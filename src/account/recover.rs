//! A forgotten password: ask for a mail, then set a new one.

use contract::{
    account::{EmailDraft, Receipt, RecoveryPasswordDraft},
    check::{Check, Field},
    route::Route,
};
use leptos::prelude::*;

use super::{
    go::{use_go, use_query},
    keep_account::SignInLink,
    mailed_code::{MailedCode, MailedPage},
    register::{PasswordRules, Reference, reference},
};
use crate::{
    api,
    browser::document::{focus_first, next_frame},
    form::{Form, FormPage, PasswordField, Submit, TextField},
    here::{href, use_lang},
    title::page_title,
    tr,
    ui::{Notice, PageHeader, Tone},
};

/// Lets a person ask for a mail that resets the password. The answer never says whether the address is known.
#[component]
pub fn Recover() -> impl IntoView {
    let sent = use_query("reference");
    // Made here and not below: what was typed stays when the answer is shown.
    let form = Form::new();
    form.value(Field::Email);
    move || match reference(sent.get()) {
        Some(reference) => view! { <RecoverySent reference /> }.into_any(),
        None => view! { <AskForRecovery form /> }.into_any(),
    }
}

#[component]
fn AskForRecovery(form: Form) -> impl IntoView {
    let go = use_go();
    let lang = use_lang();
    let on_submit = Callback::new(move |()| {
        let draft = EmailDraft { email: form.text(Field::Email), lang };
        form.submit(draft.check(), api::account::recover, move |receipt: Receipt| {
            go.to(&format!("{}?reference={}", Route::Recover.path(lang), receipt.reference));
            next_frame(|| focus_first("main h1"));
        });
    });
    view! {
        <FormPage form title=page_title(Route::Recover) on_submit>
            <p>{tr!(account.recover_lead)}</p>
            <TextField form field=Field::Email hint=tr!(account.recover_email) kind="email" autocomplete="email" />
            <div class="button-row">
                <Submit form label=tr!(account.recover_button) />
                <a class="button button--quiet" href=href(Route::SignIn)>{tr!(account.to_sign_in)}</a>
            </div>
        </FormPage>
    }
}

#[component]
fn RecoverySent(reference: String) -> impl IntoView {
    view! {
        <PageHeader title=page_title(Route::Recover) />
        <Notice tone=Tone::Success live=true><p>{tr!(account.recover_sent)}</p></Notice>
        <Reference reference />
        <h2>{tr!(account.what_next)}</h2>
        <ol class="steps">
            <li>{tr!(account.recover_next_open)}</li>
            <li>{tr!(account.recover_next_press)}</li>
            <li>{tr!(account.recover_next_sign_in)}</li>
        </ol>
        <p>{tr!(account.mail_missing)}</p>
        <div class="button-row">
            <a class="button" href=href(Route::Recover)>{tr!(account.recover_again)}</a>
            <a class="button button--quiet" href=href(Route::SignIn)>{tr!(account.to_sign_in)}</a>
        </div>
    }
}

/// Lets a person set a new password with the mailed code; every session ends.
#[component]
pub fn NewPasswordPage() -> impl IntoView {
    view! { <NewPasswordWith code=MailedCode::take() /> }
}

/// The page, with its code.
#[component]
pub fn NewPasswordWith(
    /// the code
    code: MailedCode,
) -> impl IntoView {
    let form = code.form;
    form.value(Field::Password);
    let session = crate::session::use_session();
    let on_submit = Callback::new(move |()| {
        let draft = RecoveryPasswordDraft { token: code.token(), password: form.text(Field::Password) };
        form.submit(draft.check(), api::account::set_recovered_password, move |()| {
            code.done();
            session.refresh();
            next_frame(|| focus_first("main h1"));
        });
    });
    let ready = move || {
        view! {
            <PasswordRules />
            <PasswordField form field=Field::Password />
            <p>{tr!(account.new_password_ends)}</p>
            <div class="button-row"><Submit form label=tr!(account.new_password_button) /></div>
        }
    };
    let done = || {
        view! {
            <Notice tone=Tone::Success live=true><p>{tr!(account.new_password_done)}</p></Notice>
            <SignInLink />
        }
    };
    let way_on = || {
        view! {
            <p>{tr!(account.new_password_way_on)}</p>
            <div class="button-row">
                <a class="button button--primary" href=href(Route::Recover)>{tr!(account.new_mail)}</a>
                <a class="button" href=href(Route::SignIn)>{page_title(Route::SignIn)}</a>
            </div>
        }
    };
    view! { <MailedPage code title=page_title(Route::NewPassword) on_submit ready done way_on /> }
}
