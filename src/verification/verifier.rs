use contract::consent::PublicKey;
use leptos::{prelude::*, task::spawn_local};

use super::result::{content, sentence};
use crate::{
    api,
    browser::file,
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
    let verdict = RwSignal::new(None::<Verdict>);
    let keys = StoredValue::new(keys);
    let judge = move |text: String| async move {
        verdict.try_set(Some(examine(&text, &keys.get_value()).await));
    };
    let choose = move |event: leptos::ev::Event| {
        spawn_local(async move {
            if let Some(text) = file::text_of(&event).await {
                judge(text).await;
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
        spawn_local(async move {
            if let Some(text) = file::text_of_drop(&event).await {
                judge(text).await;
            }
        });
    };
    let pasted = RwSignal::new(String::new());
    let check_pasted = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        spawn_local(judge(pasted.get_untracked()));
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
            <div id="verdict" role="status">{move || verdict.get().map(|verdict| sentence(&verdict))}</div>
            <div class="stack">{move || verdict.get().map(|verdict| content(&verdict))}</div>
        </div>
    }
}
