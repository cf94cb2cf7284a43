use contract::privacy::ActivityKind;
use contract::rights::{RequestEventKind, RequestKind, RequestState};

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

/// Decides a request with a reason. A refusal only waits: another person must confirm it.
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
        let stored = match find(tx, reference).await? {
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
        return Ok(Err(Unmoved::RefusalProposed));
    }
    // The person learns of a refusal when it is one.
    let what = (RequestEventKind::RefusalProposed, None);
    office.note(tx, &stored, what, By::Staff(name), reason, &Origin::SYSTEM).await?;
    again(tx, stored).await
}

/// Confirms a refusal that somebody else asked for.
///
/// # Errors
/// The database's.
pub async fn confirm_refusal(db: &Db, office: Office<'_>, reference: &str, name: &str) -> Moved {
    transact!(db, async |tx| {
        let stored = match find(tx, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        let Some((by, reason)) = stored.refusal_by.clone().zip(stored.refusal_reason.clone()) else {
            return Ok(Err(Unmoved::NoRefusal));
        };
        if by.trim().to_lowercase() == name.trim().to_lowercase() {
            return Ok(Err(Unmoved::SamePerson));
        }
        close(tx, office, &stored, (RequestState::Refused, &reason), name).await?;
        again(tx, stored).await
    })
}

/// Closes a request, and tells why.
pub(super) async fn close(
    tx: &mut Conn,
    office: Office<'_>,
    stored: &Stored,
    (state, reason): (RequestState, &str),
    name: &str,
) -> Outcome<()> {
    request::close(tx, &stored.id, state, office.now).await?;
    let what = (RequestEventKind::Decided, Some(ActivityKind::RequestDecided));
    office.note(tx, stored, what, By::Staff(name), reason, &Origin::SYSTEM).await?;
    office.tell(tx, stored, RequestEventKind::Decided, reason).await
}
