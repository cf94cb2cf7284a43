//! Confirming an address by a mailed code.

use contract::{
    account::TokenDraft,
    check::Check,
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::{
    confirmation::{Confirmation, confirmation},
    go::use_go,
    mailed_code::{MailedCode, MailedPage},
};
use crate::{api, form::Submit, here::href, session::use_session, title::page_title, tr};

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
    view! { <MailedPage code title=tr!(common.title_verify) on_submit ready done=|| () way_on /> }
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
    confirmation(
        code,
        Confirmation {
            route: Route::VerifyEmail,
            act: api::account::confirm_email,
            lead: tr!(account.verify_email_lead),
            button: tr!(account.verify_email_button),
            done: tr!(account.verify_email_done),
            way_on: tr!(account.verify_email_way_on),
            next: Dashboard::Data,
            next_words: tr!(account.to_my_data),
        },
    )
}
