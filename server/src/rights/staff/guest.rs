use contract::privacy::ActivityKind;
use contract::rights::{RequestEventKind, RequestKind};

use super::carry_out::account_of;
use super::{Unmoved, again, carried_out, find_to_carry_out};
use crate::problem::Outcome;
use crate::rights::office::{By, Office};
use crate::store::account::email_key;
use crate::store::activity::Origin;
use crate::store::address::{self, Forgotten, Held};
use crate::store::request::{self, Stored};
use crate::store::{Conn, Db, transact};

/// What lies under the address of somebody without an account.
pub type Shown = Outcome<Result<Held, Unmoved>>;

/// The request as it is now, and how much was deleted.
pub type Forgot = Outcome<Result<(Stored, Forgotten), Unmoved>>;

/// Reads what lies under the address that a request was filed by, to be told to its person (GDPR art. 15). The mailed code has proved
/// the address. That somebody looked and why is recorded.
///
/// # Errors
/// The database's.
pub async fn held(db: &Db, office: Office<'_>, reference: &str, reason: &str, name: &str) -> Shown {
    transact!(db, async |tx| {
        let Some(stored) = request::by_reference(tx, reference).await? else { return Ok(Err(Unmoved::Unknown)) };
        if let Some(unmoved) = not_a_guests(tx, &stored).await? {
            return Ok(Err(unmoved));
        }
        let what = (RequestEventKind::Viewed, Some(ActivityKind::RequestViewed));
        office.note(tx, &stored, what, By::Staff(name), reason, &Origin::SYSTEM).await?;
        Ok(Ok(address::held(tx, &email_key(&stored.email)).await?))
    })
}

/// Grants an erasure that somebody without an account asks for, and deletes what lies under their address (GDPR art. 17). The request
/// itself stays as long as others that are closed: it proves that it was done.
///
/// # Errors
/// The database's.
pub async fn forget(db: &Db, office: Office<'_>, reference: &str, reason: &str, name: &str) -> Forgot {
    transact!(db, async |tx| {
        let stored = match find_to_carry_out(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        if let Some(unmoved) = not_a_guests(tx, &stored).await? {
            return Ok(Err(unmoved));
        }
        if stored.kind()? != RequestKind::Erasure {
            return Ok(Err(Unmoved::NotErasure));
        }
        let forgotten = address::forget(tx, &email_key(&stored.email), &stored.id, office.now).await?;
        // After it, as the answer is a mail too.
        carried_out(tx, office, &stored, reason, name).await?;
        Ok(again(tx, stored).await?.map(|stored| (stored, forgotten)))
    })
}

/// Why what lies under the address is not this request's to read or to delete; none when it is. A guardian's address may be unproved.
async fn not_a_guests(tx: &mut Conn, stored: &Stored) -> Outcome<Option<Unmoved>> {
    if stored.kind()? == RequestKind::Guardian {
        return Ok(Some(Unmoved::Guardian));
    }
    Ok(account_of(tx, stored).await?.map(|_| Unmoved::HasAccount))
}
