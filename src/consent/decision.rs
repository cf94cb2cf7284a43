//! The device's decision: in a cookie that server and browser read, recorded by the server.

use contract::{
    consent::{ConsentDraft, DECISION, Decision, Kind, REGISTER},
    lang::Lang,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, ApiError},
    browser::{cookie, signal},
    here::use_lang,
};

/// The decision in force, shared by the whole app.
#[derive(Clone, Copy)]
pub struct DecisionContext(RwSignal<Option<Decision>>);

/// What a person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// remember choices
    pub preferences: bool,
    /// learn how the portal is used
    pub statistics: bool,
}

impl Choice {
    /// Everything refused.
    pub const NOTHING: Self = Self { preferences: false, statistics: false };
    /// Everything allowed.
    pub const EVERYTHING: Self = Self { preferences: true, statistics: true };
}

/// Provides the decision that the cookie holds. Without one, Global Privacy Control is a refusal: it holds at once, and is recorded.
pub fn provide_decision() {
    let decision = cookie::read(&DECISION).and_then(|value| Decision::from_cookie(&value)).filter(Decision::is_current);
    let signalled = decision.is_none().then(signal::since).flatten();
    let by_signal = signalled.is_some();
    provide_known_decision(decision.or_else(|| signalled.map(Decision::by_signal)));
    if by_signal {
        use_decide().signal();
    }
}

/// Provides a decision that is known already, for the first paint.
pub fn provide_known_decision(decision: Option<Decision>) {
    provide_context(DecisionContext(RwSignal::new(decision)));
}

/// The decision in force.
pub fn use_decision() -> DecisionContext {
    use_context().unwrap_or_else(|| DecisionContext(RwSignal::new(None)))
}

impl DecisionContext {
    /// The decision on the register in force; none before the first, or when only an older register was answered. Tracked.
    pub fn get(self) -> Option<Decision> {
        self.0.get().filter(Decision::is_current)
    }

    /// Whether items of this kind may be stored now; untracked, for the moment of storing.
    pub fn allows(self, kind: Kind) -> bool {
        kind.is_necessary() || self.0.with_untracked(|decision| decision.as_ref().is_some_and(|d| d.allows(kind)))
    }

    /// Takes over a decision, and deletes at once what it no longer allows.
    fn take(self, decision: Decision) {
        for item in REGISTER.iter().filter(|item| !decision.allows(item.kind)) {
            cookie::delete(item);
        }
        self.0.set(Some(decision));
    }
}

/// Takes decisions and shows how that went.
#[derive(Clone, Copy)]
pub struct Decide {
    decision: DecisionContext,
    lang: Lang,
    error: RwSignal<Option<ApiError>>,
    saved: RwSignal<u32>,
}

/// A way to decide, for one component.
pub fn use_decide() -> Decide {
    Decide { decision: use_decision(), lang: use_lang(), error: RwSignal::new(None), saved: RwSignal::new(0) }
}

impl Decide {
    /// Decides by a button of the banner.
    pub fn banner(self, choice: Choice, automated: bool) {
        self.send(ConsentDraft { automated, ..self.draft(choice) });
    }

    /// Has the refusal recorded that the browser's signal stands for.
    fn signal(self) {
        self.send(ConsentDraft { signal: true, ..self.draft(Choice::NOTHING) });
    }

    /// Decides in the settings.
    pub fn settings(self, choice: Choice) {
        self.send(ConsentDraft { from_settings: true, ..self.draft(choice) });
    }

    /// Why the last decision was not recorded, tracked. Until one is, nothing optional is stored.
    pub fn error(self) -> Option<ApiError> {
        self.error.get()
    }

    /// How many decisions were recorded here, tracked.
    pub fn saved(self) -> u32 {
        self.saved.get()
    }

    fn draft(self, choice: Choice) -> ConsentDraft {
        let Choice { preferences, statistics } = choice;
        ConsentDraft { preferences, statistics, lang: self.lang, ..ConsentDraft::default() }
    }

    fn send(self, draft: ConsentDraft) {
        spawn_local(async move {
            match api::consent::decide(draft).await {
                Ok(decision) => {
                    self.error.try_set(None);
                    self.saved.try_update(|saved| *saved += 1);
                    self.decision.take(decision);
                }
                Err(error) => {
                    self.error.try_set(Some(error));
                }
            }
        });
    }
}
