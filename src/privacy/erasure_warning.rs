//! The standing warning before an erasure.

use leptos::prelude::*;

use super::act::{amend_viewer, use_acts};
use crate::{
    api,
    session::use_session,
    tr,
    ui::{Day, Notice, Tone},
};

/// Says on every page when the account will be erased, and lets a person stop it in one click.
#[component]
pub fn ErasureWarning() -> impl IntoView {
    let due = Memo::new({
        let session = use_session();
        move |_| session.viewer().and_then(|viewer| viewer.erasure_due)
    });
    move || {
        due.get().map(|due| {
            view! {
                <Notice tone=Tone::Warning>
                    <p><strong>{tr!(privacy.erasure_coming)} " " <Day at=due /></strong></p>
                    <p>{tr!(privacy.erasure_coming_note)}</p>
                    <KeepButton />
                </Notice>
            }
        })
    }
}

/// Stops the erasure.
#[component]
pub fn KeepButton() -> impl IntoView {
    let acts = use_acts();
    let session = use_session();
    let kept = tr!(privacy.erasure_cancelled);
    let keep = move |_| {
        acts.run(api::privacy::cancel_erasure, move |()| {
            amend_viewer(session, |viewer| viewer.erasure_due = None);
            acts.succeed(kept);
        });
    };
    view! {
        <button class="button button--primary" type="button" on:click=keep aria-disabled=move || acts.busy_attribute()>
            {tr!(privacy.erasure_cancel)}
        </button>
    }
}
