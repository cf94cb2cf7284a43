//! A request without an account, by its code: the mailed one confirms it, the receipt's shows it.

use contract::{
    check::{Check, Field},
    rights::{Request, RequestCodeDraft},
    route::Route,
    text::ShortCode,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{timeline, words};
use crate::{
    api,
    browser::{
        document::{focus_first, next_frame},
        location::{self, clear_fragment, fragment},
    },
    effect::effect,
    form::{ErrorSummary, Form, Submit, TextField},
    here::href,
    title::page_title,
    tr,
    ui::{Notice, Tone},
};

/// The query parameter that says that a code was mailed.
pub const SENT: &str = "sent";
/// The length of a mailed code; a receipt's is longer.
const MAILED: usize = 12;

/// What the code has opened.
#[derive(Clone)]
struct Opened {
    request: Request,
    /// the receipt code, as the person may write it down
    receipt: String,
    /// it was confirmed just now
    is_new: bool,
}

/// Lets a person confirm their request, and see where it stands.
#[component]
pub fn Status() -> impl IntoView {
    let form = Form::new();
    form.value(Field::Code);
    let opened = RwSignal::new(None::<Opened>);
    let sent = RwSignal::new(false);
    let open = Callback::new(move |()| {
        let draft = RequestCodeDraft { code: form.text(Field::Code) };
        match draft.check() {
            Ok(code) if code.as_str().len() == MAILED => confirm(form, code, opened),
            checked => show(form, checked, opened),
        }
    });
    let hash = cfg!(target_family = "wasm").then(|| use_location().hash);
    effect(move || {
        // A link that is pasted into the open page changes only this.
        if let Some(hash) = hash {
            hash.track();
        }
        if location::query(SENT).is_some() {
            sent.set(true);
        }
        let Some(code) = fragment().and_then(|code| RequestCodeDraft { code }.check().ok()) else { return };
        clear_fragment();
        form.fill(Field::Code, code.as_str());
        // A request is confirmed on the button, never by being opened: mail scanners open links.
        if code.as_str().len() != MAILED {
            open.run(());
        }
    });
    move || match opened.get() {
        Some(shown) => view! { <ErrorSummary form /> {page(form, opened, &shown)} }.into_any(),
        None => view! {
            <div class="form-page">
                <ErrorSummary form />
                <h1 tabindex="-1">{page_title(Route::RequestStatus)}</h1>
                {move || {
                    sent.get().then(|| {
                        view! {
                            <Notice tone=Tone::Success live=true>
                                <p>{tr!(requests.sent)}</p>
                            </Notice>
                        }
                    })
                }}
                <p>{tr!(requests.status_lead)}</p>
                <form
                    novalidate
                    method="post"
                    on:submit=move |event| {
                        event.prevent_default();
                        open.run(());
                    }
                >
                    <TextField form field=Field::Code hint=tr!(requests.code_hint) autocomplete="one-time-code" />
                    <Submit form label=tr!(requests.status_submit) />
                </form>
                <p><a href=href(Route::Request)>{tr!(requests.new_request)}</a></p>
            </div>
        }
        .into_any(),
    }
}

fn confirm(form: Form, code: ShortCode, opened: RwSignal<Option<Opened>>) {
    form.submit(Ok(code), api::rights::confirm, move |confirmed| {
        opened.set(Some(Opened { request: confirmed.request, receipt: confirmed.receipt, is_new: true }));
        next_frame(|| focus_first("main h1"));
    });
}

fn show(form: Form, checked: Result<ShortCode, contract::check::Violations>, opened: RwSignal<Option<Opened>>) {
    let receipt = checked.as_ref().map(|code| spelt(code.as_str())).unwrap_or_default();
    form.submit(checked, api::rights::status, move |request| {
        opened.set(Some(Opened { request, receipt, is_new: false }));
        next_frame(|| focus_first("main h1"));
    });
}

/// A code in groups of four.
fn spelt(code: &str) -> String {
    let groups: Vec<&str> =
        (0..code.len()).step_by(4).filter_map(|at| code.get(at..(at + 4).min(code.len()))).collect();
    groups.join("-")
}

fn page(form: Form, opened: RwSignal<Option<Opened>>, shown: &Opened) -> AnyView {
    let Opened { request, receipt, is_new } = shown;
    let notice = is_new.then(|| {
        view! { <Notice tone=Tone::Success live=true><p>{tr!(requests.confirmed)}</p></Notice> }
    });
    let code = receipt.clone();
    let cancel = move |_| {
        let Ok(code) = (RequestCodeDraft { code: code.clone() }).check() else { return };
        let again = code.clone();
        form.submit(Ok(code), api::rights::cancel_by_code, move |()| show(form, Ok(again), opened));
    };
    let is_open = !request.state.is_closed();
    let cancel_words = tr!(requests.cancel);
    let button = is_open.then(|| {
        view! {
            <p>
                <button class="button" type="button" on:click=cancel aria-disabled=move || form.is_busy().then_some("true")>
                    {cancel_words}
                </button>
            </p>
        }
    });
    view! {
        <div class="form-page stack">
            <h1 tabindex="-1">{words::kind(request.kind)}</h1>
            {notice}
            <p class="cluster">
                <span class=words::tone(request.state)>{words::state(request.state)}</span>
                {timeline::time_left(request)}
            </p>
            <dl class="summary-list">
                <div><dt>{tr!(requests.reference)}</dt><dd>{request.reference.clone()}</dd></div>
                <div><dt>{tr!(requests.receipt)}</dt><dd><code>{receipt.clone()}</code></dd></div>
            </dl>
            <p>{tr!(requests.receipt_note)}</p>
            {timeline::timeline(request)}
            {button}
            <p><a href=href(Route::Request)>{tr!(requests.new_request)}</a></p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use contract::{lang::Lang, rights::RequestState};

    use super::*;
    use crate::{
        here::{Here, provide_here},
        rights::timeline::tests::complaint,
    };

    #[test]
    fn only_an_open_request_can_be_taken_back_and_the_code_is_shown_to_be_kept() {
        for (state, buttons) in [(RequestState::Received, 1), (RequestState::Refused, 0)] {
            for lang in Lang::ALL {
                let html = Owner::new().with(|| {
                    provide_here(Signal::stored(Here { lang, route: None }));
                    let receipt = spelt("23456789ABCDEFGH");
                    let shown = Opened { request: complaint(state, 21), receipt, is_new: true };
                    page(Form::new(), RwSignal::new(None), &shown).to_html()
                });
                assert!(html.contains("2345-6789-ABCD-EFGH") && html.contains("R-7K3M-9QXA"));
                assert_eq!(html.matches("<button").count(), buttons, "{state:?}");
            }
        }
    }

    #[test]
    fn nothing_is_shown_before_a_code_is_given() {
        let html = Owner::new().with(|| {
            provide_here(Signal::stored(Here::at("/en/request/status")));
            view! { <Status /> }.to_html()
        });
        assert!(html.contains("field-code") && html.contains("<h1") && !html.contains("timeline"), "{html}");
    }
}
