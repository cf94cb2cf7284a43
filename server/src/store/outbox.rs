//! What is to be done later: rows written in the same transaction as what they follow from.

mod job;

use contract::time::Timestamp;

use super::{Conn, execute, one, row};

pub use job::{Job, Post};

/// Adds a job.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Conn, id: &str, job: &Job, run_at: Timestamp, now: Timestamp) -> sqlx::Result<()> {
    insert_once(tx, id, job, run_at, now).await.map(drop)
}

/// Adds a job, unless there is one of this id; says whether it was added.
///
/// # Errors
/// The database's.
pub async fn insert_once(tx: &mut Conn, id: &str, job: &Job, run_at: Timestamp, now: Timestamp) -> sqlx::Result<bool> {
    let payload = serde_json::to_string(job).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let rows = execute!(
        tx,
        "insert into outbox (id, kind, payload, recipient, account_id, run_at, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing",
        id,
        job.kind(),
        payload,
        job.recipient(),
        job.account_id(),
        run_at.0,
        now.0,
    )?;
    Ok(rows > 0)
}

/// A job that this worker has for itself until its lease ends.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Leased {
    /// its id
    pub id: String,
    payload: String,
    /// how often it was tried, this time included
    pub attempts: i64,
}

impl Leased {
    /// What is to be done.
    ///
    /// # Errors
    /// When it cannot be read: it was written by another version.
    pub fn job(&self) -> serde_json::Result<Job> {
        serde_json::from_str(&self.payload)
    }
}

/// Takes the job that has been due for longest. Whoever dies with it loses it when the lease ends, and another takes it.
///
/// # Errors
/// The database's.
pub async fn lease(tx: &mut Conn, worker: &str, now: Timestamp, until: Timestamp) -> sqlx::Result<Option<Leased>> {
    row!(
        tx,
        Leased,
        "update outbox set lease_until = $3, leased_by = $1, attempts = attempts + 1 \
         where id = (select id from outbox where done_at is null and dead_at is null and run_at <= $2 and lease_until <= $2 \
         order by run_at, id limit 1) and lease_until <= $2 \
         returning id, payload, attempts",
        worker,
        now.0,
        until.0,
    )
}

/// Prolongs a lease, while the job is being done; none when another worker has the job now.
///
/// # Errors
/// The database's.
pub async fn renew(tx: &mut Conn, id: &str, worker: &str, until: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "update outbox set lease_until = $3 where id = $1 and leased_by = $2", id, worker, until.0)
}

/// Notes that a job is done, and forgets what it was about.
///
/// # Errors
/// The database's.
pub async fn done(tx: &mut Conn, id: &str, worker: &str, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        tx,
        "update outbox set done_at = $3, payload = '', recipient = null, account_id = null, last_error = null, leased_by = null, \
         lease_until = 0 where id = $1 and leased_by = $2",
        id,
        worker,
        now.0,
    )
}

/// Notes that a job could not be done: again at `run_at`, or never, as `dead` says. `error` names nobody.
///
/// # Errors
/// The database's.
pub async fn failed(
    tx: &mut Conn,
    id: &str,
    worker: &str,
    error: &str,
    run_at: Timestamp,
    dead: Option<Timestamp>,
) -> sqlx::Result<u64> {
    execute!(
        tx,
        "update outbox set run_at = $4, last_error = $3, dead_at = $5, leased_by = null, lease_until = 0 \
         where id = $1 and leased_by = $2",
        id,
        worker,
        error,
        run_at.0,
        dead.map(|at| at.0),
    )
}

/// Forgets what a job that was given up was about: it cannot be tried again.
///
/// # Errors
/// The database's.
pub async fn blank(tx: &mut Conn, id: &str) -> sqlx::Result<u64> {
    let sql =
        "update outbox set payload = '', recipient = null, account_id = null where id = $1 and dead_at is not null";
    execute!(tx, sql, id)
}

/// How many jobs wait and how many were given up.
///
/// # Errors
/// The database's.
pub async fn counts(conn: &mut Conn) -> sqlx::Result<(i64, i64)> {
    let (waiting,) = one!(conn, (i64,), "select count(*) from outbox where done_at is null and dead_at is null")?;
    let (dead,) = one!(conn, (i64,), "select count(*) from outbox where dead_at is not null")?;
    Ok((waiting, dead))
}

/// Deletes what was done or given up before then.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, done_before: Timestamp, dead_before: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "delete from outbox where done_at <= $1 or dead_at <= $2", done_before.0, dead_before.0)
}

/// Whether any job is due.
///
/// # Errors
/// The database's.
pub async fn is_due(conn: &mut Conn, now: Timestamp) -> sqlx::Result<bool> {
    let sql = "select run_at from outbox where done_at is null and dead_at is null and run_at <= $1 and lease_until <= $1 limit 1";
    Ok(row!(conn, (i64,), sql, now.0)?.is_some())
}
