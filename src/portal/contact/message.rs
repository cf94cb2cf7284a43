//! The contact form.

use contract::{
    account::Receipt,
    check::{Check, Field},
    json::Read as _,
    portal::{ContactDraft, Topic},
    problem::Problem,
    route::Route,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{Posted, receipt_path};
use crate::{
    api,
    browser::{
        document::{focus_first, next_frame, take_meta},
        json::parse,
        location,
    },
    effect::effect,
    form::{Choice, Form, FormPage, Submit, TextArea, TextField},
    here::{href, use_lang},
    session::use_session,
    title::page_title,
    tr,
};

/// Lets anyone write a message: what about, who, where the answer goes.
#[component]
pub fn Message() -> impl IntoView {
    let form = Form::new();
    let lang = use_lang();
    // Natively there is no router to take the navigation from, and nobody to submit.
    let navigate = cfg!(target_family = "wasm").then(use_navigate);
    prefill(form);
    // A link may say what it is about, such as one in the policy's clause on children. By then the address is the page's.
    effect(move || {
        if let Some(topic) = location::query(TOPIC).filter(|_| form.text(Field::Topic).is_empty()) {
            choose(form, &topic);
        }
    });
    // Known to the server alone, when it renders the page.
    if cfg!(not(target_family = "wasm")) {
        match use_context() {
            Some(Posted::Refused { typed, problem }) => {
                for (field, value) in typed {
                    form.fill(field, value);
                }
                form.show(problem);
            }
            Some(Posted::About(topic)) => choose(form, &topic),
            Some(Posted::Sent(_)) | None => {}
        }
    }
    // The app takes such a page over: what was typed comes along by itself, and what is wrong with it stands in the head, for once.
    if let Some(problem) = take_meta(REFUSED).and_then(|json| Problem::read(parse(&json)?)) {
        form.show(problem);
    }
    let submit = Callback::new(move |()| {
        let draft = ContactDraft {
            topic: form.text(Field::Topic),
            name: form.text(Field::Name),
            email: form.text(Field::Email),
            message: form.text(Field::Message),
            lang,
        };
        let navigate = navigate.clone();
        form.submit(draft.check(), api::portal::contact, move |receipt: Receipt| {
            if let Some(navigate) = navigate {
                navigate(&receipt_path(lang, &receipt.reference), Default::default());
                next_frame(|| focus_first("main h1"));
            }
        });
    });
    view! {
        <FormPage form title=page_title(Route::Contact) action=href(Route::Contact) on_submit=submit>
            <p class="page-header__lead">{tr!(portal.contact_lead)}</p>
            <p>{tr!(portal.contact_by_mail)} " " <a href="mailto:contact@vet2b.eu">"contact@vet2b.eu"</a>"."</p>
            <p><a href=href(Route::Request)>{tr!(requests.contact_link)}</a></p>
            <Choice form field=Field::Topic options=topics() hint=tr!(portal.topic_hint) />
            <TextField form field=Field::Name hint=tr!(portal.name_hint) autocomplete="given-name" />
            <TextField
                form
                field=Field::Email
                hint=tr!(portal.email_hint)
                kind="email"
                inputmode="email"
                autocomplete="email"
            />
            <TextArea form field=Field::Message hint=tr!(portal.message_hint) />
            <p>{tr!(portal.contact_privacy)} " " <a href=href(Route::Privacy)>{page_title(Route::Privacy)}</a>"."</p>
            <Submit form label=tr!(portal.message_send) />
        </FormPage>
    }
}

/// The name of the `<meta>` in which the server says why a message was refused.
const REFUSED: &str = "vet2b-refused";

/// Why a message was refused, for the page's head.
pub fn to_meta(problem: &Problem) -> String {
    let json = serde_json::to_string(problem).unwrap_or_default();
    view! { <meta name=REFUSED content=json /> }.to_html()
}

/// The query parameter that says what a message is about.
const TOPIC: &str = "topic";

/// Chooses a topic, if there is such a one.
fn choose(form: Form, topic: &str) {
    if let Some(topic) = Topic::ALL.iter().find(|known| known.code() == topic) {
        form.fill(Field::Topic, topic.code());
    }
}

/// Code, name and explanation of each topic.
fn topics() -> Vec<(&'static str, &'static str, &'static str)> {
    Topic::ALL
        .iter()
        .map(|topic| match topic {
            Topic::Support => (topic.code(), tr!(portal.topic_support), tr!(portal.topic_support_note)),
            Topic::DataProtection => (topic.code(), tr!(portal.topic_data), tr!(portal.topic_data_note)),
            Topic::GuardianReport => (topic.code(), tr!(portal.topic_guardian), tr!(portal.topic_guardian_note)),
        })
        .collect()
}

/// Nothing is asked twice (F11): a signed-in person's name and address are known. What was typed meanwhile stays.
fn prefill(form: Form) {
    let session = use_session();
    for field in [Field::Topic, Field::Name, Field::Email, Field::Message] {
        form.value(field);
    }
    effect(move || {
        if let Some(viewer) = session.viewer() {
            for (field, known) in [(Field::Name, viewer.name.clone()), (Field::Email, viewer.email.clone())] {
                if form.text(field).is_empty() {
                    form.fill(field, known);
                }
            }
        }
    });
}
