//! Tells a recipient what to do about a person, and notes what it answers (GDPR art. 19).

use contract::privacy::{RecipientAction, RecipientState};
use contract::time::Timestamp;

use crate::connector::{Answer, ConnectorError, Message};
use crate::problem::Outcome;
use crate::sealing;
use crate::state::State;
use crate::store::outbox::Job;
use crate::store::recipient::{self, Noted, Task};
use crate::store::transact;

/// So long a task belongs to whoever tells it: longer than a connector is given to answer.
const BUSY_SECONDS: i64 = 120;
/// The first wait after a failure; each further one is twice as long.
const FIRST_WAIT_SECONDS: i64 = 60;
/// No wait is longer: six hours.
const LONGEST_WAIT_SECONDS: i64 = 6 * 3600;
/// After so many tries without a clear answer, over about a day, it is given up, and operators see it.
const MOST_TRIES: i64 = 12;
/// Something in between may forbid for a while; whoever forbids so often means it.
const MOST_FORBIDDEN: i64 = 4;
const DAY: i64 = 86_400;
/// Who has taken a task on is asked again whether it is done: after an hour, then twice as long each time, up to a day.
const FIRST_ASK_SECONDS: i64 = 3600;
/// After so long it is proof that is waited for.
const PROOF_SECONDS: i64 = 7 * DAY;
/// After so long without, it is given up.
const LONGEST_SECONDS: i64 = 30 * DAY;
/// A recipient may not put things off for longer: a day.
const LONGEST_BUSY_SECONDS: i64 = DAY;

/// Tells a task. Done twice it does no harm: the recipient knows it by its id.
///
/// # Errors
/// The database's.
pub(super) async fn run(state: &State, id: &str) -> Outcome<()> {
    let now = state.now();
    let until = now.plus_seconds(BUSY_SECONDS);
    let task = transact!(state.db(), async |tx| {
        let task = recipient::begin(tx, id, now, until).await?;
        if task.is_none()
            && let Some(busy_until) = recipient::busy_until(tx, id).await?
        {
            // Somebody tells this recipient about this person right now; whoever dies with it keeps it no longer than that.
            let again = if busy_until > now { busy_until } else { now.plus_seconds(1) };
            state.enqueue_at(tx, &Job::Tell { id: id.to_owned() }, again).await?;
        }
        Ok(task)
    })?;
    let Some(task) = task else { return Ok(()) };
    let noted = match message(state, &task).await? {
        Some(message) => {
            let told = match state.connectors().get(task.recipient) {
                Some(connector) => connector.tell(&message).await,
                None => Err(ConnectorError::Missing),
            };
            next(&task, &told, state.now())
        }
        // Not wanted any more, or nobody's.
        None => Noted { state: RecipientState::Superseded, next_at: None, is_told: false, error: None },
    };
    transact!(state.db(), async |tx| {
        if recipient::note(tx, id, &noted, state.now()).await? == 0 {
            // Overtaken meanwhile by another task, which may go on now.
            recipient::release(tx, id).await?;
            return Ok(());
        }
        if let Some(next_at) = noted.next_at {
            state.enqueue_at(tx, &Job::Tell { id: id.to_owned() }, next_at).await?;
        }
        Ok(())
    })?;
    if noted.state == RecipientState::Failed {
        tracing::warn!(task = id, recipient = task.recipient.code(), error = noted.error, "a recipient was given up");
    }
    metrics::counter!("recipient_tells_total", "recipient" => task.recipient.code(), "state" => format!("{:?}", noted.state))
        .increment(1);
    Ok(())
}

/// What is said; none where there is nothing to say any more. Whether somebody may be subscribed is asked here, at the last moment.
async fn message(state: &State, task: &Task) -> Outcome<Option<Message>> {
    let conn = &mut state.db().read().await?;
    let addresses = match &task.account_id {
        Some(account_id) => {
            if task.action == RecipientAction::Subscribe && !recipient::may_subscribe(conn, account_id).await? {
                return Ok(None);
            }
            recipient::addresses(conn, account_id).await?
        }
        None => sealing::open(state.key(), &task.id, &task.sealed).and_then(|text| serde_json::from_str(&text).ok()),
    };
    let Some((address, former_addresses)) = addresses else { return Ok(None) };
    let (id, reference) = (task.id.clone(), task.reference.clone());
    Ok(Some(Message { id, action: task.action, address, former_addresses, reference, at: task.created_at.0 }))
}

/// How far a task is after this answer.
fn next(task: &Task, told: &Result<Answer, ConnectorError>, now: Timestamp) -> Noted {
    let taken_on = matches!(task.state, RecipientState::Acknowledged | RecipientState::WaitingForProof);
    let error = match told {
        Ok(Answer::Executed) => {
            return Noted { state: RecipientState::Executed, next_at: None, is_told: true, error: None };
        }
        Ok(Answer::Acknowledged) => return acknowledged(task, now),
        Err(error) => error,
    };
    let is_told = !matches!(error, ConnectorError::Missing | ConnectorError::Unreachable);
    let (most, wait) = match error {
        ConnectorError::Refused(_) => (0, 0),
        ConnectorError::Forbidden => (MOST_FORBIDDEN, 0),
        ConnectorError::Busy(seconds) => (MOST_TRIES, seconds.unwrap_or_default().min(LONGEST_BUSY_SECONDS)),
        ConnectorError::Missing | ConnectorError::Unreachable | ConnectorError::Unclear(_) => (MOST_TRIES, 0),
    };
    // Tries by which a recipient was only asked whether it is done do not count: it has until the day when it is given up.
    let is_late = now >= task.created_at.plus_seconds(LONGEST_SECONDS);
    if most == 0 || is_late || (!taken_on && task.attempts >= most) {
        return Noted { state: RecipientState::Failed, next_at: None, is_told, error: Some(error.to_string()) };
    }
    let state = match error {
        _ if taken_on => task.state,
        ConnectorError::Unclear(_) => RecipientState::Notified,
        _ => task.state,
    };
    let wait = wait.max(doubled(FIRST_WAIT_SECONDS, task.attempts, LONGEST_WAIT_SECONDS));
    Noted { state, next_at: Some(now.plus_seconds(wait)), is_told, error: Some(error.to_string()) }
}

fn acknowledged(task: &Task, now: Timestamp) -> Noted {
    let since = |seconds| now >= task.created_at.plus_seconds(seconds);
    if since(LONGEST_SECONDS) {
        let error = Some("taken on thirty days ago, and never said to be done".to_owned());
        return Noted { state: RecipientState::Failed, next_at: None, is_told: true, error };
    }
    let state = if since(PROOF_SECONDS) { RecipientState::WaitingForProof } else { RecipientState::Acknowledged };
    let wait = doubled(FIRST_ASK_SECONDS, task.attempts, DAY);
    Noted { state, next_at: Some(now.plus_seconds(wait)), is_told: true, error: None }
}

fn doubled(first: i64, tries: i64, longest: i64) -> i64 {
    let doublings = u32::try_from(tries - 1).unwrap_or_default().min(20);
    (first << doublings).min(longest)
}

#[cfg(test)]
#[path = "tell/tests.rs"]
mod tests;
