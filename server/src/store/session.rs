//! Sessions: where somebody is signed in.

use contract::time::Timestamp;

use super::{Conn, execute, row, rows};

/// A session as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Session {
    /// its id; not the token
    pub id: String,
    /// whose
    pub account_id: String,
    /// since when
    pub created_at: i64,
    /// last used
    pub last_seen_at: i64,
    /// the last proof of identity
    pub authenticated_at: i64,
    /// kind of browser, as its code
    pub device: String,
    /// network, shortened
    pub network: String,
}

/// Begins a session.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Conn, session: &Session, token_hash: &str) -> sqlx::Result<u64> {
    execute!(
        tx,
        "insert into session (id, token_hash, account_id, created_at, last_seen_at, authenticated_at, device, network) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &session.id,
        token_hash,
        &session.account_id,
        session.created_at,
        session.last_seen_at,
        session.authenticated_at,
        &session.device,
        &session.network,
    )
}

/// The session of a token.
///
/// # Errors
/// The database's.
pub async fn by_token(conn: &mut Conn, token_hash: &str) -> sqlx::Result<Option<Session>> {
    row!(
        conn,
        Session,
        "select id, account_id, created_at, last_seen_at, authenticated_at, device, network from session where token_hash = $1",
        token_hash,
    )
}

/// All sessions of an account that have not ended, the last used first.
///
/// # Errors
/// The database's.
pub async fn of_account(
    conn: &mut Conn,
    account_id: &str,
    seen_after: Timestamp,
    created_after: Timestamp,
) -> sqlx::Result<Vec<Session>> {
    rows!(
        conn,
        Session,
        "select id, account_id, created_at, last_seen_at, authenticated_at, device, network from session \
         where account_id = $1 and last_seen_at > $2 and created_at > $3 order by last_seen_at desc, id desc",
        account_id,
        seen_after.0,
        created_after.0,
    )
}

/// Notes that a session was used.
///
/// # Errors
/// The database's.
pub async fn seen(tx: &mut Conn, id: &str, now: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "update session set last_seen_at = $2 where id = $1 and last_seen_at < $2", id, now.0)
}

/// Gives a session another token and notes the proof of identity: who knew the old token has lost it.
///
/// # Errors
/// The database's.
pub async fn rotate(tx: &mut Conn, id: &str, token_hash: &str, authenticated_at: Timestamp) -> sqlx::Result<u64> {
    execute!(
        tx,
        "update session set token_hash = $2, authenticated_at = $3 where id = $1",
        id,
        token_hash,
        authenticated_at.0
    )
}

/// Ends one session of an account.
///
/// # Errors
/// The database's.
pub async fn end(tx: &mut Conn, account_id: &str, id: &str) -> sqlx::Result<u64> {
    execute!(tx, "delete from session where account_id = $1 and id = $2", account_id, id)
}

/// Ends the session of a token, if there is one.
///
/// # Errors
/// The database's.
pub async fn end_by_token(tx: &mut Conn, token_hash: &str) -> sqlx::Result<u64> {
    execute!(tx, "delete from session where token_hash = $1", token_hash)
}

/// Ends all sessions of an account.
///
/// # Errors
/// The database's.
pub async fn end_all(tx: &mut Conn, account_id: &str) -> sqlx::Result<u64> {
    execute!(tx, "delete from session where account_id = $1", account_id)
}

/// Ends all sessions of an account but one.
///
/// # Errors
/// The database's.
pub async fn end_others(tx: &mut Conn, account_id: &str, id: &str) -> sqlx::Result<u64> {
    execute!(tx, "delete from session where account_id = $1 and id <> $2", account_id, id)
}

/// Ends all sessions of everybody.
///
/// # Errors
/// The database's.
pub async fn end_everybodys(tx: &mut Conn) -> sqlx::Result<u64> {
    execute!(tx, "delete from session")
}

/// Deletes what has ended by itself.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, seen_before: Timestamp, created_before: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "delete from session where last_seen_at <= $1 or created_at <= $2", seen_before.0, created_before.0)
}
