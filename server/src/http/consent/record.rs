use contract::consent::{Decision, How, Place, Purpose, Register};
use contract::lang::Lang;
use contract::privacy::Actor;
use contract::rights::{Concern, RequestKind};
use sha2::{Digest, Sha256};

use crate::first_paint::Shown;
use crate::hex::hex;
use crate::problem::Outcome;
use crate::rights;
use crate::state::State;
use crate::store::activity::Origin;
use crate::store::{self, Conn, transact};

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
    /// where it was made from
    pub origin: Origin,
}

impl Choice {
    fn answered(&self) -> Vec<Purpose> {
        let answers = [(Purpose::Preferences, self.preferences), (Purpose::Statistics, self.statistics)];
        answers.into_iter().filter_map(|(purpose, answer)| answer.map(|_| purpose)).collect()
    }
}

/// Adds a choice to the ledger, and has it hold at once: what the device no longer allows is deleted in the same transaction. A
/// device keeps its random name as long as it is used with the same account, so that it can be shown its history. `account_id` is who
/// is signed in.
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
        (How::Signal | How::Account | How::Inherited, _) => Shown::Signal,
        (_, Place::Settings) => Shown::Settings,
        (_, Place::Footer) => Shown::Withdrawal,
        (_, Place::Clause) => Shown::Clause,
        // The banner asks about what it has answered; by the cookie nothing may be open any more, as a refusal holds at once.
        (_, Place::Banner) => Shown::Banner(choice.answered()),
    };
    let decided = decided(before, &choice, register, state);
    transact!(state.db(), async |tx| {
        let text = text(tx, state, choice.lang, &shown).await?;
        let decision = named(tx, state, &decided, account_id).await?;
        let last = store::consent::last(tx, &decision.subject).await?;
        keep(tx, state, &decision, account_id, (choice.lang, &text)).await?;
        if let Some(account_id) = account_id {
            let (last, by) = (last.map(|last| last.decision()).transpose()?, (Actor::Person, &choice.origin));
            if rights::hold_cookies(tx, state, account_id, &decision, last.as_slice(), by).await? {
                rights::answered(tx, state, account_id, RequestKind::Withdrawal, Concern::Cookies).await?;
            }
        }
        Ok(decision)
    })
}

/// Keeps the words that were shown; gives their SHA-256.
async fn text(tx: &mut Conn, state: &State, lang: Lang, shown: &Shown) -> Outcome<String> {
    let words = state.consent_words(lang, shown);
    let text = hex(&Sha256::digest(&words));
    store::consent::keep_text(tx, &text, lang, &words, state.now()).await?;
    Ok(text)
}

/// Under the name that the device has, if whoever is signed in may go on under it. Else under a new random one: what stands under the
/// old name is another person's and stays theirs. So it is when the other's account was erased, or the name is made up.
async fn named(tx: &mut Conn, state: &State, decision: &Decision, account_id: Option<&str>) -> Outcome<Decision> {
    let decision = decision.clone();
    if decision.has_subject() && store::consent_device::claim(tx, &decision.subject, account_id).await? {
        return Ok(decision);
    }
    Ok(Decision { subject: hex(&state.random().bytes::<16>()), ..decision })
}

/// Adds a decision to the ledger and applies it to the device.
async fn keep(
    tx: &mut Conn,
    state: &State,
    decision: &Decision,
    account_id: Option<&str>,
    (lang, text): (Lang, &str),
) -> Outcome<()> {
    store::consent::append(tx, decision, lang, text, state.now()).await?;
    store::consent_device::apply(tx, decision, account_id, state.now()).await?;
    Ok(())
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
    Decision { at, how: choice.how, recorded: true, asked: None, ..decision }
}

/// A device in the hands of somebody who is signed in: if they have refused on another device what this one allows, the stricter holds
/// here too, until they choose; and a device that somebody else has used goes on under a name of its own. Gives the decision that its
/// cookie is to say, where that is another one. Neither is a choice of the person's for other devices.
///
/// # Errors
/// The database's.
pub(super) async fn settle(
    state: &State,
    device: &Decision,
    account_id: &str,
    lang: Lang,
) -> Outcome<Option<Decision>> {
    let now = state.now();
    let elsewhere = store::account_consent::get(&mut state.db().read().await?, account_id).await?;
    // That choice, too, holds six months.
    let elsewhere = elsewhere.filter(|elsewhere| elsewhere.holds_at(now));
    if let Some(decision) = elsewhere.and_then(|elsewhere| device.tightened_by(&elsewhere, now)) {
        // Nor does this prolong what is left of the device's own answers.
        let at = if device.recorded { device.at.min(decision.at) } else { decision.at };
        let tightened = Decision { at, recorded: true, asked: None, ..decision };
        return transact!(state.db(), async |tx| {
            let text = text(tx, state, lang, &Shown::Signal).await?;
            let decision = named(tx, state, &tightened, Some(account_id)).await?;
            // Withdrawn for the account, it is in the ledger already, and only the cookie is behind.
            if !is_last(tx, &decision).await? {
                keep(tx, state, &decision, Some(account_id), (lang, &text)).await?;
            }
            Ok(Some(decision))
        });
    }
    // What waits to be recorded gets its name when it is.
    let is_settled = !device.recorded
        || !store::consent_device::is_not_of(&mut state.db().read().await?, &device.subject, account_id).await?;
    if is_settled {
        return Ok(None);
    }
    transact!(state.db(), async |tx| {
        let decision = named(tx, state, device, Some(account_id)).await?;
        let last = store::consent::last(tx, &device.subject).await?;
        // A name that was nobody's is the account's now.
        let Some(last) = last.filter(|_| decision.subject != device.subject) else { return Ok(None) };
        // The words are those that the device has answered.
        let last = last.shown()?;
        let decision = Decision { how: How::Inherited, ..decision };
        keep(tx, state, &decision, Some(account_id), (last.lang, &last.text)).await?;
        Ok(Some(decision))
    })
}

/// Whether the ledger's last word about the device is this decision.
async fn is_last(tx: &mut Conn, decision: &Decision) -> Outcome<bool> {
    let last = store::consent::last(tx, &decision.subject).await?;
    Ok(last.map(|last| last.decision()).transpose()?.as_ref() == Some(decision))
}
