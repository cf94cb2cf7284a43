use contract::time::Timestamp;

use crate::problem::Outcome;
use crate::random::made_at;
use crate::state::State;
use crate::store::outbox::{self, Job};
use crate::store::{account, transact};

/// So many accounts are told in one transaction.
const PAGE: i64 = 500;

/// Has the accounts after one told of a version, a page at a time. The mails of a page and the job for the next one are written
/// together, each under an id that follows from version and account: done twice, nobody is told twice.
///
/// # Errors
/// The database's.
pub(super) async fn run(state: &State, id: &str, version: &str, after: &str) -> Outcome<()> {
    // An id from before ids of all pages told the time says none; any will do that stays the same.
    let announced_at = made_at(id).unwrap_or(Timestamp(0));
    let now = state.now();
    transact!(state.db(), async |tx| {
        let accounts = account::ids_after(tx, after, PAGE).await?;
        for account_id in &accounts {
            state.announce(tx, account_id, version, announced_at).await?;
        }
        if let Some(last) = accounts.last() {
            let rest = Job::Announce { version: version.to_owned(), after: last.clone() };
            let id = state.announcement_id(version, last, announced_at);
            outbox::insert_once(tx, &id, &rest, now, now).await?;
        }
        Ok(())
    })
}
