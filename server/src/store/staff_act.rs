//! What staff did that no request records, under the name of whoever did it.

use contract::time::Timestamp;

use super::{Conn, execute, rows};

/// What was done to a recipient is kept for two years; what was read of an account goes with it.
const KEPT_SECONDS: i64 = 2 * 365 * 86_400;

/// What was done.
#[derive(Clone, Copy, Debug)]
pub enum Act<'a> {
    /// the records of an account's disclosures were read
    DisclosuresRead {
        /// whose
        account_id: &'a str,
        /// why
        reason: &'a str,
    },
    /// a recipient is told anew
    RecipientRetried {
        /// of what
        task: &'a str,
    },
}

/// An act as stored: when, who, what, the recipient's task and the reason.
pub type Recorded = (i64, String, String, String, String);

/// Records an act. `id` is a new row id.
///
/// # Errors
/// The database's.
pub async fn record(tx: &mut Conn, id: &str, staff: &str, act: Act<'_>, now: Timestamp) -> sqlx::Result<u64> {
    let (code, account_id, task, reason) = match act {
        Act::DisclosuresRead { account_id, reason } => ("disclosures_read", Some(account_id), "", reason),
        Act::RecipientRetried { task } => ("recipient_retried", None, task, ""),
    };
    let sql =
        "insert into staff_act (id, at, staff, act, account_id, task, reason) values ($1, $2, $3, $4, $5, $6, $7)";
    execute!(tx, sql, id, now.0, staff, code, account_id, task, reason)
}

/// Everything that was recorded, the latest first; names nobody but staff.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn) -> sqlx::Result<Vec<Recorded>> {
    rows!(conn, Recorded, "select at, staff, act, task, reason from staff_act order by at desc, id desc")
}

/// Deletes what is older than two years and of no account.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, now: Timestamp) -> sqlx::Result<u64> {
    let sql = "delete from staff_act where at <= $1 and account_id is null";
    execute!(tx, sql, now.plus_seconds(-KEPT_SECONDS).0)
}
