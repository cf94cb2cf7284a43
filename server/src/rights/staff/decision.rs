use contract::privacy::ActivityKind;
use contract::problem::Code;
use contract::rights::{RequestEventKind, RequestKind, RequestState};

use super::guardian::remove;
use super::{Moved, Unmoved, again, find};
use crate::problem::Outcome;
use crate::rights::office::{By, Office};
use crate::store::activity::Origin;
use crate::store::request::{self, Stored};
use crate::store::{Conn, Db, transact};

/// How a request is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Verdict {
    /// as asked
    Grant,
    /// in part
    Partly,
    /// not at all; counts once a second person confirms it
    Refuse,
}

/// Decides a request with a reason. A refusal only waits: another person must confirm it. Asked for again, it takes the place of the
/// one that waits.
///
/// # Errors
/// The database's.
pub async fn decide(
    db: &Db,
    office: Office<'_>,
    reference: &str,
    (verdict, reason): (Verdict, &str),
    name: &str,
) -> Moved {
    transact!(db, async |tx| {
        let stored = match find(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        let state = match verdict {
            Verdict::Refuse => return propose(tx, office, stored, reason, name).await,
            // Granted, a report ends in the removal of an account.
            _ if stored.kind()? == RequestKind::Guardian => return Ok(Err(Unmoved::Guardian)),
            Verdict::Grant => RequestState::Granted,
            Verdict::Partly => RequestState::PartlyGranted,
        };
        request::withdraw_refusal(tx, &stored.id).await?;
        close(tx, office, &stored, (state, reason), name).await?;
        again(tx, stored).await
    })
}

async fn propose(tx: &mut Conn, office: Office<'_>, stored: Stored, reason: &str, name: &str) -> Moved {
    if !request::propose_refusal(tx, &stored.id, name, reason).await? {
        return Err(Code::Conflict.into());
    }
    request::withdraw_removal(tx, &stored.id).await?;
    // The person learns of a refusal, and why, when it is one.
    let what = (RequestEventKind::RefusalProposed, None);
    office.note(tx, &stored, what, By::Staff(name), "", &Origin::SYSTEM).await?;
    again(tx, stored).await
}

/// Confirms what somebody else asked for: a refusal, or the removal of a child's account.
///
/// # Errors
/// The database's.
pub async fn confirm(db: &Db, office: Office<'_>, reference: &str, name: &str) -> Moved {
    transact!(db, async |tx| {
        let stored = match find(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        if let Some(removal) = request::removal(tx, &stored.id).await? {
            if compared(&removal.staff) == compared(name) {
                return Ok(Err(Unmoved::SamePerson));
            }
            return remove(tx, office, stored, &removal, name).await;
        }
        let Some((by, reason)) = stored.refusal_by.as_deref().zip(stored.refusal_reason.as_deref()) else {
            return Ok(Err(Unmoved::NothingToConfirm));
        };
        if compared(by) == compared(name) {
            return Ok(Err(Unmoved::SamePerson));
        }
        close(tx, office, &stored, (RequestState::Refused, reason), name).await?;
        again(tx, stored).await
    })
}

/// A name for comparing: neither case nor white space makes another person.
fn compared(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Closes a request, and tells why.
pub(super) async fn close(
    tx: &mut Conn,
    office: Office<'_>,
    stored: &Stored,
    (state, reason): (RequestState, &str),
    name: &str,
) -> Outcome<()> {
    end(tx, office, stored, (state, reason), name).await?;
    office.tell(tx, stored, RequestEventKind::Decided, reason).await
}

/// The same without a word to the person: the answer is another letter's.
pub(super) async fn end(
    tx: &mut Conn,
    office: Office<'_>,
    stored: &Stored,
    (state, reason): (RequestState, &str),
    name: &str,
) -> Outcome<()> {
    if !office.close(tx, stored, state).await? {
        // Somebody was faster.
        return Err(Code::Conflict.into());
    }
    let what = (RequestEventKind::Decided, Some(ActivityKind::RequestDecided));
    office.note(tx, stored, what, By::Staff(name), reason, &Origin::SYSTEM).await
}
