use contract::time::Timestamp;

use crate::problem::Outcome;
use crate::signing::checkpoint_text;
use crate::state::State;
use crate::store::checkpoint::{self, Checkpoint};
use crate::store::transact;

/// Between two checkpoints while the server runs.
const DAY_SECONDS: i64 = 86_400;

/// Signs the chain's end, once a day. For the sweep.
///
/// # Errors
/// The database's.
pub(super) async fn daily(state: &State) -> Outcome<()> {
    let last = checkpoint::last(&mut state.db().read().await?).await?;
    let is_due = last.is_none_or(|last| state.now() >= Timestamp(last.at).plus_seconds(DAY_SECONDS));
    if is_due { self::checkpoint(state).await } else { Ok(()) }
}

/// Signs the end of the ledger of cookie decisions, if it has moved since the last checkpoint.
///
/// # Errors
/// The database's.
pub async fn checkpoint(state: &State) -> Outcome<()> {
    let mut conn = state.db().read().await?;
    let (number, hash) = checkpoint::head(&mut conn).await?;
    let last = checkpoint::last(&mut conn).await?;
    if number <= last.map_or(0, |last| last.number) {
        return Ok(());
    }
    let (signer, now) = (state.signer(&mut conn).await?, state.now());
    // Given back before the write: with few connections, waiting for a second one could last.
    drop(conn);
    let signature = signer.sign(&checkpoint_text(number, &hash, now));
    let checkpoint = Checkpoint { number, hash, at: now.0, key_id: signer.id().to_owned(), signature };
    transact!(state.db(), async |tx| { Ok(checkpoint::add(tx, &checkpoint).await?) })
}
