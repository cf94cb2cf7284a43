//! What changes an open request. Each says whether it did: the update is the check, so that of two at once one succeeds.

use contract::rights::RequestState;
use contract::time::Timestamp;

use super::Stored;
use crate::store::activity::code;
use crate::store::{Conn, execute, rows};

/// All open requests, those that are due first at the top.
///
/// # Errors
/// The database's.
pub async fn open(conn: &mut Conn) -> sqlx::Result<Vec<Stored>> {
    rows!(conn, Stored, select!("where closed_at is null order by due_on, received_at, id"))
}

/// Gives it to somebody of the staff.
///
/// # Errors
/// The database's.
pub async fn assign(tx: &mut Conn, id: &str, to: &str) -> sqlx::Result<bool> {
    let sql = "update request set assignee = $2, state = case when state = 'received' then 'in_progress' else state end \
               where id = $1 and closed_at is null";
    Ok(execute!(tx, sql, id, to)? == 1)
}

/// Keeps an open one for this transaction until its end; another that would note the same waits here.
///
/// # Errors
/// The database's.
pub async fn lock(tx: &mut Conn, id: &str) -> sqlx::Result<bool> {
    Ok(execute!(tx, "update request set state = state where id = $1 and closed_at is null", id)? == 1)
}

/// Stops the clock, unless it stands still already. Staff are reminded of the question instead.
///
/// # Errors
/// The database's.
pub async fn pause(tx: &mut Conn, id: &str, day: &str) -> sqlx::Result<bool> {
    let sql = "update request set state = 'identification', asked_on = $2, reminded = null \
               where id = $1 and asked_on is null and closed_at is null";
    Ok(execute!(tx, sql, id, day)? == 1)
}

/// Starts the clock again, with the days it stood still in all and the new last day. Staff are reminded anew.
///
/// # Errors
/// The database's.
pub async fn resume(tx: &mut Conn, id: &str, paused_days: i64, due_on: &str) -> sqlx::Result<bool> {
    let sql = "update request set state = 'in_progress', asked_on = null, paused_days = $2, due_on = $3, reminded = null \
               where id = $1 and asked_on is not null and closed_at is null";
    Ok(execute!(tx, sql, id, paused_days, due_on)? == 1)
}

/// Extends it, once.
///
/// # Errors
/// The database's.
pub async fn extend(tx: &mut Conn, id: &str, months: i64, due_on: &str) -> sqlx::Result<bool> {
    let sql = "update request set extension = $2, due_on = $3, reminded = null \
               where id = $1 and extension = 0 and closed_at is null";
    Ok(execute!(tx, sql, id, months, due_on)? == 1)
}

/// Notes who wants to refuse it and why, in the place of whoever wanted that before.
///
/// # Errors
/// The database's.
pub async fn propose_refusal(tx: &mut Conn, id: &str, staff: &str, reason: &str) -> sqlx::Result<bool> {
    let sql = "update request set refusal_by = $2, refusal_reason = $3 where id = $1 and closed_at is null";
    Ok(execute!(tx, sql, id, staff, reason)? == 1)
}

/// Forgets that somebody wants to refuse it.
///
/// # Errors
/// The database's.
pub async fn withdraw_refusal(tx: &mut Conn, id: &str) -> sqlx::Result<u64> {
    execute!(tx, "update request set refusal_by = null, refusal_reason = null where id = $1", id)
}

/// Closes it. Its clock is kept: the days it stood still in all, and the last day.
///
/// # Errors
/// The database's.
pub async fn close(
    tx: &mut Conn,
    id: &str,
    state: RequestState,
    (paused_days, due_on): (i64, &str),
    now: Timestamp,
) -> sqlx::Result<bool> {
    let sql = "update request set state = $2, closed_at = $3, paused_days = $4, due_on = $5, asked_on = null \
               where id = $1 and closed_at is null";
    Ok(execute!(tx, sql, id, code(state), now.0, paused_days, due_on)? == 1)
}

/// Names the account that a guardian's report is about: when that is erased, the report's words go too.
///
/// # Errors
/// The database's.
pub async fn set_about(tx: &mut Conn, id: &str, about_key: &str) -> sqlx::Result<u64> {
    execute!(tx, "update request set about_key = $2 where id = $1", id, about_key)
}

/// Notes that staff are reminded so many days before its end, after it and of an open question a negative number; once for each.
///
/// # Errors
/// The database's.
pub async fn remind(tx: &mut Conn, id: &str, days: i64) -> sqlx::Result<bool> {
    let sql =
        "update request set reminded = $2 where id = $1 and closed_at is null and (reminded is null or reminded > $2)";
    Ok(execute!(tx, sql, id, days)? == 1)
}
