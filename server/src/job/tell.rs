//! Tells a recipient what to do about a person, and notes what it answers (GDPR art. 19).

use contract::privacy::{RecipientAction, RecipientState};
use contract::rights::Concern;
use contract::time::Timestamp;

use crate::connector::{Answer, ConnectorError, Message};
use crate::problem::Outcome;
use crate::sealing;
use crate::state::State;
use crate::store::outbox::Job;
use crate::store::recipient::{self, Noted, Task};
use crate::store::{Conn, processing_limit, request, transact};

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
/// An address that its person disputes is passed on to nobody; whether that is decided is looked at again after six hours.
const DISPUTED_SECONDS: i64 = 6 * 3600;

/// What there is to say when a task's time has come.
enum Word {
    /// this
    Say(Message),
    /// nothing any more: it is not wanted, or nobody's
    Nothing,
    /// nothing yet: whether the address is right is being decided
    NotYet,
    /// something that cannot be read: its address was sealed with another key
    Sealed,
}

/// Tells a task. Done twice it does no harm: the recipient knows it by its id.
///
/// # Errors
/// The database's.
pub(super) async fn run(state: &State, id: &str) -> Outcome<()> {
    let Some((task, word)) = begin(state, id).await? else { return Ok(()) };
    let noted = match word {
        Word::Say(message) => {
            let told = match state.connectors().get(task.recipient) {
                Some(connector) => connector.tell(&message).await,
                None => Err(ConnectorError::Missing),
            };
            next(&task, &told, state.now())
        }
        Word::Nothing => Noted { state: RecipientState::Superseded, next_at: None, is_told: false, error: None },
        Word::NotYet => return Ok(()),
        Word::Sealed => {
            let error = Some("its address cannot be read with this server's key".to_owned());
            Noted { state: RecipientState::Failed, next_at: None, is_told: false, error }
        }
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

/// Takes the task and finds what to say, in one transaction; none when somebody else is at it, or it is not due.
async fn begin(state: &State, id: &str) -> Outcome<Option<(Task, Word)>> {
    let now = state.now();
    let until = now.plus_seconds(BUSY_SECONDS);
    transact!(state.db(), async |tx| {
        // A withdrawal or a limit that is being set comes before what is said, or after it and then finds it begun.
        if let Some(account_id) = recipient::account_of(tx, id).await? {
            processing_limit::lock(tx, &account_id).await?;
        }
        let Some(task) = recipient::begin(tx, id, now, until).await? else {
            if let Some(busy_until) = recipient::busy_until(tx, id, now).await? {
                // Somebody tells this recipient about this person right now; whoever dies with it keeps it no longer than that.
                let again = if busy_until > now { busy_until } else { now.plus_seconds(1) };
                state.enqueue_at(tx, &Job::Tell { id: id.to_owned() }, again).await?;
            }
            return Ok(None);
        };
        let word = find_word(state, tx, &task).await?;
        if matches!(word, Word::NotYet) {
            let again = now.plus_seconds(DISPUTED_SECONDS);
            recipient::put_off(tx, id, again).await?;
            state.enqueue_at(tx, &Job::Tell { id: id.to_owned() }, again).await?;
        }
        Ok(Some((task, word)))
    })
}

/// What is said. Whether somebody may be subscribed is asked here, at the last moment, in the transaction that begins the task.
async fn find_word(state: &State, tx: &mut Conn, task: &Task) -> Outcome<Word> {
    let (addresses, otherwise) = match (&task.account_id, task.action) {
        (Some(account_id), RecipientAction::Subscribe) => {
            if !recipient::may_subscribe(tx, account_id).await? {
                return Ok(Word::Nothing);
            }
            // Data whose accuracy is disputed is passed on to nobody until that is decided (GDPR art. 18(1)(a)).
            if request::disputed(tx, account_id).await?.contains(&Concern::Email) {
                return Ok(Word::NotYet);
            }
            (recipient::addresses(tx, account_id).await?, Word::Nothing)
        }
        // Who is to send no more learns no address that the person took later.
        (Some(account_id), RecipientAction::Unsubscribe) => {
            (recipient::addresses_at(tx, account_id, task.created_at).await?, Word::Nothing)
        }
        (Some(account_id), _) => (recipient::addresses(tx, account_id).await?, Word::Nothing),
        (None, _) => {
            let text = sealing::open(state.key(), &task.id, &task.sealed);
            (text.and_then(|text| serde_json::from_str(&text).ok()), Word::Sealed)
        }
    };
    let Some((address, former_addresses)) = addresses else { return Ok(otherwise) };
    let (id, reference) = (task.id.clone(), task.reference.clone());
    Ok(Word::Say(Message { id, action: task.action, address, former_addresses, reference, at: task.created_at.0 }))
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
    let is_late = now >= task.since.plus_seconds(LONGEST_SECONDS);
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
    let since = |seconds| now >= task.since.plus_seconds(seconds);
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
