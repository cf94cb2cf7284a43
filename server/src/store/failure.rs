//! Wrong passwords, counted under a keyed hash of the address that was tried, known or not. In the database, so that a restart
//! forgives nothing.

use contract::time::Timestamp;

use super::{Conn, execute, rows};

/// So many wrong passwords in a row are looked at.
const LIMIT: i64 = 200;

/// When wrong passwords were given since then, the newest first.
///
/// # Errors
/// The database's.
pub async fn since(conn: &mut Conn, key: &str, since: Timestamp) -> sqlx::Result<Vec<Timestamp>> {
    let sql = "select at from sign_in_failure where key = $1 and at > $2 order by at desc limit $3";
    Ok(rows!(conn, (i64,), sql, key, since.0, LIMIT)?.into_iter().map(|(at,)| Timestamp(at)).collect())
}

/// Makes others who do the same with this key wait until this transaction ends: a row with the key as its id is written and deleted
/// at once. Without it PostgreSQL would let all who read before the first one commits through.
///
/// # Errors
/// The database's.
pub async fn lock(tx: &mut Conn, key: &str, now: Timestamp) -> sqlx::Result<u64> {
    insert(tx, key, key, now).await?;
    execute!(tx, "delete from sign_in_failure where id = $1", key)
}

/// Notes one. `id` is a new row id.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Conn, id: &str, key: &str, now: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "insert into sign_in_failure (id, key, at) values ($1, $2, $3)", id, key, now.0)
}

/// Forgets all under a key: the right password was given.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Conn, key: &str) -> sqlx::Result<u64> {
    execute!(tx, "delete from sign_in_failure where key = $1", key)
}

/// Deletes what counts no more.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, before: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "delete from sign_in_failure where at <= $1", before.0)
}
