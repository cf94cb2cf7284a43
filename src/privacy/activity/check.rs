use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, Answer, ApiError},
    browser::file,
    form::label::explain_error,
    privacy::reauth::use_reauth,
    proof::{Document, Verdict, examine},
    tr,
    ui::{Notice, Tone},
};

/// The name of the file that a person takes along.
const FILE_NAME: &str = "vet2b-activity.json";

/// What came out, with the file that was verified.
type Outcome = Result<(String, Verdict), ApiError>;

/// Lets a person verify that no entry of their log was altered, taken out or moved, and take the log along. The browser does it itself:
/// the portal is not asked whether it is honest.
#[component]
pub fn Check() -> impl IntoView {
    let reauth = use_reauth();
    let outcome = RwSignal::new(None::<Outcome>);
    let busy = RwSignal::new(false);
    let check = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let answer = reauth.guard(verified);
        spawn_local(async move {
            outcome.try_set(Some(answer.await));
            busy.try_set(false);
        });
    };
    view! {
        <section class="stack">
            <h2>{tr!(proof.check_title)}</h2>
            <p class="prose">{tr!(proof.check_lead)}</p>
            <p>
                <button class="button" type="button" id="check-log" on:click=check aria-disabled=move || busy.get().then_some("true")>
                    {tr!(proof.check)}
                </button>
            </p>
            <div id="verdict" role="status">{move || outcome.get().map(|outcome| shown(&outcome))}</div>
        </section>
    }
}

fn verified() -> Answer<(String, Verdict)> {
    Box::pin(async move {
        let text = api::privacy::activity_file().await?;
        let keys = api::consent::signing_keys().await?;
        let verdict = examine(&text, &keys).await;
        Ok((text, verdict))
    })
}

/// The verdict in a sentence.
pub(super) fn shown(outcome: &Outcome) -> AnyView {
    let (text, verdict) = match outcome {
        Ok(found) => found,
        Err(error) => {
            let words = explain_error(error);
            return view! { <Notice tone=Tone::Danger><p>{words}</p></Notice> }.into_any();
        }
    };
    let (tone, words) = match verdict {
        Verdict::Genuine(document, _) => {
            let count = match &**document {
                Document::Activity(log) => log.entries.len(),
                Document::Receipt(_) | Document::Certificate(_) | Document::Case(_) => 0,
            };
            (Tone::Success, tr!(proof.check_whole, count = count))
        }
        Verdict::Broken(number) => (Tone::Danger, tr!(proof.broken, number = *number)),
        Verdict::Unable => (Tone::Warning, tr!(proof.verify_unable).to_owned()),
        Verdict::Changed => (Tone::Danger, tr!(proof.verify_changed).to_owned()),
        Verdict::UnknownKey => (Tone::Danger, tr!(proof.verify_unknown_key).to_owned()),
        Verdict::NoDocument => (Tone::Danger, tr!(proof.check_no_log).to_owned()),
    };
    let address = file::address_of(text);
    view! {
        <Notice tone><p>{words}</p></Notice>
        <p><a class="button" href=address download=FILE_NAME>{tr!(proof.download_log)}</a></p>
    }
    .into_any()
}
