//! The consent to new purposes of the policy, and its end.

use contract::policy::{Document, PolicyEvent, PolicyRecord};
use contract::privacy::{ActivityKind, Actor};

use crate::problem::{Failure, Outcome};
use crate::state::State;
use crate::store::activity::Origin;
use crate::store::{self, Conn};

/// Withdraws each new purpose of the policy that the person allows, under the version that they were asked by.
///
/// # Errors
/// The database's, or 500 for a version that was never published.
pub async fn withdraw_purposes(
    tx: &mut Conn,
    state: &State,
    account_id: &str,
    (actor, origin): (Actor, &Origin),
) -> Outcome<()> {
    let (policies, now) = (state.policies(), state.now());
    let records = store::policy::records(tx, account_id).await?;
    for record in records.iter().filter(|record| is_allowed(&records, record)) {
        let policy = policies.version(Document::Privacy, record.lang, &record.version);
        let policy = policy.ok_or_else(|| Failure::internal("an answer to a version that was never published"))?;
        let (event, kind) = (PolicyEvent::PurposeRefused, ActivityKind::PurposeRefused);
        if store::policy::record(tx, &state.id(), account_id, (policy, &record.clause), event, now).await? {
            store::activity::record(tx, &state.id(), account_id, kind, actor, origin, now).await?;
        }
    }
    Ok(())
}

/// Whether a record is the last word about a purpose, and allows it.
fn is_allowed(records: &[PolicyRecord], record: &PolicyRecord) -> bool {
    record.event == PolicyEvent::PurposeAllowed
        && PolicyRecord::answer(records, &record.version, &record.clause) == Some(record)
}
