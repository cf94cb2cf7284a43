//! Signing out, from every page.

use contract::{account::Session, route::Route};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    api::{self, ApiError},
    form::label::explain_error,
    here::href,
    session::use_session,
    tr,
    ui::{Notice, Tone},
};

/// Ends the session and leads home. When the server cannot be reached it says so: a person at a shared computer must
/// not believe that they are signed out.
#[component]
pub fn SignOut() -> impl IntoView {
    let session = use_session();
    let home = href(Route::Home);
    let failure = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    // Natively there is no router to take the navigation from, and nobody to click.
    let navigate = cfg!(target_family = "wasm").then(use_navigate);
    let click = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let (navigate, home) = (navigate.clone(), home.clone());
        spawn_local(async move {
            let answer = api::account::sign_out().await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    // Home first: a guarded page would lead a guest to "sign in".
                    if let Some(navigate) = navigate {
                        navigate(&home, NavigateOptions::default());
                    }
                    session.set(Session::Guest);
                    session.refresh();
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <button
            class="header__link"
            type="button"
            aria-disabled=move || busy.get().then_some("true")
            on:click=click
        >
            {tr!(common.sign_out)}
        </button>
        {move || {
            failure.get().map(|error| {
                view! {
                    <div class="header__failure" role="alert">
                        <Notice tone=Tone::Danger>
                            <p>{tr!(common.sign_out_failed)} " " {explain_error(&error)}</p>
                        </Notice>
                    </div>
                }
            })
        }}
    }
}
