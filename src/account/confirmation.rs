//! Confirming something of an account by a mailed code: pages that differ in their words alone.

use contract::{
    account::{Token, TokenDraft},
    check::Check,
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::mailed_code::{MailedCode, MailedPage};
use crate::{
    api::Answer,
    browser::document::{focus_first, next_frame},
    form::Submit,
    here::use_lang,
    session::use_session,
    title::page_title,
    ui::{Notice, Tone},
};

/// What such a page does and says.
#[derive(Clone, Copy)]
pub struct Confirmation {
    /// which page
    pub route: Route,
    /// what the button does
    pub act: fn(Token) -> Answer<()>,
    /// what will happen
    pub lead: &'static str,
    /// the button
    pub button: &'static str,
    /// what has happened
    pub done: &'static str,
    /// without a valid code: how to get another one
    pub way_on: &'static str,
    /// where to go from here
    pub next: Dashboard,
    /// the words of that link
    pub next_words: &'static str,
}

/// Such a page, with its code.
pub fn confirmation(code: MailedCode, page: Confirmation) -> AnyView {
    let Confirmation { route, act, lead, button, done, way_on, next, next_words } = page;
    let session = use_session();
    let on_submit = Callback::new(move |()| {
        let draft = TokenDraft { token: code.token() };
        code.form.submit(draft.check(), act, move |()| {
            code.done();
            session.refresh();
            next_frame(|| focus_first("main h1"));
        });
    });
    let href = Route::MyPrivacy(next).path(use_lang());
    let link = move || view! { <p><a class="button button--primary" href=href.clone()>{next_words}</a></p> }.into_any();
    let after = link.clone();
    let ready = move || {
        view! {
            <p>{lead}</p>
            <div class="button-row"><Submit form=code.form label=button /></div>
        }
    };
    let done = move || {
        view! {
            <Notice tone=Tone::Success live=true><p>{done}</p></Notice>
            {after()}
        }
    };
    let way_on = move || {
        view! {
            <p>{way_on}</p>
            {link()}
        }
    };
    view! { <MailedPage code title=page_title(route) on_submit ready done way_on /> }.into_any()
}
