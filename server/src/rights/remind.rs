use contract::rights::RequestEventKind;

use super::office::{By, Office, stored_day};
use crate::problem::Outcome;
use crate::store::activity::Origin;
use crate::store::outbox::{Job, Post};
use crate::store::request;
use crate::store::{Db, transact};

/// Staff are reminded so many days before a request is due; once each.
const DAYS: [i64; 3] = [0, 3, 10];
/// And every so many days of one that is overdue.
const AGAIN_DAYS: i64 = 7;

/// The reminder that is due with so many days left: its days, below zero for one that is overdue. None when there is time.
fn reminder(left: i64) -> Option<i64> {
    if left < 0 { Some(left / AGAIN_DAYS * AGAIN_DAYS) } else { DAYS.into_iter().find(|days| left <= *days) }
}

/// And every so many days of a question that nobody has answered: the clock stands still, so nothing else would tell of it.
const OPEN_DAYS: i64 = 14;

/// The reminder of a question that has been open for so many days, below zero; none when it is young.
fn open_question(days: i64) -> Option<i64> {
    (days >= OPEN_DAYS).then_some(-(days / OPEN_DAYS * OPEN_DAYS))
}

/// Has staff reminded of what is about to run out, or has, and of questions that wait for their answer; gives of how many.
///
/// # Errors
/// The database's.
pub async fn remind(db: &Db, office: Office<'_>) -> Outcome<usize> {
    let open = request::open(&mut db.read().await?).await?;
    let (today, mut reminded) = (office.today()?, 0);
    for stored in &open {
        let due = match &stored.asked_on {
            Some(asked) => open_question(i64::from(today.days_since(stored_day(asked)?))),
            None => reminder(i64::from(office.due(stored)?.days_since(today))),
        };
        let Some(days) = due else { continue };
        if stored.reminded.is_some_and(|before| before <= days) {
            continue;
        }
        let done = transact!(db, async |tx| {
            // Another process may have been faster.
            if !request::remind(tx, &stored.id, days).await? {
                return Ok(false);
            }
            let what = (RequestEventKind::Reminded, None);
            office.note(tx, stored, what, By::Portal, "", &Origin::SYSTEM).await?;
            office.enqueue(tx, &Job::Mail(Post::StaffReminder { id: stored.id.clone() })).await?;
            Ok(true)
        })?;
        reminded += usize::from(done);
    }
    Ok(reminded)
}
