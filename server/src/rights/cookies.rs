//! The consent to cookies, as far as it is the account's: a choice that holds for it, and the end of all.

use contract::consent::{Decision, How, Purpose};
use contract::privacy::{ActivityKind, Actor};

use crate::problem::Outcome;
use crate::state::State;
use crate::store::activity::Origin;
use crate::store::{self, Conn};

/// Has a choice hold for the account; `devices` have what was decided before on those that it was made for. One that takes back what was
/// allowed is a withdrawal (GDPR art. 7(3)): once, as what is refused already is not taken back again. Says whether it was one.
///
/// # Errors
/// The database's.
pub async fn hold_cookies(
    tx: &mut Conn,
    state: &State,
    account_id: &str,
    decision: &Decision,
    devices: &[Decision],
    (actor, origin): (Actor, &Origin),
) -> Outcome<bool> {
    let now = state.now();
    let by_account = store::account_consent::get(tx, account_id).await?.filter(|choice| choice.holds_at(now));
    let was_allowed = |purpose| {
        let by_account = by_account.as_ref().map(|choice| choice.answer(purpose)).filter(|answer| answer.version > 0);
        let on_a_device = || devices.iter().any(|device| device.answer(purpose).granted);
        by_account.map_or_else(on_a_device, |answer| answer.granted)
    };
    let is_refused = |purpose| {
        let answer = decision.answer(purpose);
        answer.version > 0 && !answer.granted
    };
    store::account_consent::set(tx, account_id, decision, now).await?;
    if is_refused(Purpose::Statistics) {
        // Of all devices: one that goes by another name today never comes to be tightened.
        store::usage::forget(tx, account_id).await?;
    }
    let is_withdrawal = Purpose::ALL.iter().any(|purpose| is_refused(*purpose) && was_allowed(*purpose));
    if is_withdrawal {
        let kind = ActivityKind::CookiesWithdrawn;
        store::activity::record(tx, &state.id(), account_id, kind, actor, origin, now).await?;
    }
    Ok(is_withdrawal)
}

/// Withdraws all that was allowed about cookies, as the person does by the button in the footer, but on every device that goes by a name
/// of the account's: the ledger says of each that it allows nothing more, and what rests on it is deleted. The cookie of a device says so
/// with the next page for whoever is signed in there.
///
/// # Errors
/// The database's.
pub async fn withdraw_cookies(tx: &mut Conn, state: &State, account_id: &str, by: (Actor, &Origin)) -> Outcome<()> {
    let now = state.now();
    let refusal = Decision::on_everything(state.register(), false, How::Account, now);
    let mut devices = Vec::new();
    for subject in store::consent_device::lock_of_account(tx, account_id).await? {
        let Some(last) = store::consent::last(tx, &subject).await? else { continue };
        let device = last.decision()?;
        if !device.holds_at(now) {
            continue;
        }
        if let Some(tightened) = device.tightened_by(&refusal, now) {
            let tightened = Decision { at: device.at.min(tightened.at), ..tightened };
            // Nothing was shown there: the words stay those that the device has answered.
            let last = last.shown()?;
            store::consent::append(tx, &tightened, last.lang, &last.text, now).await?;
            store::consent_device::apply(tx, &tightened, Some(account_id), now).await?;
        }
        devices.push(device);
    }
    hold_cookies(tx, state, account_id, &refusal, &devices, by).await?;
    Ok(())
}
