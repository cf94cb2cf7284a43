//! Stopping an erasure by a mailed code, without signing in.

use contract::{account::TokenDraft, check::Check, route::Route};
use leptos::prelude::*;

use super::mailed_code::{MailedCode, MailedPage};
use crate::{
    api,
    browser::document::{focus_first, next_frame},
    form::Submit,
    here::href,
    title::page_title,
    tr,
    ui::{Notice, Tone},
};

/// Lets a person keep the account that they (or somebody else) asked to delete.
#[component]
pub fn KeepAccount() -> impl IntoView {
    view! { <KeepAccountWith code=MailedCode::take() /> }
}

/// The page, with its code.
#[component]
pub fn KeepAccountWith(
    /// the code
    code: MailedCode,
) -> impl IntoView {
    let on_submit = Callback::new(move |()| {
        let draft = TokenDraft { token: code.token() };
        code.form.submit(draft.check(), api::privacy::cancel_erasure_by_mail, move |()| {
            code.done();
            next_frame(|| focus_first("main h1"));
        });
    });
    let ready = move || {
        view! {
            <p>{tr!(account.keep_lead)}</p>
            <div class="button-row"><Submit form=code.form label=tr!(account.keep_button) /></div>
        }
    };
    let done = || {
        view! {
            <Notice tone=Tone::Success live=true><p>{tr!(account.keep_done)}</p></Notice>
            <p>{tr!(account.keep_next)}</p>
            <SignInLink />
        }
    };
    let way_on = || {
        view! {
            <p>{tr!(account.keep_way_on)}</p>
            <SignInLink />
        }
    };
    view! { <MailedPage code title=page_title(Route::KeepAccount) on_submit ready done way_on /> }
}

/// Leads to the sign-in.
#[component]
pub fn SignInLink() -> impl IntoView {
    view! {
        <p><a class="button button--primary" href=href(Route::SignIn)>{page_title(Route::SignIn)}</a></p>
    }
}
