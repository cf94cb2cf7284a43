use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    about::verdict,
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
    let turns = StoredValue::new(0_u32);
    let choose = move |event: leptos::ev::Event| {
        chosen.set(Chosen::Opening);
        let turn = turns.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        spawn_local(async move {
            let outcome = match file::bytes_of(&event, MOST_BYTES).await {
                None => Chosen::Nothing,
                Some(Err(unread)) => Chosen::Refused(unread.into()),
                Some(Ok(bytes)) => match open(&bytes).await {
                    Ok(opened) => Chosen::Copy(Arc::new(opened)),
                    Err(trouble) => Chosen::Refused(trouble),
                },
            };
            // A file that took longer than the choice of the next is not shown in its place.
            if turns.try_get_value() == turn {
                chosen.try_set(outcome);
            }
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

/// What is said while a file is opened, when it cannot be, and about the copy that it is.
fn said(chosen: &Chosen) -> AnyView {
    match chosen {
        Chosen::Nothing => ().into_any(),
        Chosen::Opening => view! { <p>{tr!(viewer.busy)}</p> }.into_any(),
        Chosen::Refused(trouble) => {
            let why = explain(*trouble);
            view! { <Notice tone=Tone::Danger><p>{why}</p></Notice> }.into_any()
        }
        Chosen::Copy(copy) => verdict(copy),
    }
}

/// Why a file is not shown, and what to do.
pub fn explain(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NoZip => tr!(viewer.trouble_no_zip),
        Trouble::NotOurs => tr!(viewer.trouble_not_ours),
        Trouble::Damaged => tr!(viewer.trouble_damaged),
        Trouble::TooMuch => tr!(viewer.trouble_too_much),
        Trouble::TooLarge => tr!(viewer.trouble_too_large),
        Trouble::Unreadable => tr!(viewer.trouble_unreadable),
        Trouble::Unable => tr!(viewer.trouble_unable),
    }
}
