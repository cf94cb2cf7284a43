//! The privacy dashboard (GDPR art. 15 to 21 as controls instead of letters): a guard, a frame and its pages; and the public register
//! of recipients, which speaks of the same.

use contract::route::{Dashboard as Page, Route};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{effect::effect, here::use_lang, session::use_session};

mod act;
mod activity;
mod consents;
mod data;
mod delete;
mod erasure_warning;
mod export;
mod frame;
mod gate;
mod limits;
mod overview;
mod reauth;
mod register;
mod requests;
mod sessions;
pub mod words;

pub use consents::newsletter_words;
use frame::Frame;
use gate::{Gate, Guest, Unreachable, Waiting};
use reauth::ReauthDialog;

/// The view of a page of the dashboard; `app` leads no other here.
pub fn page(page: Route) -> AnyView {
    match page {
        Route::MyPrivacy(page) => view! { <Dashboard page /> }.into_any(),
        Route::Recipients => view! { <register::Register /> }.into_any(),
        _ => ().into_any(),
    }
}

/// Shows a page of the dashboard to its owner; leads everybody else to sign in and back.
#[component]
pub fn Dashboard(
    /// which page
    page: Page,
) -> impl IntoView {
    let session = use_session();
    let farewell = delete::provide_farewell(page);
    reauth::provide_reauth();
    act::provide_acts();
    // A memo: the session changes with every proof of identity, and no page may lose what was typed by that.
    let gate = Memo::new(move |_| Gate::of(session.get(), farewell.get()));
    let sign_in = gate::sign_in_path(page, use_lang());
    let guest_link = sign_in.clone();
    // Natively there are no effects, and the session stays unknown: see `Waiting`.
    effect(move || {
        if gate.get() == Gate::Guest {
            use_navigate()(&sign_in, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    move || match gate.get() {
        Gate::Waiting => {
            let sign_in = guest_link.clone();
            view! { <Frame page><Waiting page sign_in /></Frame> }.into_any()
        }
        Gate::Unreachable(error) => view! { <Unreachable page error /> }.into_any(),
        Gate::Guest => view! { <Guest page sign_in=guest_link.clone() /> }.into_any(),
        Gate::Farewell(farewell) => view! { <delete::FarewellPage farewell /> }.into_any(),
        Gate::Open => view! {
            <Frame page>{content(page)}</Frame>
            <ReauthDialog />
        }
        .into_any(),
    }
}

/// The view of every page: exhaustive, so that no address goes without one.
fn content(page: Page) -> AnyView {
    match page {
        Page::Overview => view! { <overview::Overview /> }.into_any(),
        Page::Data => view! { <data::Data /> }.into_any(),
        Page::Consents => view! { <consents::Consents /> }.into_any(),
        Page::Limits => view! { <limits::Limits /> }.into_any(),
        Page::Export => view! { <export::Export /> }.into_any(),
        Page::Delete => view! { <delete::Delete /> }.into_any(),
        Page::Activity => view! { <activity::Activity /> }.into_any(),
        Page::Sessions => view! { <sessions::Sessions /> }.into_any(),
        Page::Requests => view! { <requests::Requests /> }.into_any(),
    }
}

/// The address of a page of the dashboard.
fn page_href(page: Page) -> String {
    crate::here::href(Route::MyPrivacy(page))
}
