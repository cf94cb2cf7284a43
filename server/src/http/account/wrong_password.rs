use contract::privacy::{ActivityKind, Actor};
use contract::time::Timestamp;

use crate::extract::Client;
use crate::limit;
use crate::problem::{Failure, Outcome};
use crate::state::State;
use crate::store::{self, Conn, transact};

/// Counts a try before the password is compared, so that a hundred at the same time are ten too. Whoever is right is forgiven.
///
/// # Errors
/// 429 when there were too many; known and unknown addresses alike.
pub async fn count_try(state: &State, email_key: &str) -> Outcome<()> {
    let (key, now) = (state.failure_key(email_key), state.now());
    transact!(state.db(), async |tx| {
        store::failure::lock(tx, &key, now).await?;
        let failures = store::failure::since(tx, &key, now.plus_seconds(-limit::FORGET_SECONDS)).await?;
        if let Some(allowed) = limit::allowed_at(&failures, now) {
            return Err(Failure::too_many(seconds_until(allowed, now)));
        }
        store::failure::insert(tx, &state.id(), &key, now).await?;
        Ok(())
    })
}

/// Forgets the tries: the password was right.
pub async fn forgive(state: &State, tx: &mut Conn, email_key: &str) -> Outcome<()> {
    store::failure::forget(tx, &state.failure_key(email_key)).await?;
    Ok(())
}

/// Tells the owner of the account. Where there is none, as much is written, and nothing kept: the time that an answer takes tells
/// nothing about an address.
pub async fn note(state: &State, account_id: Option<&str>, client: &Client) -> Outcome<()> {
    transact!(state.db(), async |tx| {
        let Some(account_id) = account_id else {
            store::failure::lock(tx, &state.id(), state.now()).await?;
            return Ok(());
        };
        // Whoever tried is not known to be the person.
        let (kind, actor) = (ActivityKind::SignInFailed, Actor::Unknown);
        store::activity::record(tx, &state.id(), account_id, kind, actor, &client.origin(), state.now()).await?;
        Ok(())
    })
}

fn seconds_until(later: Timestamp, now: Timestamp) -> u32 {
    u32::try_from((later.0 - now.0).div_euclid(1_000_000) + 1).unwrap_or(1)
}
