//! What the consortium does with requests. Each step is recorded under the name of whoever takes it, and told to the person.

mod carry_out;
mod decision;
mod disclosure;
mod guardian;
mod guest;
mod unmoved;

use contract::privacy::ActivityKind;
use contract::problem::Code;
use contract::rights::{RequestEventKind, RequestKind, RequestState, clock};

use super::office::{By, Office, stored_day};
use crate::problem::Outcome;
use crate::store::activity::Origin;
use crate::store::request::{self, Stored};
use crate::store::{Conn, Db, export, transact};

pub use carry_out::{Order, carry_out};
pub use decision::{Verdict, confirm, decide};
pub use disclosure::{Disclosures, Given, disclose, disclosures};
pub use guardian::{nothing_left, propose_removal};
pub use guest::{Forgot, Shown, forget, held};
pub use unmoved::Unmoved;

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

/// A request that can be carried out: open, or granted in words alone.
async fn find_to_carry_out(tx: &mut Conn, office: Office<'_>, reference: &str) -> Moved {
    let Some(stored) = request::by_reference(tx, reference).await? else { return Ok(Err(Unmoved::Unknown)) };
    if stored.closed_at.is_none() {
        return find(tx, office, reference).await;
    }
    for event in request::events(tx, &stored.id).await? {
        if event.kind()? == RequestEventKind::CarriedOut {
            return Ok(Err(Unmoved::CarriedOutAlready));
        }
    }
    let is_granted = matches!(stored.state()?, RequestState::Granted | RequestState::PartlyGranted);
    Ok(if is_granted && stored.by_portal == 0 { Ok(stored) } else { Err(Unmoved::NotGranted) })
}

/// Grants a request that is open, with the reason, and notes that it was carried out; one that was granted before gets the reason now.
async fn carried_out(tx: &mut Conn, office: Office<'_>, stored: &Stored, reason: &str, name: &str) -> Outcome<()> {
    let is_open = stored.closed_at.is_none();
    if is_open {
        request::withdraw_refusal(tx, &stored.id).await?;
        decision::close(tx, office, stored, (RequestState::Granted, reason), name).await?;
    }
    let what = (RequestEventKind::CarriedOut, Some(ActivityKind::RequestCarriedOut));
    let reason = if is_open { "" } else { reason };
    office.note(tx, stored, what, By::Staff(name), reason, &Origin::SYSTEM).await
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

/// Looks at a request with everything that was written, closed ones too. That somebody looked and why is recorded, and shown to the
/// person.
///
/// # Errors
/// The database's.
pub async fn view(db: &Db, office: Office<'_>, reference: &str, reason: &str, name: &str) -> Moved {
    transact!(db, async |tx| {
        let Some(stored) = request::by_reference(tx, reference).await? else { return Ok(Err(Unmoved::Unknown)) };
        let what = (RequestEventKind::Viewed, Some(ActivityKind::RequestViewed));
        office.note(tx, &stored, what, By::Staff(name), reason, &Origin::SYSTEM).await?;
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

/// Asks who files a request, before its time is over; its clock stands still until the answer (GDPR art. 12(6)).
///
/// # Errors
/// The database's.
pub async fn ask(db: &Db, office: Office<'_>, reference: &str, question: &str, name: &str) -> Moved {
    transact!(db, async |tx| {
        let stored = match find(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        if stored.asked_on.is_none() && office.due(&stored)? < office.today()? {
            return Ok(Err(Unmoved::Overdue));
        }
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
