use contract::privacy::ActivityKind;
use contract::rights::DisclosureGround;

use super::Unmoved;
use crate::problem::Outcome;
use crate::rights::office::Office;
use crate::store::account::{self, email_key};
use crate::store::activity;
use crate::store::request::{self, NewDisclosure, Recorded};
use crate::store::staff_act::{self, Act};
use crate::store::{Db, transact};

/// What was given to whom (policy clauses `authorities` and `disclosure`).
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// whose data: the address of an account
    pub email: &'a str,
    /// to whom
    pub recipient: &'a str,
    /// why it may be
    pub ground: DisclosureGround,
    /// what, and for what
    pub reason: &'a str,
    /// the law that forbids to tell the person, if one does
    pub law: Option<&'a str>,
}

/// Records that data was given to somebody outside. The person sees it at once, unless a law forbids that.
///
/// # Errors
/// The database's.
pub async fn disclose(db: &Db, office: Office<'_>, given: Given<'_>, name: &str) -> Outcome<Result<(), Unmoved>> {
    transact!(db, async |tx| {
        let Some(account) = account::by_email_key(tx, &email_key(given.email)).await? else {
            return Ok(Err(Unmoved::NoAccount));
        };
        let Given { recipient, ground, reason, .. } = given;
        let id = office.id();
        let new = NewDisclosure { id: &id, account_id: &account.id, recipient, ground, reason, staff: name };
        if let Some(law) = given.law {
            request::seal(tx, &new, law, office.now).await?;
            return Ok(Ok(()));
        }
        request::disclose(tx, &new, office.now).await?;
        let kind = ActivityKind::DataDisclosed;
        activity::record_staff(tx, &office.id(), &account.id, kind, reason, office.now).await?;
        Ok(Ok(()))
    })
}

/// What was given of an account, as it was recorded; the latest first.
pub type Disclosures = Outcome<Result<Vec<Recorded>, Unmoved>>;

/// Reads what was given of an account to somebody outside. That somebody looked and why is recorded, and shown to the person, whether
/// there was anything to see or not; who it was is recorded too.
///
/// # Errors
/// The database's.
pub async fn disclosures(db: &Db, office: Office<'_>, (email, reason): (&str, &str), name: &str) -> Disclosures {
    transact!(db, async |tx| {
        let Some(account) = account::by_email_key(tx, &email_key(email)).await? else {
            return Ok(Err(Unmoved::NoAccount));
        };
        let kind = ActivityKind::DisclosuresViewed;
        activity::record_staff(tx, &office.id(), &account.id, kind, reason, office.now).await?;
        let act = Act::DisclosuresRead { account_id: &account.id, reason };
        staff_act::record(tx, &office.id(), name, act, office.now).await?;
        Ok(Ok(request::recorded(tx, &account.id).await?))
    })
}
