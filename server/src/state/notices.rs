use contract::lang::Lang;
use contract::policy::{Document, Standing};
use contract::time::Timestamp;

use super::{State, keyed};
use crate::problem::Outcome;
use crate::random::{id_of, made_at};
use crate::store::Conn;
use crate::store::outbox::{self, Job, Post};

impl State {
    /// Has an account told by mail of a version of the policy that was announced at this time; done twice, it is told once. The job's id
    /// follows from version and account, and bears the time of whichever of the two is younger. It travels with the mail, so it is a
    /// keyed hash, and names nobody.
    ///
    /// # Errors
    /// The database's.
    pub async fn announce(
        &self,
        tx: &mut Conn,
        account_id: &str,
        version: &str,
        announced_at: Timestamp,
    ) -> Outcome<()> {
        let seed = keyed(self.key(), "policy notice", &format!("{version} {account_id}"));
        let at = made_at(account_id).map_or(announced_at, |begun_at| begun_at.max(announced_at));
        let notice = Post::PolicyNotice { account_id: account_id.to_owned(), version: version.to_owned() };
        let now = self.now();
        outbox::insert_once(tx, &id_of(at, &seed), &Job::Mail(notice), now, now).await?;
        Ok(())
    }

    /// Has a new account told of every version that waits for its day: it was announced before there was this account.
    ///
    /// # Errors
    /// The database's.
    pub async fn announce_to_new(&self, tx: &mut Conn, account_id: &str) -> Outcome<()> {
        for entry in self.policy_versions(Document::Privacy, Lang::default()) {
            if entry.standing == Standing::Announced {
                self.announce(tx, account_id, &entry.version, Timestamp(0)).await?;
            }
        }
        Ok(())
    }

    /// The id of the job that goes on with an announcement after this account; it bears the time of the announcement.
    pub fn announcement_id(&self, version: &str, after: &str, announced_at: Timestamp) -> String {
        id_of(announced_at, &keyed(self.key(), "announcement", &format!("{version} {after}")))
    }
}
