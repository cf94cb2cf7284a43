//! Who may see the dashboard: its owner, and nobody else.

use contract::{
    account::Session,
    lang::Lang,
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::delete::Farewell;
use crate::{
    api::ApiError,
    form::label::explain_error,
    here::href,
    session::{SessionState, use_session},
    title::dashboard_title,
    tr,
    ui::{Notice, PageHeader, Tone, load::Skeleton},
};

/// What stands before a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gate {
    /// the session is not known yet
    Waiting,
    /// it cannot be found out
    Unreachable(ApiError),
    /// nobody is signed in
    Guest,
    /// nobody any more: an erasure was asked for, and its answer must be read first
    Farewell(Farewell),
    /// the owner
    Open,
}

impl Gate {
    /// What the session says; a farewell is for those only who are no longer signed in.
    pub fn of(session: SessionState, farewell: Option<Farewell>) -> Self {
        match session {
            SessionState::Unknown => Self::Waiting,
            SessionState::Unreachable(error) => Self::Unreachable(error),
            SessionState::Known(Session::SignedIn(_)) => Self::Open,
            SessionState::Known(Session::Guest) => farewell.map_or(Self::Guest, Self::Farewell),
        }
    }
}

/// Where to sign in and come back from.
pub fn sign_in_path(page: Dashboard, lang: Lang) -> String {
    format!("{}?next={}", Route::SignIn.path(lang), Route::MyPrivacy(page).path(lang))
}

/// The heading is here at once, the rest follows. Natively nobody finds out who is signed in: the server's HTML says to whoever runs no
/// scripts what a guest is told.
#[component]
pub fn Waiting(
    /// which page
    page: Dashboard,
    /// where to sign in
    sign_in: String,
) -> impl IntoView {
    let guest = cfg!(not(target_family = "wasm"))
        .then(|| view! { <noscript><p>{tr!(privacy.guest)}</p>{ways_on(sign_in)}</noscript> });
    view! {
        <PageHeader title=dashboard_title(page) />
        <Skeleton />
        {guest}
    }
}

/// Says why it cannot be found out who is signed in, and lets a person try again.
#[component]
pub fn Unreachable(
    /// which page
    page: Dashboard,
    /// why
    error: ApiError,
) -> impl IntoView {
    let session = use_session();
    view! {
        <PageHeader title=dashboard_title(page) />
        <Notice tone=Tone::Danger live=true>
            <p>{explain_error(&error)}</p>
            <button class="button" type="button" on:click=move |_| session.refresh()>{tr!(common.retry)}</button>
        </Notice>
    }
}

/// Says that one has to sign in first.
#[component]
pub fn Guest(
    /// which page
    page: Dashboard,
    /// where to sign in
    sign_in: String,
) -> impl IntoView {
    view! {
        <PageHeader title=dashboard_title(page) lead=tr!(privacy.guest) />
        {ways_on(sign_in)}
    }
}

fn ways_on(sign_in: String) -> AnyView {
    view! {
        <p><a class="button button--primary" href=sign_in>{tr!(common.sign_in)}</a></p>
        <p><a href=href(Route::Request)>{tr!(requests.guest_link)}</a></p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_owner_comes_in() {
        let guest = SessionState::Known(Session::Guest);
        let farewell = Farewell { reference: "R-7K3M-9QXA".into(), due: None, certificate: None };
        assert_eq!(Gate::of(SessionState::Unknown, None), Gate::Waiting);
        assert_eq!(Gate::of(guest.clone(), None), Gate::Guest);
        assert_eq!(Gate::of(guest, Some(farewell.clone())), Gate::Farewell(farewell));
        assert_eq!(Gate::of(SessionState::Unreachable(ApiError::Offline), None), Gate::Unreachable(ApiError::Offline));
    }

    #[test]
    fn sign_in_knows_the_way_back() {
        assert_eq!(sign_in_path(Dashboard::Export, Lang::Lv), "/lv/sign-in?next=/lv/my-privacy/export");
    }
}
