use contract::consent::PublicKey;
use leptos::{prelude::*, task::spawn_local};

use super::result::{content, sentence, unread};
use crate::{
    api,
    browser::file::{self, Unread},
    form::label::explain_error,
    proof::{Verdict, examine},
    tr,
    ui::{Load, loaded},
};

/// Lets a person, or whom they show it to, verify a document. Nothing is sent: the keys are here before the file is chosen.
#[component]
pub fn Verifier() -> impl IntoView {
    let keys = Load::new(api::consent::signing_keys);
    loaded(keys, explain_error, |keys| view! { <Chooser keys /> })
}

/// The file or the text, and what is found in it.
#[component]
pub fn Chooser(
    /// the published keys
    keys: Vec<PublicKey>,
) -> impl IntoView {
    let found = RwSignal::new(None::<Result<Verdict, Unread>>);
    let keys = StoredValue::new(keys);
    let turns = StoredValue::new(0_u32);
    // The verdict about one document never stands beside another.
    let begin = move || {
        found.set(None);
        turns.try_update_value(|turn| {
            *turn += 1;
            *turn
        })
    };
    let judge = move |turn: Option<u32>, text: Result<String, Unread>| async move {
        let Some(keys) = keys.try_get_value() else { return };
        let verdict = match text {
            Ok(text) => Ok(examine(&text, &keys).await),
            Err(unread) => Err(unread),
        };
        // What took longer than the choice of the next is of no interest any more.
        if turns.try_get_value() == turn {
            found.try_set(Some(verdict));
        }
    };
    let choose = move |event: leptos::ev::Event| {
        let turn = begin();
        spawn_local(async move {
            if let Some(text) = file::text_of(&event).await {
                judge(turn, text).await;
            }
        });
    };
    let dragged = RwSignal::new(false);
    let over = move |event: leptos::ev::DragEvent| {
        // Without this the browser would leave the page for the file.
        event.prevent_default();
        dragged.set(true);
    };
    let drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        dragged.set(false);
        let turn = begin();
        spawn_local(async move {
            if let Some(text) = file::text_of_drop(&event).await {
                judge(turn, text).await;
            }
        });
    };
    let pasted = RwSignal::new(String::new());
    let check_pasted = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        spawn_local(judge(begin(), Ok(pasted.get_untracked())));
    };
    view! {
        <div class="stack">
            <div
                class="field verifier__drop"
                class:verifier__drop--over=move || dragged.get()
                on:dragover=over
                on:dragleave=move |_| dragged.set(false)
                on:drop=drop
            >
                <label class="field__label" for="document">{tr!(proof.file_label)}</label>
                <p class="field__hint" id="document-hint">{tr!(proof.file_hint)}</p>
                <input
                    class="field__input"
                    id="document"
                    type="file"
                    accept=".json,application/json"
                    aria-describedby="document-hint"
                    on:change=choose
                />
            </div>
            <details class="detail">
                <summary>{tr!(proof.paste)}</summary>
                <form class="stack" novalidate method="post" on:submit=check_pasted>
                    <div class="field">
                        <label class="field__label" for="document-text">{tr!(proof.paste_label)}</label>
                        <textarea
                            class="field__input"
                            id="document-text"
                            rows="8"
                            spellcheck="false"
                            autocomplete="off"
                            prop:value=move || pasted.get()
                            on:input:target=move |event| pasted.set(event.target().value())
                        ></textarea>
                    </div>
                    <p><button class="button" type="submit">{tr!(proof.paste_check)}</button></p>
                </form>
            </details>
            <div id="verdict" role="status">{move || found.get().map(said)}</div>
            <div class="stack">{move || found.get().and_then(Result::ok).map(|verdict| content(&verdict))}</div>
        </div>
    }
}

fn said(found: Result<Verdict, Unread>) -> AnyView {
    match found {
        Ok(verdict) => sentence(&verdict),
        Err(why) => unread(why),
    }
}
