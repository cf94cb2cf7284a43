use contract::rights::{RequestEventKind, RequestKind, RequestState};

use super::decision::{close, end};
use super::{Moved, Unmoved, again, find};
use crate::rights::office::Office;
use crate::store::account::{self, email_key};
use crate::store::outbox::{Job, Post};
use crate::store::{Db, erasure, request, session, transact};

/// Ends a guardian's report with the removal of the child's account, at once and by the eraser (policy clause `children`). The
/// guardian's letter leads to the certificate.
///
/// # Errors
/// The database's.
pub async fn remove_child(
    db: &Db,
    office: Office<'_>,
    reference: &str,
    (child_email, reason): (&str, &str),
    name: &str,
) -> Moved {
    transact!(db, async |tx| {
        let stored = match find(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        if stored.kind()? != RequestKind::Guardian {
            return Ok(Err(Unmoved::NotGuardian));
        }
        let child_key = email_key(child_email);
        let Some(child) = account::by_email_key(tx, &child_key).await? else { return Ok(Err(Unmoved::NoAccount)) };
        let asked = erasure::Stored {
            id: office.id(),
            reference: office.random.reference(),
            requested_at: office.now.0,
            due_at: office.now.0,
            state: "waiting".to_owned(),
        };
        let erasing = erasure::request(tx, &child.id, &asked).await?;
        if erasing.state != "waiting" {
            return Ok(Err(Unmoved::ErasureRuns));
        }
        // From here on the child cannot stop it.
        erasure::begin(tx, &child.id, office.now).await?;
        session::end_all(tx, &child.id).await?;
        office.enqueue(tx, &Job::Erase { account_id: child.id.clone() }).await?;
        // The eraser blanks what the report says about the child.
        request::set_about(tx, &stored.id, &child_key).await?;
        request::withdraw_refusal(tx, &stored.id).await?;
        end(tx, office, &stored, (RequestState::Granted, reason), name).await?;
        let (id, reason, email) = (stored.id.clone(), reason.to_owned(), stored.email.clone());
        let (step, erasure) = (RequestEventKind::Decided, Some(erasing.id));
        office.enqueue(tx, &Job::Mail(Post::GuestRequestStep { id, step, reason, email, erasure })).await?;
        again(tx, stored).await
    })
}

/// Ends a guardian's report where there is nothing to remove: the child has no account, or has none any more.
///
/// # Errors
/// The database's.
pub async fn nothing_left(db: &Db, office: Office<'_>, reference: &str, reason: &str, name: &str) -> Moved {
    transact!(db, async |tx| {
        let stored = match find(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        if stored.kind()? != RequestKind::Guardian {
            return Ok(Err(Unmoved::NotGuardian));
        }
        request::withdraw_refusal(tx, &stored.id).await?;
        close(tx, office, &stored, (RequestState::Granted, reason), name).await?;
        again(tx, stored).await
    })
}
