//! The device's decision: in a cookie that server and browser read, recorded by the server.
//!
//! A refusal holds at once, whether or not the server can be reached; it is recorded as soon as it can. Nothing is allowed before
//! the server has recorded that it is.

use contract::{
    consent::{Asked, ConsentDraft, DECISION, Decision, How, Kind, Medium, Place, Purpose, Register},
    lang::Lang,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, ApiError},
    browser::{channel, cookie, signal},
    effect::effect,
    here::use_lang,
    session::use_session,
};

/// The decision in force, shared by the whole app.
#[derive(Clone, Copy)]
pub struct DecisionContext {
    decision: RwSignal<Option<Decision>>,
    register: Register,
}

/// What a person chose; what is not said stays as it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// remember choices
    pub preferences: Option<bool>,
    /// learn how the portal is used
    pub statistics: Option<bool>,
}

impl Choice {
    /// Everything refused.
    pub const NOTHING: Self = Self { preferences: Some(false), statistics: Some(false) };

    /// The same answer to some purposes.
    pub fn on(purposes: &[Purpose], granted: bool) -> Self {
        let answer = |purpose| purposes.contains(&purpose).then_some(granted);
        Self { preferences: answer(Purpose::Preferences), statistics: answer(Purpose::Statistics) }
    }

    /// One purpose withdrawn.
    pub fn without(purpose: Purpose) -> Self {
        Self::on(&[purpose], false)
    }
}

/// Provides the decision that the cookie holds, and keeps it in step with other tabs. Without one, Global Privacy Control is a
/// refusal. What is not recorded yet is sent again, now and when the network is back.
pub fn provide_decision(register: Register) {
    let context = provide_known_decision(stored(), register);
    let decide = use_decide();
    let settle = move || match context.decision.get_untracked() {
        None if signal::is_sent() => decide.signal(),
        Some(decision) if !decision.recorded => decide.send_again(&decision),
        _ => {}
    };
    settle();
    // Whoever signs in may have decided more strictly on another device: the server then answers with another cookie.
    let session = use_session();
    effect(move || {
        session.get();
        context.reread();
    });
    channel::on_message(move || context.reread());
    channel::on_online(settle);
}

/// Provides a decision that is known already, for the first paint.
pub fn provide_known_decision(decision: Option<Decision>, register: Register) -> DecisionContext {
    let context = DecisionContext { decision: RwSignal::new(decision), register };
    provide_context(context);
    context
}

/// The decision in force.
pub fn use_decision() -> DecisionContext {
    use_context().unwrap_or_else(|| DecisionContext { decision: RwSignal::new(None), register: Register::default() })
}

fn stored() -> Option<Decision> {
    cookie::read(&DECISION).and_then(|value| Decision::from_cookie(&value))
}

impl DecisionContext {
    /// The decision; none before the first. Tracked.
    pub fn get(self) -> Option<Decision> {
        self.decision.get()
    }

    /// What is to be asked: everything, or what is new. Tracked.
    pub fn open(self) -> Vec<Purpose> {
        self.decision.with(|decision| match decision {
            Some(decision) => decision.open(self.register).collect(),
            None => Purpose::ALL.to_vec(),
        })
    }

    /// What the portal may store, as it is run.
    pub const fn register(self) -> Register {
        self.register
    }

    /// Whether items of this kind may be stored now; untracked, for the moment of storing.
    pub fn allows(self, kind: Kind) -> bool {
        kind.is_necessary()
            || self.decision.with_untracked(|decision| decision.as_ref().is_some_and(|d| d.allows(kind)))
    }

    /// Whether the browser keeps the decision; else it holds for this page alone.
    pub fn is_kept(self) -> bool {
        self.decision.with(Option::is_none) || stored().is_some()
    }

    /// Takes over what another tab, or the server, has put into the cookie.
    pub fn reread(self) {
        if let Some(decision) = stored() {
            self.set(decision);
        }
    }

    /// Takes over a decision, and deletes at once what it no longer allows.
    fn set(self, decision: Decision) {
        for item in self.register.items().filter(|item| item.medium == Medium::Cookie) {
            if !decision.may_keep(item) {
                cookie::delete(item);
            }
        }
        if self.decision.with_untracked(|before| before.as_ref() != Some(&decision)) {
            self.decision.set(Some(decision));
        }
    }
}

