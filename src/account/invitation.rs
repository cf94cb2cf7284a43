//! Accepting an invitation to administer an organisation: by a mailed code, and with the account of the address that it went to.

use contract::{
    account::{Invitation, Session, TokenDraft},
    check::Check,
    problem::Code,
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::mailed_code::{MailedCode, MailedPage};
use crate::{
    api::{self, ApiError},
    browser::document::{focus_first, next_frame},
    effect::effect,
    form::{Submit, label::explain_error},
    here::href,
    session::{SessionState, use_session},
    title::page_title,
    tr,
    ui::{Notice, Tone, load::Skeleton},
};

/// What the code invites to, once the server has said it.
type Shown = RwSignal<Option<Invitation>>;

/// Lets a person see what they are invited to and what becomes of their present organisation, and accept it.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let (code, shown, session) = (MailedCode::take(), Shown::new(None), use_session());
    let who = Memo::new(move |_| session.viewer().map(|viewer| viewer.email));
    effect(move || {
        if code.is_ready() && who.get().is_some() {
            shown.set(None);
            ask(code, shown);
        }
    });
    view! { <InvitationWith code shown /> }
}

/// Asks what the code invites to, which changes nothing.
fn ask(code: MailedCode, shown: Shown) {
    let draft = TokenDraft { token: code.token() };
    code.form.submit(draft.check(), api::account::invitation, move |invitation| shown.set(Some(invitation)));
}

/// The page, with its code.
#[component]
pub fn InvitationWith(
    /// the code
    code: MailedCode,
    /// what it invites to
    shown: Shown,
) -> impl IntoView {
    let session = use_session();
    let on_submit = Callback::new(move |()| {
        if shown.with_untracked(Option::is_none) {
            return ask(code, shown);
        }
        let draft = TokenDraft { token: code.token() };
        code.form.submit(draft.check(), api::account::accept_invitation, move |()| {
            code.done();
            session.refresh();
            next_frame(|| focus_first("main h1"));
        });
    });
    let ready = move || match session.get() {
        SessionState::Unknown => view! { <Skeleton /> }.into_any(),
        SessionState::Unreachable(error) => view! {
            <Notice tone=Tone::Danger live=true>
                <p>{explain_error(&error)}</p>
                <button class="button" type="button" on:click=move |_| session.refresh()>{tr!(common.retry)}</button>
            </Notice>
        }
        .into_any(),
        SessionState::Known(Session::Guest) => sign_in(),
        SessionState::Known(Session::SignedIn(_)) => match shown.get() {
            Some(invitation) => offer(code, invitation),
            None => asked(code),
        },
    };
    let done = || {
        view! {
            <Notice tone=Tone::Success live=true><p>{tr!(account.invitation_done)}</p></Notice>
            {to_my_data()}
        }
    };
    let way_on = || {
        view! {
            <p>{tr!(account.invitation_way_on)}</p>
            {to_my_data()}
        }
    };
    view! { <MailedPage code title=page_title(Route::Invitation) on_submit ready done way_on /> }
}

/// Before the answer, or without one.
fn asked(code: MailedCode) -> AnyView {
    match code.form.failure() {
        None => view! { <Skeleton /> }.into_any(),
        Some(ApiError::Problem(problem)) if problem.code == Code::WrongAccount => sign_in(),
        Some(_) => view! { <Submit form=code.form label=tr!(common.retry) /> }.into_any(),
    }
}

/// The way to the account that the invitation is for, and back.
fn sign_in() -> AnyView {
    let path = format!("{}?next={}", href(Route::SignIn), href(Route::Invitation));
    view! {
        <p>{tr!(account.invitation_sign_in)}</p>
        <div class="button-row">
            <a class="button button--primary" href=path>{page_title(Route::SignIn)}</a>
            <a class="button" href=href(Route::Register)>{page_title(Route::Register)}</a>
        </div>
        <p>{tr!(account.invitation_register)}</p>
    }
    .into_any()
}

fn offer(code: MailedCode, invitation: Invitation) -> AnyView {
    let Invitation { organisation, from, leaves, deletes } = invitation;
    let former = match leaves {
        None => view! { <p>{tr!(account.invitation_same)}</p> }.into_any(),
        Some(leaves) if deletes => view! {
            <Notice tone=Tone::Warning><p>{tr!(account.invitation_deletes, organisation = leaves)}</p></Notice>
        }
        .into_any(),
        Some(leaves) => view! { <p>{tr!(account.invitation_leaves, organisation = leaves)}</p> }.into_any(),
    };
    view! {
        <p>{tr!(account.invitation_lead, from = from, organisation = organisation)}</p>
        <p>{tr!(account.invitation_means)}</p>
        {former}
        <div class="button-row"><Submit form=code.form label=tr!(account.invitation_button) /></div>
    }
    .into_any()
}

fn to_my_data() -> AnyView {
    let path = href(Route::MyPrivacy(Dashboard::Data));
    view! { <p><a class="button button--primary" href=path>{tr!(account.to_my_data)}</a></p> }.into_any()
}
