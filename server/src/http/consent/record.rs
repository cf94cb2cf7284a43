use contract::consent::{Decision, How, Place, Purpose, Register};
use contract::lang::Lang;
use sha2::{Digest, Sha256};

use crate::first_paint::Shown;
use crate::hex::hex;
use crate::problem::Outcome;
use crate::state::State;
use crate::store::{self, transact};

/// A choice that somebody made.
pub(super) struct Choice {
    /// remember choices; none leaves it as it was
    pub preferences: Option<bool>,
    /// learn how the portal is used; none leaves it as it was
    pub statistics: Option<bool>,
    /// how it was made
    pub how: How,
    /// the language it was asked in
    pub lang: Lang,
    /// where it was asked for
    pub place: Place,
}

impl Choice {
    fn answered(&self) -> Vec<Purpose> {
        let answers = [(Purpose::Preferences, self.preferences), (Purpose::Statistics, self.statistics)];
        answers.into_iter().filter_map(|(purpose, answer)| answer.map(|_| purpose)).collect()
    }
}

/// Adds a choice to the ledger, and has it hold at once: what the device no longer allows is deleted in the same transaction. A
/// device keeps its random name, so that it can be shown its history. `account_id` is who is signed in.
///
/// # Errors
/// The database's.
pub(super) async fn record(
    state: &State,
    before: Option<Decision>,
    account_id: Option<&str>,
    choice: Choice,
) -> Outcome<Decision> {
    let (register, now) = (state.register(), state.now());
    let before = before.filter(|before| before.holds_at(now));
    let shown = match (choice.how, choice.place) {
        (How::Signal | How::Account, _) => Shown::Signal,
        (_, Place::Settings) => Shown::Settings,
        (_, Place::Footer) => Shown::Withdrawal,
        (_, Place::Clause) => Shown::Clause,
        // The banner asks about what it has answered; by the cookie nothing may be open any more, as a refusal holds at once.
        (_, Place::Banner) => Shown::Banner(choice.answered()),
    };
    let decision = decided(before, &choice, register, state);
    keep(state, &decision, account_id, choice.lang, &shown).await?;
    Ok(decision)
}

/// Adds a decision to the ledger and applies it. What the portal itself derived is no choice of the person's for other devices.
async fn keep(state: &State, decision: &Decision, account_id: Option<&str>, lang: Lang, shown: &Shown) -> Outcome<()> {
    let now = state.now();
    let words = state.consent_words(lang, shown);
    let text = hex(&Sha256::digest(&words));
    transact!(state.db(), async |tx| {
        store::consent::keep_text(tx, &text, lang, &words, now).await?;
        store::consent::append(tx, decision, lang, &text, now).await?;
        store::consent_device::apply(tx, decision, account_id, now).await?;
        if let Some(account_id) = account_id.filter(|_| decision.how != How::Account) {
            store::account_consent::set(tx, account_id, decision, now).await?;
        }
        Ok(())
    })
}

/// The decision before, with what was chosen now.
fn decided(before: Option<Decision>, choice: &Choice, register: Register, state: &State) -> Decision {
    let now = state.now().seconds();
    // A script's consent is no evidence of a person, so it leaves the question open; its refusal counts.
    let by_person = |granted: &bool| !granted || choice.how != How::Automated;
    let chosen = [(Purpose::Preferences, choice.preferences), (Purpose::Statistics, choice.statistics)]
        .map(|(purpose, granted)| (purpose, granted.filter(by_person)));
    // An answer to one question does not prolong the others. What was never recorded has no time.
    let at = match &before {
        Some(before) if before.at > 0 && chosen.iter().any(|(_, granted)| granted.is_none()) => before.at.min(now),
        _ => now,
    };
    let mut decision = before.unwrap_or_else(Decision::none);
    for (purpose, granted) in chosen {
        if let Some(granted) = granted {
            decision.set(purpose, granted, register);
        }
    }
    named(Decision { at, how: choice.how, recorded: true, asked: None, ..decision }, state)
}

/// With a random name, which a device keeps from its first record on.
fn named(decision: Decision, state: &State) -> Decision {
    if decision.has_subject() {
        return decision;
    }
    Decision { subject: hex(&state.random().bytes::<16>()), ..decision }
}

/// Whoever is signed in and has refused on another device what this one allows: the stricter holds here too, until they choose.
/// Gives the tightened decision, recorded.
///
/// # Errors
/// The database's.
pub(super) async fn tighten(
    state: &State,
    device: &Decision,
    account_id: &str,
    lang: Lang,
) -> Outcome<Option<Decision>> {
    let now = state.now();
    let elsewhere = store::account_consent::get(&mut state.db().read().await?, account_id).await?;
    // That choice, too, holds six months.
    let elsewhere = elsewhere.filter(|elsewhere| elsewhere.holds_at(now));
    let Some(decision) = elsewhere.and_then(|elsewhere| device.tightened_by(&elsewhere, now)) else { return Ok(None) };
    // Nor does this prolong what is left of the device's own answers.
    let at = if device.recorded { device.at.min(decision.at) } else { decision.at };
    let decision = named(Decision { at, recorded: true, asked: None, ..decision }, state);
    keep(state, &decision, Some(account_id), lang, &Shown::Signal).await?;
    Ok(Some(decision))
}

/// Notes that a device which has decided was last used with this account.
///
/// # Errors
/// The database's.
pub(super) async fn link(state: &State, device: &Decision, account_id: &str) -> Outcome<()> {
    transact!(state.db(), async |tx| {
        store::consent_device::link(tx, &device.subject, account_id).await?;
        Ok(())
    })
}
