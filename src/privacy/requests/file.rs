use contract::{
    check::{Check, Field},
    rights::{Concern, OpenRequestDraft, RequestKind, Requests},
};
use leptos::prelude::*;

use crate::{
    api,
    browser::{location, random::form_key},
    effect::effect,
    form::{Choice, Submit, TextArea},
    here::use_lang,
    privacy::act::use_acts,
    rights::words,
    tr,
    ui::Load,
};

/// Lets a person ask for something in words: a complaint, a dispute, an objection, a question.
#[component]
pub fn FileRequest(
    /// all requests
    requests: Load<Requests>,
) -> impl IntoView {
    let acts = use_acts();
    let form = acts.form;
    let lang = use_lang();
    let key = StoredValue::new(form_key());
    for field in [Field::Right, Field::Concern, Field::Statement] {
        form.value(field);
    }
    // A link from another page may say which right.
    effect(move || {
        let wanted = location::query("right");
        if let Some(kind) = RequestKind::FILED.iter().find(|kind| Some(kind.code()) == wanted.as_deref()) {
            form.fill(Field::Right, kind.code());
        }
    });
    let done = tr!(requests.filed);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let draft = OpenRequestDraft {
            kind: form.text(Field::Right),
            concern: form.text(Field::Concern),
            words: form.text(Field::Statement),
            lang,
            key: key.get_value(),
        };
        acts.send(draft.check(), api::rights::file, move |_| {
            for field in [Field::Right, Field::Concern, Field::Statement] {
                form.fill(field, "");
            }
            key.set_value(form_key());
            requests.reload();
            acts.succeed(done);
        });
    };
    let rights = RequestKind::FILED.map(|kind| (kind.code(), words::kind(kind), note(kind)));
    let concerns = Concern::DISPUTABLE.map(|concern| (concern.code(), words::concern(concern), ""));
    let choice = view! { <Choice form field=Field::Right options=rights.to_vec() /> }.into_any();
    let hint = tr!(requests.concern_hint);
    let disputes = move || form.value(Field::Right).with(|kind| kind == RequestKind::Rectification.code());
    // Made once, and anew only when the right changes.
    let is_dispute = Memo::new(move |_| disputes());
    let about = move || {
        is_dispute
            .get()
            .then(|| view! { <Choice form field=Field::Concern options=concerns.to_vec() hint /> }.into_any())
    };
    view! {
        <section class="card stack" aria-labelledby="file-request">
            <h2 id="file-request">{tr!(requests.file)}</h2>
            <p class="prose">{tr!(requests.file_note)}</p>
            <form novalidate method="post" on:submit=submit>
                {choice}
                {about}
                <TextArea form field=Field::Statement hint=tr!(requests.statement_hint) />
                <Submit form label=tr!(requests.file_submit) />
            </form>
        </section>
    }
    .into_any()
}

/// What is filed here, in a sentence: most rights have a control of their own.
fn note(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Rectification => tr!(requests.note_dispute),
        RequestKind::Access => tr!(requests.note_question),
        RequestKind::Portability => tr!(requests.note_portability_question),
        RequestKind::Erasure => tr!(requests.note_erasure_question),
        kind => words::kind_note(kind),
    }
}

#[cfg(test)]
mod tests {
    use contract::lang::Lang;

    use super::*;
    use crate::{
        here::{Here, provide_here},
        privacy::act::provide_acts,
    };

    #[test]
    fn every_right_that_is_filed_can_be_chosen() {
        for lang in Lang::ALL {
            let html = Owner::new().with(|| {
                provide_here(Signal::stored(Here { lang, route: None }));
                provide_acts();
                let requests = Load::ready(Requests { requests: Vec::new(), disclosures: Vec::new() });
                view! { <FileRequest requests /> }.to_html()
            });
            for kind in RequestKind::FILED {
                assert!(html.contains(&format!("value=\"{}\"", kind.code())), "{kind:?}");
            }
            assert!(
                html.contains("field-statement") && !html.contains("field-concern"),
                "only a dispute asks about what"
            );
        }
    }
}
