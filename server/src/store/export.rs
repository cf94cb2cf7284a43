//! Exports: requests for a copy, and the archives themselves in pieces.

use contract::{
    lang::Lang,
    privacy::{Export, ExportState},
    time::Timestamp,
};

use super::activity::{code, from_code};
use super::{Conn, execute, row, rows};

/// A job that has not come to an end for so long has failed, whatever became of it: 1 hour.
const LOST_SECONDS: i64 = 3600;
/// A request that came to nothing stays in the list as long as an archive would: 7 days.
const FAILED_SECONDS: i64 = 7 * 86_400;
/// A request stays in the list for so long after its archive's time: 30 days.
const LISTED_SECONDS: i64 = 30 * 86_400;

/// Reads [`Stored`]; what follows the table's name is appended.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "select id, account_id, state, lang, done, categories, bytes, requested_at, expires_at from export ",
            $rest
        )
    };
}

/// An export as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    /// its id
    pub id: String,
    /// whose
    pub account_id: String,
    /// its state, as its code
    pub state: String,
    /// the language of its texts
    pub lang: String,
    /// categories done
    pub done: i64,
    /// categories in all
    pub categories: i64,
    /// size, once ready
    pub bytes: Option<i64>,
    /// when it was asked for
    pub requested_at: i64,
    /// until when it can be downloaded
    pub expires_at: Option<i64>,
}

/// A finished archive.
#[derive(Debug)]
pub struct Archive {
    /// its pieces, in order
    pub chunks: Vec<Vec<u8>>,
    /// its size
    pub bytes: i64,
    /// its SHA-256, hexadecimal
    pub sha256: String,
}

/// Adds a request, unless one is on its way already; says whether it did.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Conn,
    id: &str,
    account_id: &str,
    lang: Lang,
    categories: usize,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let rows = execute!(
        tx,
        "insert into export (id, account_id, state, lang, categories, requested_at) values ($1, $2, 'queued', $3, $4, $5) \
         on conflict do nothing",
        id,
        account_id,
        lang.tag(),
        i64::try_from(categories).unwrap_or_default(),
        now.0,
    )?;
    Ok(rows == 1)
}

/// The one on its way.
///
/// # Errors
/// The database's.
pub async fn on_its_way(conn: &mut Conn, account_id: &str) -> sqlx::Result<Option<Stored>> {
    row!(conn, Stored, select!("where account_id = $1 and state in ('queued', 'running')"), account_id)
}

/// Those that have been on their way for too long.
///
/// # Errors
/// The database's.
pub async fn lost(conn: &mut Conn, now: Timestamp) -> sqlx::Result<Vec<Stored>> {
    let since = now.plus_seconds(-LOST_SECONDS);
    let sql = select!("where state in ('queued', 'running') and requested_at <= $1 order by requested_at, id");
    rows!(conn, Stored, sql, since.0)
}

/// One of an account.
///
/// # Errors
/// The database's.
pub async fn of_account(conn: &mut Conn, account_id: &str, id: &str) -> sqlx::Result<Option<Stored>> {
    Ok(by_id(conn, id).await?.filter(|export| export.account_id == account_id))
}

/// Any.
///
/// # Errors
/// The database's.
pub async fn by_id(conn: &mut Conn, id: &str) -> sqlx::Result<Option<Stored>> {
    row!(conn, Stored, select!("where id = $1"), id)
}

/// The latest twenty of an account, newest first.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<Stored>> {
    rows!(conn, Stored, select!("where account_id = $1 order by requested_at desc, id desc limit 20"), account_id)
}

/// Notes that so many categories are done; it is running then. False when it is no longer wanted.
///
/// # Errors
/// The database's.
pub async fn progress(tx: &mut Conn, id: &str, done: usize) -> sqlx::Result<bool> {
    let done = i64::try_from(done).unwrap_or_default();
    let sql = "update export set state = 'running', done = $2 where id = $1 and state in ('queued', 'running')";
    Ok(execute!(tx, sql, id, done)? == 1)
}

