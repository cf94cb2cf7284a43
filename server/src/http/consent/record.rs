use contract::consent::{Decision, How, REGISTER_VERSION};
use contract::lang::Lang;
use sha2::{Digest, Sha256};

use super::Decided;
use crate::hex::hex;
use crate::problem::Outcome;
use crate::state::State;
use crate::store::{self, transact};

/// A choice that somebody made.
pub(super) struct Choice {
    /// remember choices
    pub preferences: bool,
    /// learn how the portal is used
    pub statistics: bool,
    /// how it was made
    pub how: How,
    /// the language it was asked in
    pub lang: Lang,
}

/// Adds a choice to the ledger. A device keeps its random name, so that it can be shown its history.
///
/// # Errors
/// The database's.
pub(super) async fn record(state: &State, Decided(before): Decided, choice: Choice) -> Outcome<Decision> {
    let now = state.now();
    let decision = Decision {
        register: REGISTER_VERSION,
        preferences: choice.preferences,
        statistics: choice.statistics,
        at: now.seconds(),
        how: choice.how,
        subject: before.map_or_else(|| hex(&state.random().bytes::<16>()), |before| before.subject),
    };
    let text = hex(&Sha256::digest(state.consent_text(choice.lang)));
    transact!(state.db(), async |tx| {
        store::consent::append(tx, &decision, choice.lang, &text, now).await?;
        Ok(())
    })?;
    Ok(decision)
}
