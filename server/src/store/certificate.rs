//! Certificates of erasures. They name nobody, and are found by a code that only the person has.

use contract::time::Timestamp;

use super::{Conn, execute, row};

/// Keeps a certificate's file under the SHA-256 of its code, unless there is one already; gives how many were added.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Conn, code_hash: &str, file: &str, now: Timestamp) -> sqlx::Result<u64> {
    let sql = "insert into certificate (code_hash, file, at) values ($1, $2, $3) on conflict do nothing";
    execute!(tx, sql, code_hash, file, now.0)
}

/// Puts another file in the place of a code's.
///
/// # Errors
/// The database's.
pub async fn replace(tx: &mut Conn, code_hash: &str, file: &str) -> sqlx::Result<u64> {
    execute!(tx, "update certificate set file = $2 where code_hash = $1", code_hash, file)
}

/// The file of a code.
///
/// # Errors
/// The database's.
pub async fn file(conn: &mut Conn, code_hash: &str) -> sqlx::Result<Option<String>> {
    let found = row!(conn, (String,), "select file from certificate where code_hash = $1", code_hash)?;
    Ok(found.map(|(file,)| file))
}
