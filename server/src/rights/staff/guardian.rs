use contract::rights::{RequestEventKind, RequestKind, RequestState};

use super::carry_out::erase;
use super::decision::{close, end};
use super::{Moved, Unmoved, again, find};
use crate::problem::Outcome;
use crate::rights::office::{By, Office};
use crate::store::account::{self, email_key};
use crate::store::activity::Origin;
use crate::store::outbox::{Job, Post};
use crate::store::request::{self, Removal, Stored};
use crate::store::{Conn, Db, address, erasure, transact};

/// Asks for the removal of the child's account (policy clause `children`). It only waits: a removal cannot be taken back, so another
/// person must confirm it. Asked for again, it takes the place of what waits.
///
/// # Errors
/// The database's.
pub async fn propose_removal(
    db: &Db,
    office: Office<'_>,
    reference: &str,
    (child_email, reason): (&str, &str),
    name: &str,
) -> Moved {
    transact!(db, async |tx| {
        let stored = match find_report(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        let child = account::by_email_key(tx, &email_key(child_email)).await?;
        let Some(child) = child else { return Ok(Err(Unmoved::NoAccount)) };
        if erasure::of_account(tx, &child.id).await?.is_some_and(|erasing| erasing.state != "waiting") {
            return Ok(Err(Unmoved::ErasureRuns));
        }
        request::withdraw_refusal(tx, &stored.id).await?;
        request::propose_removal(tx, &stored.id, &child.id, (name, reason), office.now).await?;
        let what = (RequestEventKind::RemovalProposed, None);
        office.note(tx, &stored, what, By::Staff(name), "", &Origin::SYSTEM).await?;
        again(tx, stored).await
    })
}

/// Removes the child's account, at once and by the eraser. The guardian's letter leads to the certificate.
pub(super) async fn remove(tx: &mut Conn, office: Office<'_>, stored: Stored, removal: &Removal, name: &str) -> Moved {
    let Some(erasing) = erase(tx, office, &removal.account_id, office.now).await? else {
        return Ok(Err(Unmoved::ErasureRuns));
    };
    // From here on the child cannot stop it.
    erasure::begin(tx, &removal.account_id, office.now).await?;
    let child_key = email_key(&removal.email);
    // What was written from another address that the report names.
    if !stored.about.is_empty() && email_key(&stored.about) != child_key {
        forget_child(tx, office, &stored, &stored.about).await?;
    }
    // The eraser blanks what the report says about the child.
    request::set_about(tx, &stored.id, &child_key).await?;
    end(tx, office, &stored, (RequestState::Granted, &removal.reason), name).await?;
    let (id, reason, email) = (stored.id.clone(), removal.reason.clone(), stored.email.clone());
    let (step, erasure) = (RequestEventKind::Decided, Some(erasing.id));
    office.enqueue(tx, &Job::Mail(Post::GuestRequestStep { id, step, reason, email, erasure })).await?;
    again(tx, stored).await
}

/// Ends a guardian's report where there is no account to remove: the child has none, or has none any more. What the child has written
/// under the address, named here or in the report, is deleted.
///
/// # Errors
/// The database's.
pub async fn nothing_left(
    db: &Db,
    office: Office<'_>,
    reference: &str,
    (child_email, reason): (Option<&str>, &str),
    name: &str,
) -> Moved {
    transact!(db, async |tx| {
        let stored = match find_report(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        let child = child_email.unwrap_or(&stored.about);
        if !child.is_empty() && !forget_child(tx, office, &stored, child).await? {
            return Ok(Err(Unmoved::ChildHasAccount));
        }
        request::withdraw_refusal(tx, &stored.id).await?;
        close(tx, office, &stored, (RequestState::Granted, reason), name).await?;
        again(tx, stored).await
    })
}

/// Deletes what lies under a child's address; says whether it is no account's, which the eraser alone removes.
async fn forget_child(tx: &mut Conn, office: Office<'_>, stored: &Stored, child_email: &str) -> Outcome<bool> {
    let child_key = email_key(child_email);
    if account::by_email_key(tx, &child_key).await?.is_some() {
        return Ok(false);
    }
    address::forget(tx, &child_key, &stored.id, office.now).await?;
    Ok(true)
}

/// The open report with this reference.
async fn find_report(tx: &mut Conn, office: Office<'_>, reference: &str) -> Moved {
    let found = find(tx, office, reference).await?;
    Ok(match found {
        Ok(stored) if stored.kind()? != RequestKind::Guardian => Err(Unmoved::NotGuardian),
        found => found,
    })
}
