use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    opened::{Opened, Trouble, open},
    zip::MOST_BYTES,
};
use crate::{
    browser::file,
    tr,
    ui::{Notice, Tone},
};

/// What became of a file.
#[derive(Clone, Debug)]
pub enum Chosen {
    /// none was chosen
    Nothing,
    /// it is being opened
    Opening,
    /// it cannot be shown
    Refused(Trouble),
    /// a copy
    Copy(Arc<Opened>),
}

/// Lets a person choose or drop a file, which is opened here; what is wrong with it stands below.
#[component]
pub fn Chooser(
    /// the id of the field
    id: &'static str,
    /// what to choose
    label: &'static str,
    /// what becomes of it
    chosen: RwSignal<Chosen>,
) -> impl IntoView {
    let choose = move |event: leptos::ev::Event| {
        spawn_local(async move {
            let Some(bytes) = file::bytes_of(&event, MOST_BYTES).await else { return };
            chosen.try_set(Chosen::Opening);
            let opened = match bytes {
                Ok(bytes) => open(&bytes).await,
                Err(too_large) => Err(too_large.into()),
            };
            chosen.try_set(opened.map_or_else(Chosen::Refused, |opened| Chosen::Copy(Arc::new(opened))));
        });
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <p class="field__hint" id=format!("{id}-hint")>{tr!(viewer.choose_hint)}</p>
            // A file may be dropped on it, too: that is the browser's own.
            <input
                class="field__input viewer__file"
                id=id
                type="file"
                accept=".zip,application/zip"
                aria-describedby=format!("{id}-hint")
                on:change=choose
            />
        </div>
        <div role="status">{move || said(&chosen.get())}</div>
    }
}

/// What is said while a file is opened, and when it cannot be.
fn said(chosen: &Chosen) -> AnyView {
    let trouble = match chosen {
        Chosen::Nothing | Chosen::Copy(_) => return ().into_any(),
        Chosen::Opening => return view! { <p>{tr!(viewer.busy)}</p> }.into_any(),
        Chosen::Refused(trouble) => *trouble,
    };
    view! { <Notice tone=Tone::Danger><p>{explain(trouble)}</p></Notice> }.into_any()
}

/// Why a file is not shown, and what to do.
pub fn explain(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NoZip => tr!(viewer.trouble_no_zip),
        Trouble::NotOurs => tr!(viewer.trouble_not_ours),
        Trouble::Damaged => tr!(viewer.trouble_damaged),
        Trouble::TooMuch => tr!(viewer.trouble_too_much),
        Trouble::TooLarge => tr!(viewer.trouble_too_large),
        Trouble::Unable => tr!(viewer.trouble_unable),
    }
}
