//! What the buttons and forms of a page do: one thing at a time, identity proven again when the server asks for it, failures
//! above the heading, success said.

use contract::{
    account::{Session, Viewer},
    check::Violations,
};
use leptos::prelude::*;

use super::reauth::{Reauth, use_reauth};
use crate::{
    api::Answer,
    browser::document::{focus_first, next_frame, scroll_to},
    form::{ErrorSummary, Form},
    session::SessionContext,
    ui::{Notice, Tone},
};

/// The acts of one page. A page has one form: only one of its sections is edited at a time.
#[derive(Clone, Copy)]
pub struct Acts {
    /// values, violations, failure, whether something is under way
    pub form: Form,
    done: RwSignal<Option<(Tone, String)>>,
    reauth: Reauth,
}

/// Provides the acts to a page.
pub fn provide_acts() {
    provide_context(Acts::new());
}

/// The acts of the page.
pub fn use_acts() -> Acts {
    use_context().unwrap_or_else(Acts::new)
}

impl Acts {
    fn new() -> Self {
        Self { form: Form::new(), done: RwSignal::new(None), reauth: use_reauth() }
    }

    /// Does something that needs no values.
    pub fn run<T: 'static>(self, action: impl Fn() -> Answer<T> + 'static, then: impl FnOnce(T) + 'static) {
        self.send(Ok(()), move |()| action(), then);
    }

    /// Sends what was checked.
    pub fn send<V: Clone + 'static, T: 'static>(
        self,
        checked: Result<V, Violations>,
        action: impl Fn(V) -> Answer<T> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        self.done.set(None);
        let reauth = self.reauth;
        self.form.submit(checked, move |valid| reauth.guard(move || action(valid.clone())), then);
    }

    /// Says that it worked; the words take the focus, because what was pressed may be gone.
    pub fn succeed(self, words: impl Into<String>) {
        self.say(Tone::Success, words.into());
    }

    /// Says that something is not as it was when the page was loaded.
    pub fn warn(self, words: &'static str) {
        self.say(Tone::Warning, words.into());
    }

    fn say(self, tone: Tone, words: String) {
        self.done.set(Some((tone, words)));
        next_frame(|| {
            scroll_to("done");
            focus_first("#done");
        });
    }

    /// Takes back what was said about the last act.
    pub fn quiet(self) {
        self.done.set(None);
        self.form.clear_errors();
    }

    /// For `aria-disabled`: a busy button keeps its focus (F20). Tracked.
    pub fn busy_attribute(self) -> Option<&'static str> {
        self.form.is_busy().then_some("true")
    }
}

/// Takes over into the session what the person has just changed. Asking the server again could fail, and then take the page away.
pub fn amend_viewer(session: SessionContext, change: impl FnOnce(&mut Viewer)) {
    if let Some(mut viewer) = untrack(|| session.viewer()) {
        change(&mut viewer);
        session.set(Session::SignedIn(viewer));
    }
}

/// Says what went wrong, or that it worked.
#[component]
pub fn Outcome() -> impl IntoView {
    let acts = use_acts();
    view! {
        <ErrorSummary form=acts.form />
        {move || {
            acts.done.get().map(|(tone, words)| {
                view! {
                    <div class="outcome" id="done" tabindex="-1">
                        <Notice tone live=true><p>{words}</p></Notice>
                    </div>
                }
            })
        }}
    }
}