/// Takes decisions and shows how that went.
#[derive(Clone, Copy)]
pub struct Decide {
    context: DecisionContext,
    lang: Lang,
    /// why, and whether a refusal waits to be recorded
    error: RwSignal<Option<(ApiError, bool)>>,
    saved: RwSignal<u32>,
}

/// A way to decide, for one component.
pub fn use_decide() -> Decide {
    Decide { context: use_decision(), lang: use_lang(), error: RwSignal::new(None), saved: RwSignal::new(0) }
}

impl Decide {
    /// Decides by a button of the banner.
    pub fn banner(self, choice: Choice, automated: bool) {
        self.send(ConsentDraft { automated, ..self.draft(choice) });
    }

    /// Decides in the settings.
    pub fn settings(self, choice: Choice) {
        self.send(ConsentDraft { place: Place::Settings, ..self.draft(choice) });
    }

    /// Takes back everything, by the footer's button.
    pub fn withdraw(self) {
        self.send(ConsentDraft { place: Place::Footer, ..self.draft(Choice::NOTHING) });
    }

    /// Refuses because the browser's signal does.
    fn signal(self) {
        self.send(ConsentDraft { signal: true, ..self.draft(Choice::NOTHING) });
    }

    /// Has a refusal recorded that holds already.
    fn send_again(self, decision: &Decision) {
        let everything = || Asked { place: Place::default(), lang: self.lang, purposes: Purpose::ALL.to_vec() };
        let Asked { place, lang, purposes } = decision.asked.clone().unwrap_or_else(everything);
        self.send(ConsentDraft {
            place,
            lang,
            automated: decision.how == How::Automated,
            signal: decision.how == How::Signal,
            ..self.draft(Choice::on(&purposes, false))
        });
    }

    /// Why the last decision was not recorded, tracked.
    pub fn error(self) -> Option<ApiError> {
        let waits = self.context.get().is_some_and(|decision| !decision.recorded);
        let (error, is_refusal) = self.error.get()?;
        // A refusal that could not be recorded then may be by now.
        (waits || !is_refusal).then_some(error)
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
        self.hold_refusals(&draft);
        spawn_local(async move {
            match api::consent::decide(draft).await {
                Ok(decision) => {
                    self.error.try_set(None);
                    if cookie::read(&DECISION).is_none() {
                        // The server's cookie was not taken; perhaps a script's is.
                        cookie::write(&DECISION, &decision.to_cookie());
                    }
                    self.context.set(decision);
                    self.saved.try_update(|saved| *saved += 1);
                    channel::post();
                }
                Err(error) => {
                    let waits = self.context.decision.try_get_untracked().flatten();
                    self.error.try_set(Some((error, waits.is_some_and(|decision| !decision.recorded))));
                }
            }
        });
    }

    /// What is refused holds from now on.
    fn hold_refusals(self, draft: &ConsentDraft) {
        let before = self.context.decision.get_untracked().unwrap_or_else(Decision::none);
        let waits = |purpose: &Purpose| before.asked.as_ref().is_some_and(|asked| asked.purposes.contains(purpose));
        let refuses = |purpose: &Purpose| draft.answer(*purpose) == Some(false);
        if !Purpose::ALL.iter().any(refuses) {
            return;
        }
        // What waits already goes with it; a grant takes its place.
        let waits = |purpose: &Purpose| draft.answer(*purpose).is_none() && waits(purpose);
        let purposes = Purpose::ALL.iter().copied().filter(|purpose| refuses(purpose) || waits(purpose)).collect();
        let asked = Some(Asked { place: draft.place, lang: draft.lang, purposes });
        let mut decision = Decision { how: draft.how(), recorded: false, asked, ..before.clone() };
        for purpose in Purpose::ALL.iter().filter(|purpose| refuses(purpose)) {
            decision.set(*purpose, false, self.context.register);
        }
        cookie::write(&DECISION, &decision.to_cookie());
        self.context.set(decision);
        channel::post();
    }
}
