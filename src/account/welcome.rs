//! First steps of a new account.

use contract::{
    account::{OrganisationKind, Session, Viewer},
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::go::use_go;
use crate::{
    effect::effect,
    form::label::explain_error,
    here::href,
    session::{SessionState, use_session},
    title::page_title,
    tr,
    ui::{Notice, PageHeader, Tone, load::Skeleton},
};

/// Leads a person who has just confirmed the address to what comes first; a guest to the sign-in.
#[component]
pub fn Welcome() -> impl IntoView {
    let session = use_session();
    let go = use_go();
    let sign_in = format!("{}?next={}", href(Route::SignIn), href(Route::Welcome));
    effect(move || {
        if session.get() == SessionState::Known(Session::Guest) {
            go.instead(&sign_in);
        }
    });
    view! {
        {move || match session.get() {
            SessionState::Known(Session::SignedIn(viewer)) => view! { <FirstSteps viewer /> }.into_any(),
            SessionState::Unreachable(error) => view! {
                <PageHeader title=page_title(Route::Welcome) />
                <Notice tone=Tone::Danger live=true>
                    <p>{explain_error(&error)}</p>
                    <button class="button" type="button" on:click=move |_| session.refresh()>{tr!(common.retry)}</button>
                </Notice>
            }
            .into_any(),
            _ => view! {
                <PageHeader title=page_title(Route::Welcome) />
                <Skeleton />
            }
            .into_any(),
        }}
    }
}

/// The first steps of a company or a school.
#[component]
pub fn FirstSteps(
    /// who
    viewer: Viewer,
) -> impl IntoView {
    let kind = match viewer.kind {
        OrganisationKind::Company => tr!(account.welcome_company),
        OrganisationKind::School => tr!(account.welcome_school),
    };
    let steps = [
        (Route::MyPrivacy(Dashboard::Data), tr!(account.welcome_data), tr!(account.welcome_data_why)),
        (Route::MyPrivacy(Dashboard::Consents), tr!(account.welcome_consents), tr!(account.welcome_consents_why)),
        (Route::MyPrivacy(Dashboard::Overview), tr!(account.welcome_privacy), tr!(account.welcome_privacy_why)),
        (Route::Contact, tr!(account.welcome_contact), kind),
    ];
    let steps = steps.map(|(route, title, why)| {
        view! {
            <li>
                <h2><a href=href(route)>{title}</a></h2>
                <p>{why}</p>
            </li>
        }
    });
    view! {
        <PageHeader title=page_title(Route::Welcome) />
        <Notice tone=Tone::Success>
            <p>{tr!(account.welcome_signed_in, name = viewer.name, organisation = viewer.organisation)}</p>
        </Notice>
        <ol class="steps">{steps.collect_view()}</ol>
    }
}
