use contract::{account::Token, problem::Code};
use leptos::prelude::*;

use super::result::{content, sentence};
use crate::{
    api::{self, Answer, ApiError},
    browser::{file, reading::print},
    form::label::explain_error,
    proof::{Verdict, examine},
    tr,
    ui::{Load, PageHeader, loaded},
};

/// The name of the file that a person takes along.
const FILE_NAME: &str = "vet2b-erasure.json";

/// Shows the certificate of an erasure to whoever has its code: in plain words, verified here, as a file and for paper.
#[component]
pub fn CertificatePage(
    /// the code of the last mail
    code: Token,
) -> impl IntoView {
    let load = Load::new(move || verified(code.clone()));
    view! {
        <PageHeader title=tr!(proof.certificate_title) lead=tr!(proof.certificate_lead) />
        <div class="stack" id="certificate">
            {loaded(load, explain, |(text, verdict): (String, Verdict)| shown(&text, &verdict))}
        </div>
    }
}

/// The file, and the verdict about it.
fn verified(code: Token) -> Answer<(String, Verdict)> {
    Box::pin(async move {
        let text = api::privacy::certificate(code).await?;
        let keys = api::consent::signing_keys().await?;
        let verdict = examine(&text, &keys).await;
        Ok((text, verdict))
    })
}

/// An erasure at once takes a moment; until then there is no certificate yet.
fn explain(error: &ApiError) -> String {
    match error {
        ApiError::Problem(problem) if problem.code == Code::NotFound => tr!(proof.certificate_none).to_owned(),
        _ => explain_error(error),
    }
}

/// What is shown of it.
pub(super) fn shown(text: &str, verdict: &Verdict) -> AnyView {
    // What does not verify proves nothing. A browser that cannot tell leaves that to another one.
    let proves = matches!(verdict, Verdict::Genuine(..) | Verdict::Unable);
    let keep = proves.then(|| {
        let address = file::address_of(text);
        view! {
            <div class="button-row">
                <a class="button button--primary" href=address download=FILE_NAME>{tr!(proof.download)}</a>
                <button class="button" type="button" on:click=|_| print()>{tr!(proof.print)}</button>
            </div>
            <p class="prose">{tr!(proof.certificate_keep)}</p>
        }
    });
    view! {
        {sentence(verdict)}
        {content(verdict)}
        {keep}
    }
    .into_any()
}
