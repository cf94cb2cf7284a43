//! What the consortium does with requests. Each step is recorded under the name of whoever takes it, and told to the person.

mod decision;
mod disclosure;
mod guardian;

use std::fmt;

use contract::privacy::ActivityKind;
use contract::problem::Code;
use contract::rights::{RequestEventKind, RequestKind, clock};

use super::office::{By, Office, stored_day};
use crate::problem::Outcome;
use crate::store::activity::Origin;
use crate::store::request::{self, Stored};
use crate::store::{Conn, Db, export, transact};

pub use decision::{Verdict, confirm_refusal, decide};
pub use disclosure::{Disclosures, Given, disclose, disclosures};
pub use guardian::{nothing_left, remove_child};

/// Why nothing was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmoved {
    /// no request has this reference
    Unknown,
    /// it is closed
    Closed,
    /// the portal itself works on it
    Portal,
    /// a question is open already
    AskedAlready,
    /// no question is open
    NotAsked,
    /// it was extended before
    ExtendedAlready,
    /// its time is over: an extension must be told before (GDPR art. 12(3))
    Late,
    /// nobody wants to refuse it
    NoRefusal,
    /// whoever wants to refuse it cannot confirm that
    SamePerson,
    /// a guardian's report ends by its own command
    Guardian,
    /// this is no guardian's report
    NotGuardian,
    /// no account has this address
    NoAccount,
    /// the erasure of this account runs
    ErasureRuns,
}

impl fmt::Display for Unmoved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "no request has this reference",
            Self::Closed => "the request is closed",
            Self::Portal => {
                "the portal itself works on this request; a decision would not stop it, only its person can"
            }
            Self::AskedAlready => "a question is open already; `staff answered` closes it",
            Self::NotAsked => "no question is open",
            Self::ExtendedAlready => "the request was extended before; the law allows it once",
            Self::Late => "the time is over; an extension must be told before (GDPR art. 12(3))",
            Self::NoRefusal => "nobody has asked to refuse this request",
            Self::SamePerson => "a refusal is confirmed by a second person, not by the one who asked for it",
            Self::Guardian => "a guardian's report is granted by `staff close-guardian`",
            Self::NotGuardian => "this is no guardian's report",
            Self::NoAccount => "no account has this address",
            Self::ErasureRuns => "this account is being erased already",
        })
    }
}

/// What became of a step: the request as it is now, or why it was not taken.
pub type Moved = Outcome<Result<Stored, Unmoved>>;

/// The open request with this reference, unless the portal itself works on it.
async fn find(tx: &mut Conn, office: Office<'_>, reference: &str) -> Moved {
    let Some(stored) = request::by_reference(tx, reference).await? else { return Ok(Err(Unmoved::Unknown)) };
    if stored.closed_at.is_some() {
        return Ok(Err(Unmoved::Closed));
    }
    if is_under_way(tx, office, &stored).await? {
        return Ok(Err(Unmoved::Portal));
    }
    Ok(Ok(stored))
}

/// Whether the portal works on it. An erasure it never gives up; an export that has failed is for people.
async fn is_under_way(tx: &mut Conn, office: Office<'_>, stored: &Stored) -> Outcome<bool> {
    match &stored.account_id {
        Some(account_id) if stored.by_portal == 1 && stored.kind()? == RequestKind::Access => {
            let running = export::on_its_way(tx, account_id).await?;
            Ok(running.is_some_and(|export| !export.is_lost(office.now)))
        }
        _ => Ok(stored.by_portal == 1),
    }
}

/// The request as it is after a step.
async fn again(tx: &mut Conn, before: Stored) -> Moved {
    Ok(Ok(request::by_id(tx, &before.id).await?.unwrap_or(before)))
}

