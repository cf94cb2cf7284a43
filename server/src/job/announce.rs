use crate::problem::Outcome;
use crate::state::State;
use crate::store::outbox::{self, Job, Post};
use crate::store::{account, transact};

/// So many accounts are told in one transaction.
const PAGE: i64 = 500;

/// Has the accounts after one told of a version, a page at a time. The mails of a page and the job for the next one are written
/// together, each under an id that follows from version and account: done twice, nobody is told twice.
///
/// # Errors
/// The database's.
pub(super) async fn run(state: &State, version: &str, after: &str) -> Outcome<()> {
    let now = state.now();
    transact!(state.db(), async |tx| {
        let accounts = account::ids_after(tx, after, PAGE).await?;
        for account_id in &accounts {
            let notice = Post::PolicyNotice { account_id: account_id.clone(), version: version.to_owned() };
            outbox::insert_once(tx, &format!("notice {version} {account_id}"), &Job::Mail(notice), now, now).await?;
        }
        if let Some(last) = accounts.last() {
            let rest = Job::Announce { version: version.to_owned(), after: last.clone() };
            outbox::insert_once(tx, &format!("announce {version} {last}"), &rest, now, now).await?;
        }
        Ok(())
    })
}
