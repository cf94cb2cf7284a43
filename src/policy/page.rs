//! The pages of documents: a heading, and the document as the server has rendered it.

use std::mem;

use contract::{
    account::Session,
    lang::Lang,
    policy::PolicyAnswerDraft,
    route::{Dashboard, Route},
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};

use super::{PLACE, Prefetched};
use crate::{
    api::{self, ApiError},
    browser::{
        document::{focus_first, next_frame, scroll_to},
        location::fragment,
        reading::{self, Pressed, Search},
    },
    consent::use_decision,
    effect::{effect, effect_since},
    form::label::explain_error,
    here::{href, use_lang},
    session::{SessionContext, SessionState, use_session},
    title::page_title,
    tr,
    ui::{Load, Notice, PageHeader, Tone, loaded},
};

/// Lets a person read the privacy policy in force, and use the rights that it names.
#[component]
pub fn PrivacyPolicy() -> impl IntoView {
    let page = Route::MyPrivacy(Dashboard::Overview);
    view! {
        <PageHeader title=page_title(Route::Privacy) lead=tr!(policy.privacy_lead) />
        <Notice tone=Tone::Info>
            <p>
                <strong>{tr!(policy.my_privacy_title)}"."</strong> " " {tr!(policy.my_privacy_text)} " "
                <a href=href(page)>{page_title(page)}</a>"."
            </p>
        </Notice>
        {document(Route::Privacy)}
    }
}

/// Another document: a version or all of them, what changed between two, the terms of use.
#[component]
pub fn DocumentPage(
    /// which
    route: Route,
) -> impl IntoView {
    let (title, lead) = match route {
        Route::PolicyChanges { version, since } => {
            (tr!(policy.changes_title, version = version, since = since), tr!(policy.changes_lead))
        }
        Route::PolicyVersions => (page_title(route).to_owned(), tr!(policy.versions_lead)),
        Route::Legal => (page_title(route).to_owned(), tr!(policy.terms_lead)),
        _ => (page_title(route).to_owned(), tr!(policy.privacy_lead)),
    };
    view! {
        <div class="page-header">
            <h1 tabindex="-1">{title}</h1>
            <p class="page-header__lead">{lead}</p>
        </div>
        {document(route)}
    }
}

/// The document, or the waiting for it.
fn document(route: Route) -> AnyView {
    let lang = use_lang();
    let session = use_session();
    // None until the server has said who reads.
    let reader = move || match session.get() {
        SessionState::Known(Session::SignedIn(viewer)) => Some(Some(viewer.email)),
        SessionState::Known(Session::Guest) => Some(None),
        SessionState::Unknown | SessionState::Unreachable(_) => None,
    };
    let kept = use_context::<StoredValue<Option<Prefetched>>>();
    let here = kept.and_then(|kept| kept.get_value()).filter(|here| here.is(route, lang, untrack(reader).as_ref()));
    let is_stale = here.as_ref().is_some_and(|here| here.shown_to.is_some());
    // Of a document that the page came with, the browser has gone to the fragment's clause already.
    let is_new = StoredValue::new(here.is_none());
    let load = Load::of(here.map(|here| here.html), move || api::policy::document(route, lang));
    if is_stale {
        // What was decided since may have changed it.
        effect(move || load.reload());
    }
    let search = StoredValue::new(None::<Search>);
    let (failure, answered) = (RwSignal::new(None::<ApiError>), RwSignal::new(None::<String>));
    effect(move || {
        if let Some(((kept, reader), html)) = kept.zip(reader()).zip(load.get()) {
            kept.set_value(Some(Prefetched { route, lang, html, shown_to: Some(reader) }));
        }
    });
    effect(move || {
        if load.get().is_none() {
            return;
        }
        let is_new = is_new.try_update_value(mem::take);
        let answer = answered.try_update_untracked(Option::take).flatten();
        let search = search.try_update_value(Option::take).flatten();
        next_frame(move || {
            if let Some(search) = search {
                reading::resume(&search);
            }
            if let Some(answer) = answer {
                // What was pressed is gone; the answer says how it stands now.
                focus_first(&answer);
            } else if let Some(id) = fragment().filter(|_| is_new == Some(true)) {
                scroll_to(&id);
            }
            reading::follow();
        });
    });
    // A clause says what is decided. Whether it is recorded yet changes nothing of that.
    let decision = use_decision();
    effect_since(move |before: Option<Option<[bool; 2]>>| {
        let answers = decision.get().map(|decision| [decision.preferences.granted, decision.statistics.granted]);
        if before.is_some_and(|before| before != answers) {
            search.set_value(reading::search());
            load.reload();
        }
        answers
    });
    let is_busy = StoredValue::new(false);
    let desk = Desk { load, failure, answered, is_busy, session, lang };
    let failed = move || {
        failure.get().map(|error| {
            view! { <Notice tone=Tone::Danger live=true><p>{explain_error(&error)}</p></Notice> }
        })
    };
    let shown = loaded(load, explain_error, move |html: String| {
        view! {
            <div
                id=PLACE
                inner_html=html
                on:click=move |event| desk.click(&event)
                on:input=move |_| reading::find()
                on:submit=move |event| reading::submit(&event)
                on:keydown=move |event| reading::key(&event)
            ></div>
        }
    });
    view! { {failed} {shown} }.into_any()
}

/// What the buttons of a document do. The document is HTML from the server, so its events are handled at its root.
#[derive(Clone, Copy)]
struct Desk {
    load: Load<String>,
    failure: RwSignal<Option<ApiError>>,
    /// what takes the focus once the document says so
    answered: RwSignal<Option<String>>,
    /// an answer is on its way
    is_busy: StoredValue<bool>,
    session: SessionContext,
    lang: Lang,
}

impl Desk {
    fn click(self, event: &MouseEvent) {
        match reading::pressed(event) {
            Some(Pressed::Answer { accepted, version, clause }) => {
                self.answer(PolicyAnswerDraft { version, lang: self.lang, clause, accepted });
            }
            Some(Pressed::Link(id)) => reading::copy_link(&id),
            Some(Pressed::Step(by)) => reading::step(by),
            Some(Pressed::Print) => reading::print(),
            None => {}
        }
    }

    fn answer(self, draft: PolicyAnswerDraft) {
        // One after the other: which of two answers came last must not be left to the network.
        if self.is_busy.try_update_value(|is_busy| mem::replace(is_busy, true)) != Some(false) {
            return;
        }
        let told = match draft.clause.as_str() {
            "" => "#mine-answer".to_owned(),
            clause => format!("#purpose-{clause}"),
        };
        spawn_local(async move {
            let failure = api::policy::answer(&draft).await.err();
            self.is_busy.try_update_value(|is_busy| *is_busy = false);
            let is_answered = failure.is_none();
            // The page may have been left meanwhile.
            if self.failure.try_set(failure).is_none() && is_answered {
                self.answered.set(Some(told));
                self.load.reload();
            }
            if is_answered {
                self.session.refresh();
            }
        });
    }
}
