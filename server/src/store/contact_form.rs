//! By what a contact form is known that is sent twice.

use contract::time::Timestamp;

use super::{Conn, execute, row};

/// So long the same words are the same message; after that somebody asks again.
const SECONDS: i64 = 600;

/// Notes what a form is known by, and the reference of what it becomes; gives the reference of the same form, if that was faster.
///
/// # Errors
/// The database's.
pub async fn note(tx: &mut Conn, key: &str, reference: &str, now: Timestamp) -> sqlx::Result<Option<String>> {
    sweep(tx, now).await?;
    let sql = "insert into contact_form (key, reference, at) values ($1, $2, $3) on conflict (key) do nothing";
    if execute!(tx, sql, key, reference, now.0)? > 0 {
        return Ok(None);
    }
    let known = row!(tx, (String,), "select reference from contact_form where key = $1", key)?;
    Ok(known.map(|(reference,)| reference))
}

/// Forgets the forms that would be another message by now.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, now: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "delete from contact_form where at <= $1", now.plus_seconds(-SECONDS).0)
}
