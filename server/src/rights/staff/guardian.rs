use contract::rights::{RequestKind, RequestState};

use super::decision::close;
use super::{Moved, Unmoved, again, find};
use crate::rights::office::Office;
use crate::store::account::{self, email_key};
use crate::store::outbox::Job;
use crate::store::{Db, erasure, request, session, transact};

/// Ends a guardian's report with the removal of the child's account, at once and by the eraser (policy clause `children`).
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
        let stored = match find(tx, reference).await? {
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
        if erasure::request(tx, &child.id, &asked).await?.state != "waiting" {
            return Ok(Err(Unmoved::ErasureRuns));
        }
        session::end_all(tx, &child.id).await?;
        office.enqueue(tx, &Job::Erase { account_id: child.id.clone() }).await?;
        // The eraser blanks what the report says about the child.
        request::set_about(tx, &stored.id, &child_key).await?;
        request::withdraw_refusal(tx, &stored.id).await?;
        close(tx, office, &stored, (RequestState::Granted, reason), name).await?;
        again(tx, stored).await
    })
}
