//! A request without an account, by its code: the mailed one confirms it, the receipt's shows it.

use contract::{
    check::{Check, Field, Flaw, Violation, Violations},
    problem::{Code, Problem},
    rights::{Request, RequestCodeDraft},
    route::Route,
    text::ShortCode,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{authority::Authority, take_back::TakeBack, timeline, words};
use crate::{
    api::{self, Answer, ApiError},
    browser::{
        document::{focus_first, next_frame},
        file,
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

/// A mailed code that was taken out of the address bar and waits for its button.
#[derive(Clone, Copy)]
struct TakenCode(StoredValue<Option<ShortCode>>);

/// Provides the place where a mailed code outlives a change of language.
pub fn provide_taken_code() {
    provide_context(TakenCode(StoredValue::new(None)));
}

/// What the code has opened.
#[derive(Clone)]
struct Opened {
    request: Request,
    /// the receipt code, as the person may write it down
    receipt: String,
}

/// What has just happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// a code was mailed
    Sent,
    /// the request is confirmed
    Confirmed,
    /// it was taken back
    Cancelled,
}

impl Told {
    fn words(self) -> &'static str {
        match self {
            Self::Sent => tr!(requests.sent),
            Self::Confirmed => tr!(requests.confirmed),
            Self::Cancelled => tr!(requests.cancelled),
        }
    }

    /// Nothing is filed before the code is typed.
    const fn tone(self) -> Tone {
        match self {
            Self::Sent => Tone::Info,
            Self::Confirmed | Self::Cancelled => Tone::Success,
        }
    }
}

/// What the page works with.
#[derive(Clone, Copy)]
struct Work {
    form: Form,
    opened: RwSignal<Option<Opened>>,
    told: RwSignal<Option<Told>>,
    taken: Option<TakenCode>,
}

impl Work {
    fn new() -> Self {
        let form = Form::new();
        form.value(Field::Code);
        Self { form, opened: RwSignal::new(None), told: RwSignal::new(None), taken: use_context() }
    }

    /// Shows a request, or the form again, and says what has happened.
    fn show(self, opened: Option<Opened>, told: Option<Told>) {
        self.told.set(told);
        self.opened.set(opened);
        next_frame(|| focus_first("main h1"));
    }

    fn keep(self, code: Option<ShortCode>) {
        if let Some(taken) = self.taken {
            taken.0.set_value(code);
        }
    }
}

/// Lets a person confirm their request, and see where it stands.
#[component]
pub fn Status() -> impl IntoView {
    let work = Work::new();
    let form = work.form;
    let open = Callback::new(move |()| {
        let draft = RequestCodeDraft { code: form.text(Field::Code) };
        match draft.check() {
            Ok(code) if code.as_str().len() == MAILED => confirm(work, code),
            checked => show(work, checked),
        }
    });
    effect(move || {
        if location::query(SENT).is_some() {
            work.told.set(Some(Told::Sent));
        }
        // A change of language builds the page anew; the address bar is empty by then.
        if let Some(code) = work.taken.and_then(|taken| taken.0.get_value()) {
            form.fill(Field::Code, code.as_str());
        }
    });
    let hash = cfg!(target_family = "wasm").then(|| use_location().hash);
    effect(move || {
        // A link that is pasted into the open page changes only this.
        if let Some(hash) = hash {
            hash.track();
        }
        let Some(code) = fragment().and_then(|code| RequestCodeDraft { code }.check().ok()) else { return };
        clear_fragment();
        form.clear_errors();
        form.fill(Field::Code, code.as_str());
        if code.as_str().len() != MAILED {
            open.run(());
            return;
        }
        // A request is confirmed on the button, never by being opened: mail scanners open links.
        work.keep(Some(code));
        if work.opened.with_untracked(Option::is_some) {
            work.show(None, None);
        }
    });
    move || match work.opened.get() {
        Some(shown) => view! { <ErrorSummary form /> {page(work, &shown)} }.into_any(),
        None => view! {
            <div class="form-page">
                <ErrorSummary form />
                <h1 tabindex="-1">{page_title(Route::RequestStatus)}</h1>
                {notice(work)}
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

fn confirm(work: Work, code: ShortCode) {
    work.form.submit(
        Ok(code),
        |code| of_code(api::rights::confirm(code)),
        move |confirmed| {
            work.keep(None);
            let opened = Opened { request: confirmed.request, receipt: confirmed.receipt };
            work.show(Some(opened), Some(Told::Confirmed));
        },
    );
}

fn show(work: Work, checked: Result<ShortCode, Violations>) {
    let receipt = checked.as_ref().map(|code| spelt(code.as_str())).unwrap_or_default();
    work.form.submit(
        checked,
        |code| of_code(api::rights::status(code)),
        move |request| work.show(Some(Opened { request, receipt }), None),
    );
}

/// Takes a request back; gives it as it is then, if that can be read.
fn take_back(code: ShortCode) -> Answer<Option<Request>> {
    Box::pin(async move {
        api::rights::cancel_by_code(code.clone()).await?;
        Ok(api::rights::status(code).await.ok())
    })
}

/// An answer to a typed code: one that the server does not know, or does not know any more, is a flaw of its field.
fn of_code<T: 'static>(answer: Answer<T>) -> Answer<T> {
    Box::pin(async move {
        answer.await.map_err(|error| match error {
            ApiError::Problem(problem) if problem.code == Code::Gone => {
                let wrong = Violation { field: Field::Code, flaw: Flaw::Wrong };
                ApiError::Problem(Problem::invalid(vec![wrong]))
            }
            error => error,
        })
    })
}

/// Says what has just happened.
fn notice(work: Work) -> AnyView {
    let words = move || {
        work.told.get().map(|told| {
            view! {
                <Notice tone=told.tone() live=true>
                    <p>{told.words()}</p>
                </Notice>
            }
        })
    };
    words.into_any()
}

/// A code in groups of four.
fn spelt(code: &str) -> String {
    let groups: Vec<&str> =
        (0..code.len()).step_by(4).filter_map(|at| code.get(at..(at + 4).min(code.len()))).collect();
    groups.join("-")
}

fn page(work: Work, shown: &Opened) -> AnyView {
    let (form, Opened { request, receipt }) = (work.form, shown);
    let kept = receipt.clone();
    let cancel = Callback::new(move |()| {
        let receipt = kept.clone();
        let Ok(code) = (RequestCodeDraft { code: receipt.clone() }).check() else { return };
        form.submit(Ok(code), take_back, move |request| {
            work.show(request.map(|request| Opened { request, receipt }), Some(Told::Cancelled));
        });
    });
    let is_open = !request.state.is_closed();
    let busy = move || form.is_busy().then_some("true");
    let button =
        is_open.then(|| view! { <TakeBack form reference=request.reference.clone() take_back=cancel /> }.into_any());
    let keep = |format, kind| {
        let (receipt, name) = (receipt.clone(), format!("vet2b-{}.{format}", request.reference));
        move |_| keep(form, &receipt, format, kind, name.clone())
    };
    view! {
        <div class="form-page stack">
            <h1 tabindex="-1">{words::kind(request.kind)}</h1>
            {notice(work)}
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
            <div class="button-row">
                <button class="button" type="button" on:click=keep("html", "text/html") aria-disabled=busy>
                    {tr!(requests.case_html)}
                </button>
                <button
                    class="button button--quiet"
                    type="button"
                    on:click=keep("json", "application/json")
                    aria-disabled=busy
                >
                    {tr!(requests.case_json)}
                </button>
                {button}
            </div>
            <Authority />
            <p><a href=href(Route::Request)>{tr!(requests.new_request)}</a></p>
        </div>
    }
    .into_any()
}

/// Has the case file saved: asked for by the code, which stands in no address.
fn keep(form: Form, receipt: &str, format: &'static str, kind: &'static str, name: String) {
    let code = RequestCodeDraft { code: receipt.to_owned() }.check();
    let ask = move |code| of_code(api::rights::case_file(code, format));
    form.submit(code, ask, move |text| file::save(&name, kind, &text));
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
    fn only_an_open_request_can_be_taken_back_and_the_code_and_the_case_file_are_there_to_be_kept() {
        for (state, buttons) in [(RequestState::Received, 3), (RequestState::Refused, 2)] {
            for lang in Lang::ALL {
                let html = Owner::new().with(|| {
                    provide_here(Signal::stored(Here { lang, route: None }));
                    let receipt = spelt("23456789ABCDEFGH");
                    page(Work::new(), &Opened { request: complaint(state, 21), receipt }).to_html()
                });
                assert!(html.contains("2345-6789-ABCD-EFGH") && html.contains("R-7K3M-9QXA"));
                assert_eq!(html.matches("<button").count(), buttons, "{state:?}");
                assert!(html.contains("https://www.dvi.gov.lv"), "where else to turn");
            }
        }
    }

    #[test]
    fn what_has_just_happened_is_said() {
        for lang in Lang::ALL {
            let [quiet, told] = [None, Some(Told::Cancelled)].map(|told| {
                Owner::new().with(|| {
                    provide_here(Signal::stored(Here { lang, route: None }));
                    let work = Work::new();
                    work.told.set(told);
                    let shown = Opened { request: complaint(RequestState::Cancelled, 21), receipt: String::new() };
                    page(work, &shown).to_html()
                })
            });
            assert!(!quiet.contains("notice--success") && told.contains("notice--success"), "{told}");
        }
    }

    #[test]
    fn a_mailed_code_outlives_a_change_of_language() {
        let kept = Owner::new().with(|| {
            provide_taken_code();
            let code = RequestCodeDraft { code: "2345-6789-ABCD".into() }.check().ok();
            Work::new().keep(code.clone());
            let again = Work::new().taken.and_then(|taken| taken.0.get_value());
            (again.is_some(), again == code)
        });
        assert_eq!(kept, (true, true));
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