/// Looks at a request with everything that was written, closed ones too. That somebody looked is recorded, and shown to the person.
///
/// # Errors
/// The database's.
pub async fn view(db: &Db, office: Office<'_>, reference: &str, name: &str) -> Moved {
    transact!(db, async |tx| {
        let Some(stored) = request::by_reference(tx, reference).await? else { return Ok(Err(Unmoved::Unknown)) };
        let what = (RequestEventKind::Viewed, Some(ActivityKind::RequestViewed));
        office.note(tx, &stored, what, By::Staff(name), "", &Origin::SYSTEM).await?;
        Ok(Ok(stored))
    })
}

/// Gives a request to somebody of the staff.
///
/// # Errors
/// The database's.
pub async fn assign(db: &Db, office: Office<'_>, reference: &str, to: &str, name: &str) -> Moved {
    transact!(db, async |tx| {
        let stored = match find(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        if !request::assign(tx, &stored.id, to).await? {
            return Err(Code::Conflict.into());
        }
        let what = (RequestEventKind::Assigned, Some(ActivityKind::RequestAssigned));
        office.note(tx, &stored, what, By::Giver { name, to }, "", &Origin::SYSTEM).await?;
        again(tx, stored).await
    })
}

/// Asks who files a request; its clock stands still until the answer (GDPR art. 12(6)).
///
/// # Errors
/// The database's.
pub async fn ask(db: &Db, office: Office<'_>, reference: &str, question: &str, name: &str) -> Moved {
    transact!(db, async |tx| {
        let stored = match find(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        if !request::pause(tx, &stored.id, &office.today()?.to_string()).await? {
            return Ok(Err(Unmoved::AskedAlready));
        }
        let what = (RequestEventKind::Asked, Some(ActivityKind::RequestAsked));
        office.note(tx, &stored, what, By::Staff(name), question, &Origin::SYSTEM).await?;
        office.tell(tx, &stored, RequestEventKind::Asked, question).await?;
        again(tx, stored).await
    })
}

/// Notes that the question is answered; the clock goes on, later by the days it stood still.
///
/// # Errors
/// The database's.
pub async fn answer(db: &Db, office: Office<'_>, reference: &str, name: &str) -> Moved {
    transact!(db, async |tx| {
        let stored = match find(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        let Some(asked) = &stored.asked_on else { return Ok(Err(Unmoved::NotAsked)) };
        let days = stored.paused_days + i64::from(clock::paused_days(stored_day(asked)?, office.today()?));
        let due = office.due(&stored)?.to_string();
        if !request::resume(tx, &stored.id, days, &due).await? {
            // Somebody was faster.
            return Err(Code::Conflict.into());
        }
        let what = (RequestEventKind::Answered, Some(ActivityKind::RequestAnswered));
        office.note(tx, &stored, what, By::Staff(name), "", &Origin::SYSTEM).await?;
        office.tell(tx, &stored, RequestEventKind::Answered, "").await?;
        again(tx, stored).await
    })
}

/// Extends a request by one or two months, once and before its time is over, and tells why (GDPR art. 12(3)).
///
/// # Errors
/// The database's.
pub async fn extend(db: &Db, office: Office<'_>, reference: &str, (months, reason): (u8, &str), name: &str) -> Moved {
    transact!(db, async |tx| {
        let stored = match find(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        if stored.extension > 0 {
            return Ok(Err(Unmoved::ExtendedAlready));
        }
        if office.due(&stored)? < office.today()? {
            return Ok(Err(Unmoved::Late));
        }
        let mut longer = stored.clone();
        longer.extension = months.into();
        // What is stored is the day without an open question.
        longer.asked_on = None;
        let due = office.due(&longer)?.to_string();
        if !request::extend(tx, &stored.id, months.into(), &due).await? {
            return Ok(Err(Unmoved::ExtendedAlready));
        }
        let what = (RequestEventKind::Extended, Some(ActivityKind::RequestExtended));
        office.note(tx, &stored, what, By::Staff(name), reason, &Origin::SYSTEM).await?;
        office.tell(tx, &stored, RequestEventKind::Extended, reason).await?;
        again(tx, stored).await
    })
}