/// Keeps the archive. False when it is no longer wanted; nothing is kept then.
///
/// # Errors
/// The database's.
pub async fn finish(
    tx: &mut Conn,
    id: &str,
    archive: &Archive,
    now: Timestamp,
    expires_at: Timestamp,
) -> sqlx::Result<bool> {
    let rows = execute!(
        tx,
        "update export set state = 'ready', done = categories, bytes = $2, sha256 = $3, ready_at = $4, expires_at = $5 \
         where id = $1 and state in ('queued', 'running')",
        id,
        archive.bytes,
        &archive.sha256,
        now.0,
        expires_at.0,
    )?;
    if rows == 0 {
        return Ok(false);
    }
    for (n, chunk) in (0_i64..).zip(&archive.chunks) {
        let sql = "insert into export_chunk (export_id, n, bytes) values ($1, $2, $3)";
        execute!(tx, sql, id, n, chunk.as_slice())?;
    }
    Ok(true)
}

/// Gives up; the person sees it and can ask again.
///
/// # Errors
/// The database's.
pub async fn fail(tx: &mut Conn, id: &str, error: &str) -> sqlx::Result<bool> {
    let sql = "update export set state = 'failed', error = $2 where id = $1 and state in ('queued', 'running')";
    Ok(execute!(tx, sql, id, error)? == 1)
}

/// A piece of an archive.
///
/// # Errors
/// The database's.
pub async fn chunk(conn: &mut Conn, id: &str, n: i64) -> sqlx::Result<Option<Vec<u8>>> {
    let sql = "select bytes from export_chunk where export_id = $1 and n = $2";
    Ok(row!(conn, (Vec<u8>,), sql, id, n)?.map(|(bytes,)| bytes))
}

/// Notes a download.
///
/// # Errors
/// The database's.
pub async fn downloaded(tx: &mut Conn, id: &str, now: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "update export set downloaded_at = $2 where id = $1", id, now.0)
}

/// Deletes the archive and stops a job on its way; the request stays in the list, as expired.
///
/// # Errors
/// The database's.
pub async fn delete(tx: &mut Conn, id: &str) -> sqlx::Result<bool> {
    execute!(tx, "delete from export_chunk where export_id = $1", id)?;
    let sql = "update export set state = 'expired', bytes = null, sha256 = null where id = $1 and state <> 'expired'";
    Ok(execute!(tx, sql, id)? == 1)
}

/// Deletes the archives whose time is over, and thirty days later the requests themselves. One that failed or was stopped has no such
/// time: it goes after as many days; so does, at the very end, one whose job was lost without a word.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, now: Timestamp) -> sqlx::Result<u64> {
    let sql = "delete from export_chunk where export_id in (select id from export where expires_at <= $1)";
    let swept = execute!(tx, sql, now.0)?;
    execute!(tx, "update export set state = 'expired' where expires_at <= $1 and state = 'ready'", now.0)?;
    let listed_since = now.plus_seconds(-LISTED_SECONDS);
    execute!(tx, "delete from export where expires_at <= $1", listed_since.0)?;
    let sql = "delete from export where expires_at is null and requested_at <= $1 \
               and (state in ('failed', 'expired') or requested_at <= $2)";
    execute!(tx, sql, now.plus_seconds(-FAILED_SECONDS).0, listed_since.plus_seconds(-FAILED_SECONDS).0)?;
    Ok(swept)
}

impl Stored {
    /// As its owner sees it at this instant. What is past its time is expired, whether it was swept or not; what has been on its
    /// way for too long has failed, and can be asked for again.
    ///
    /// # Errors
    /// When the stored state is unknown.
    pub fn shown(self, now: Timestamp) -> sqlx::Result<Export> {
        let is_over = self.expires_at.is_some_and(|expires_at| expires_at <= now.0);
        let state = match from_code(&self.state)? {
            ExportState::Ready if is_over => ExportState::Expired,
            ExportState::Queued | ExportState::Running if self.is_lost(now) => ExportState::Failed,
            state => state,
        };
        let number = |n: i64| u32::try_from(n).unwrap_or_default();
        Ok(Export {
            state,
            done: number(self.done),
            of: number(self.categories),
            bytes: self.bytes,
            requested_at: Timestamp(self.requested_at),
            expires_at: self.expires_at.map(Timestamp),
            id: self.id,
        })
    }

    /// Whether it has been on its way for too long.
    pub const fn is_lost(&self, now: Timestamp) -> bool {
        self.requested_at <= now.plus_seconds(-LOST_SECONDS).0
    }

    /// Whether it can be downloaded at this instant.
    pub fn is_ready(&self, now: Timestamp) -> bool {
        self.state == code(ExportState::Ready) && self.expires_at.is_some_and(|expires_at| expires_at > now.0)
    }
}
