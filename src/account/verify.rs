//! Confirming an address by a mailed code.

use contract::{
    account::TokenDraft,
    check::Check,
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::{
    go::use_go,
    mailed_code::{MailedCode, MailedPage},
};
use crate::{
    api,
    browser::document::{focus_first, next_frame},
    form::Submit,
    here::{href, use_lang},
    session::use_session,
    title::page_title,
    tr,
    ui::{Notice, Tone},
};

/// Lets a person confirm the address that they registered with; then they are signed in.
#[component]
pub fn Verify() -> impl IntoView {
    view! { <VerifyWith code=MailedCode::take() /> }
}

/// The confirmation, with its code.
#[component]
pub fn VerifyWith(
    /// the code
    code: MailedCode,
) -> impl IntoView {
    let go = use_go();
    let session = use_session();
    let welcome = href(Route::Welcome);
    let on_submit = Callback::new(move |()| {
        let welcome = welcome.clone();
        let draft = TokenDraft { token: code.token() };
        code.form.submit(draft.check(), api::account::confirm_registration, move |signed_in| {
            session.set(signed_in);
            code.done();
            go.instead(&welcome);
        });
    });
    let ready = move || {
        view! {
            <p>{tr!(account.verify_lead)}</p>
            <div class="button-row"><Submit form=code.form label=tr!(account.verify_button) /></div>
        }
    };
    let way_on = || {
        view! {
            <p>{tr!(account.verify_way_on)}</p>
            <div class="button-row">
                <a class="button button--primary" href=href(Route::Registered)>{tr!(account.new_mail)}</a>
                <a class="button" href=href(Route::SignIn)>{page_title(Route::SignIn)}</a>
            </div>
        }
    };
    view! { <MailedPage code title=page_title(Route::Verify) on_submit ready done=|| () way_on /> }
}

/// Lets a person confirm the new address that they asked for.
#[component]
pub fn VerifyEmail() -> impl IntoView {
    view! { <VerifyEmailWith code=MailedCode::take() /> }
}

/// The confirmation of a new address, with its code.
#[component]
pub fn VerifyEmailWith(
    /// the code
    code: MailedCode,
) -> impl IntoView {
    let session = use_session();
    let on_submit = Callback::new(move |()| {
        let draft = TokenDraft { token: code.token() };
        code.form.submit(draft.check(), api::account::confirm_email, move |()| {
            code.done();
            session.refresh();
            next_frame(|| focus_first("main h1"));
        });
    });
    let ready = move || {
        view! {
            <p>{tr!(account.verify_email_lead)}</p>
            <div class="button-row"><Submit form=code.form label=tr!(account.verify_email_button) /></div>
        }
    };
    let done = || {
        view! {
            <Notice tone=Tone::Success live=true><p>{tr!(account.verify_email_done)}</p></Notice>
            <p><a class="button button--primary" href=my_data()>{tr!(account.to_my_data)}</a></p>
        }
    };
    let way_on = || {
        view! {
            <p>{tr!(account.verify_email_way_on)}</p>
            <p><a class="button button--primary" href=my_data()>{tr!(account.to_my_data)}</a></p>
        }
    };
    view! { <MailedPage code title=page_title(Route::VerifyEmail) on_submit ready done way_on /> }
}

fn my_data() -> String {
    Route::MyPrivacy(Dashboard::Data).path(use_lang())
}
