//! Requests for erasure, and the eraser's steps. The preview counts with the very steps that erase.

mod mark;
mod steps;
mod tally;

use contract::time::Timestamp;

use super::catalogue::{is_open_report, requested_by_account};
use super::held::Subject;
use super::{Conn, execute, one, row, rows};

pub use mark::{entomb, marked, marks};
pub use steps::{STEPS, Step};
pub use tally::{Tally, note_done, note_shown, noted};

/// A request as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    /// its id
    pub id: String,
    /// to quote
    pub reference: String,
    /// when it was asked for
    pub requested_at: i64,
    /// when it takes place
    pub due_at: i64,
    /// `waiting` or `running`
    pub state: String,
}

/// Where the last mail goes.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Addressee {
    /// the address
    pub email: String,
    /// its language
    pub lang: String,
}

/// Adds a request. One that waits already is only ever moved to an earlier time: asking again never delays an erasure.
///
/// # Errors
/// The database's.
pub async fn request(tx: &mut Conn, account_id: &str, request: &Stored) -> sqlx::Result<Stored> {
    execute!(
        tx,
        "insert into erasure (id, reference, account_id, requested_at, due_at, state) values ($1, $2, $3, $4, $5, 'waiting') \
         on conflict (account_id) do update set due_at = excluded.due_at \
         where erasure.state = 'waiting' and excluded.due_at < erasure.due_at",
        &request.id,
        &request.reference,
        account_id,
        request.requested_at,
        request.due_at,
    )?;
    of_account(tx, account_id).await?.ok_or(sqlx::Error::RowNotFound)
}

/// The account's request.
///
/// # Errors
/// The database's.
pub async fn of_account(conn: &mut Conn, account_id: &str) -> sqlx::Result<Option<Stored>> {
    let sql = "select id, reference, requested_at, due_at, state from erasure where account_id = $1";
    row!(conn, Stored, sql, account_id)
}

/// Stops what has not begun; says whether there was something to stop.
///
/// # Errors
/// The database's.
pub async fn cancel(tx: &mut Conn, account_id: &str) -> sqlx::Result<bool> {
    let sql = "delete from erasure where account_id = $1 and state = 'waiting'";
    if execute!(tx, sql, account_id)? == 0 {
        return Ok(false);
    }
    execute!(tx, "delete from token where account_id = $1 and purpose = 'erasure_cancel'", account_id)?;
    Ok(true)
}

/// Moves an erasure that has not begun to this time, unless it takes place later anyway; says whether it was moved. The code that
/// stops it is good as long.
///
/// # Errors
/// The database's.
pub async fn postpone(tx: &mut Conn, account_id: &str, until: Timestamp) -> sqlx::Result<bool> {
    let sql = "update erasure set due_at = $2 where account_id = $1 and state = 'waiting' and due_at < $2";
    if execute!(tx, sql, account_id, until.0)? == 0 {
        return Ok(false);
    }
    let sql = "update token set expires_at = $2 where account_id = $1 and purpose = 'erasure_cancel'";
    execute!(tx, sql, account_id, until.0)?;
    Ok(true)
}

/// Begins, if the time has come; nobody can stop it from here on. Also true when it had begun before.
///
/// # Errors
/// The database's.
pub async fn begin(tx: &mut Conn, account_id: &str, now: Timestamp) -> sqlx::Result<bool> {
    let sql = "update erasure set state = 'running' where account_id = $1 and due_at <= $2";
    Ok(execute!(tx, sql, account_id, now.0)? == 1)
}

/// The address keys that an account has and had; none when it is gone. A former address that somebody else has now, or had later,
/// is theirs: what lies under it is not the account's to copy or to erase.
///
/// # Errors
/// The database's.
pub async fn email_keys(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<String>> {
    let sql = "select email_key from account where id = $1 union \
               select f.email_key from former_email f where f.account_id = $1 \
               and not exists (select 1 from account o where o.email_key = f.email_key and o.id <> f.account_id) \
               and not exists (select 1 from former_email o where o.email_key = f.email_key \
               and o.account_id <> f.account_id and o.until > f.until)";
    Ok(rows!(conn, (String,), sql, account_id)?.into_iter().map(|(key,)| key).collect())
}

/// What [`stop_mail`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stopped {
    /// mails that waited and were deleted
    pub deleted: u64,
    /// mails that are being sent at this instant
    pub sending: i64,
}

