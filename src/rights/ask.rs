//! A request without an account: which right, who, where the code goes, and what is asked.

use contract::{
    check::{Check, Field},
    rights::{RequestFormDraft, RequestKind},
    route::{Dashboard, Route},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{status::SENT, words};
use crate::{
    api,
    browser::{
        document::{focus_first, next_frame},
        location,
        random::form_key,
    },
    effect::effect,
    form::{Choice, Form, FormPage, Submit, TextArea, TextField},
    here::{href, use_lang},
    title::page_title,
    tr,
};

/// Lets anyone ask for something about their data. The answer never says whether the address is known.
#[component]
pub fn Ask() -> impl IntoView {
    let form = Form::new();
    let lang = use_lang();
    let key = StoredValue::new(form_key());
    for field in [Field::Right, Field::Name, Field::Email, Field::ChildEmail, Field::Statement] {
        form.value(field);
    }
    // A link may say which right.
    effect(move || {
        let wanted = location::query("right");
        if let Some(kind) = RequestKind::WITHOUT_ACCOUNT.iter().find(|kind| Some(kind.code()) == wanted.as_deref()) {
            form.fill(Field::Right, kind.code());
        }
    });
    // Natively there is no router to take the navigation from, and nobody to submit.
    let navigate = cfg!(target_family = "wasm").then(use_navigate);
    let submit = Callback::new(move |()| {
        let draft = RequestFormDraft {
            kind: form.text(Field::Right),
            name: form.text(Field::Name),
            email: form.text(Field::Email),
            child_email: form.text(Field::ChildEmail),
            words: form.text(Field::Statement),
            lang,
            key: key.get_value(),
        };
        let navigate = navigate.clone();
        form.submit(draft.check(), api::rights::ask, move |()| {
            if let Some(navigate) = navigate {
                navigate(&format!("{}?{SENT}=1", Route::RequestStatus.path(lang)), Default::default());
                next_frame(|| focus_first("main h1"));
            }
        });
    });
    let options = RequestKind::WITHOUT_ACCOUNT.map(|kind| (kind.code(), words::kind(kind), words::kind_note(kind)));
    let is_guardian = Memo::new(move |_| form.value(Field::Right).with(|kind| kind == RequestKind::Guardian.code()));
    let hint = tr!(requests.child_email_hint);
    let child = move || {
        let field = Field::ChildEmail;
        let address = || {
            view! { <TextField form field hint optional=true kind="email" inputmode="email" autocomplete="off" /> }
        };
        is_guardian.get().then(|| address().into_any())
    };
    let choice = view! { <Choice form field=Field::Right options=options.to_vec() /> }.into_any();
    view! {
        <FormPage form title=page_title(Route::Request) on_submit=submit>
            <p class="page-header__lead">{tr!(requests.ask_lead)}</p>
            <p>
                {tr!(requests.ask_signed_in)} " "
                <a href=href(Route::MyPrivacy(Dashboard::Requests))>{tr!(requests.title_my)}</a>"."
            </p>
            <p>{tr!(requests.no_identity_document)}</p>
            {choice}
            <TextField form field=Field::Name hint=tr!(requests.name_hint) autocomplete="name" />
            <TextField
                form
                field=Field::Email
                hint=tr!(requests.email_hint)
                kind="email"
                inputmode="email"
                autocomplete="email"
            />
            {child}
            <TextArea form field=Field::Statement hint=tr!(requests.statement_hint) />
            <p>{tr!(requests.ask_privacy)} " " <a href=href(Route::Privacy)>{page_title(Route::Privacy)}</a>"."</p>
            <Submit form label=tr!(requests.ask_submit) />
        </FormPage>
        <p><a href=href(Route::RequestStatus)>{tr!(requests.have_code)}</a></p>
    }
    .into_any()
}
