//! The newsletter choice and its history: the proof of consent (GDPR art. 7(1)).

use contract::{policy::Policy, time::Timestamp};

use super::{Conn, execute, one, rows};

/// A change as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Change {
    /// 1 given, 0 withdrawn
    pub granted: i64,
    /// when
    pub at: i64,
    /// the policy version in force
    pub policy_version: String,
}

/// Sets the choice, with the policy text that was in force. Nothing is noted when it is no change; says whether it was one.
/// `id` is a new row id.
///
/// # Errors
/// The database's.
pub async fn set(
    tx: &mut Conn,
    id: &str,
    account_id: &str,
    granted: bool,
    policy: &Policy,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let wanted = i64::from(granted);
    let sql = "update account set newsletter = $2 where id = $1 and newsletter <> $2";
    if execute!(tx, sql, account_id, wanted)? == 0 {
        return Ok(false);
    }
    execute!(
        tx,
        "insert into newsletter_change (id, account_id, granted, at, policy_version, text_sha256) \
         values ($1, $2, $3, $4, $5, $6)",
        id,
        account_id,
        wanted,
        now.0,
        &policy.version,
        &policy.sha256,
    )?;
    Ok(true)
}

/// The choice.
///
/// # Errors
/// The database's.
pub async fn wanted(conn: &mut Conn, account_id: &str) -> sqlx::Result<bool> {
    Ok(one!(conn, (i64,), "select newsletter from account where id = $1", account_id)?.0 == 1)
}

/// Every change, newest first.
///
/// # Errors
/// The database's.
pub async fn history(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<Change>> {
    rows!(
        conn,
        Change,
        "select granted, at, policy_version from newsletter_change where account_id = $1 order by at desc, id desc",
        account_id,
    )
}