/// Deletes the mails that wait, and counts those that are being sent at this instant: they would lie in a mailbox or in the outbox
/// folder after the eraser has been there, so it waits for them.
///
/// # Errors
/// The database's.
pub async fn stop_mail(tx: &mut Conn, subject: &Subject, now: Timestamp) -> sqlx::Result<Stopped> {
    let sql = "delete from outbox where account_id = $1 and kind = 'mail' and lease_until <= $2";
    let mut deleted = execute!(tx, sql, &subject.account_id, now.0)?;
    let sql = "select count(*) from outbox where account_id = $1 and kind = 'mail'";
    let mut sending = one!(tx, (i64,), sql, &subject.account_id)?.0;
    for key in &subject.email_keys {
        deleted += execute!(tx, "delete from outbox where recipient = $1 and lease_until <= $2", key, now.0)?;
        sending += one!(tx, (i64,), "select count(*) from outbox where recipient = $1", key)?.0;
    }
    Ok(Stopped { deleted, sending })
}

/// Where the last mail goes; none when the account is gone.
///
/// # Errors
/// The database's.
pub async fn addressee(conn: &mut Conn, account_id: &str) -> sqlx::Result<Option<Addressee>> {
    row!(conn, Addressee, "select email, lang from account where id = $1", account_id)
}

/// Whether the person allows statistics, on a device or in the account: then Google has counted visits, if the portal uses it.
///
/// # Errors
/// The database's.
pub async fn allows_statistics(conn: &mut Conn, account_id: &str) -> sqlx::Result<bool> {
    let sql = "select (select count(*) from consent_device where account_id = $1 and statistics = 1) \
               + (select count(*) from account_consent where account_id = $1 and statistics = 1)";
    Ok(one!(conn, (i64,), sql, account_id)?.0 > 0)
}

/// How many reports of the person about children are open: they outlive the account until they are closed.
///
/// # Errors
/// The database's.
pub async fn open_reports(conn: &mut Conn, account_id: &str) -> sqlx::Result<i64> {
    let sql = concat!("select count(*) from request where id", requested_by_account!(), " and ", is_open_report!());
    Ok(one!(conn, (i64,), sql, account_id)?.0)
}

/// The accounts whose erasure is due while no job of theirs waits: it was given up, or lost.
///
/// # Errors
/// The database's.
pub async fn abandoned(conn: &mut Conn, now: Timestamp) -> sqlx::Result<Vec<String>> {
    let sql = "select e.account_id from erasure e where e.due_at <= $1 and not exists (select 1 from outbox o \
               where o.account_id = e.account_id and o.kind = 'erase' and o.done_at is null and o.dead_at is null) \
               order by e.due_at, e.id";
    Ok(rows!(conn, (String,), sql, now.0)?.into_iter().map(|(account_id,)| account_id).collect())
}

/// Moves the erasures that wait and are due to this time, with their jobs; gives of all that wait whose they are.
///
/// # Errors
/// The database's.
pub async fn put_off(tx: &mut Conn, now: Timestamp, until: Timestamp) -> sqlx::Result<Vec<String>> {
    let sql = "update outbox set run_at = $2 \
               where kind = 'erase' and done_at is null and dead_at is null and run_at < $2 and account_id in \
               (select account_id from erasure where state = 'waiting' and due_at <= $1)";
    execute!(tx, sql, now.0, until.0)?;
    execute!(tx, "update erasure set due_at = $2 where state = 'waiting' and due_at <= $1", now.0, until.0)?;
    let sql = "select account_id from erasure where state = 'waiting' order by id";
    Ok(rows!(tx, (String,), sql)?.into_iter().map(|(account_id,)| account_id).collect())
}

/// How many rows a step would touch: what the preview shows.
///
/// # Errors
/// The database's.
pub async fn count(conn: &mut Conn, step: &Step, subject: &Subject) -> sqlx::Result<i64> {
    let mut count = 0;
    for key in subject.keys(step.by) {
        count += one!(conn, (i64,), step.count, key)?.0;
    }
    Ok(count)
}

/// Does a step; gives how many entries it deleted, as the last of its statements tells: those before it clear away what hangs on
/// them. Done twice it does no harm.
///
/// # Errors
/// The database's.
pub async fn erase(tx: &mut Conn, step: &Step, subject: &Subject) -> sqlx::Result<i64> {
    let mut entries = 0;
    for key in subject.keys(step.by) {
        let mut rows = 0;
        for sql in step.erase {
            rows = execute!(tx, *sql, key)?;
        }
        entries += i64::try_from(rows).unwrap_or(i64::MAX);
    }
    Ok(entries)
}
