//! Certificates of erasures. They name nobody, and are found by a code that only the person has.

use contract::time::Timestamp;

use super::{Conn, execute, row};

/// Keeps a certificate's file under the SHA-256 of its code.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Conn, code_hash: &str, file: &str, now: Timestamp) -> sqlx::Result<u64> {
    let sql = "insert into certificate (code_hash, file, at) values ($1, $2, $3)";
    execute!(tx, sql, code_hash, file, now.0)
}

/// The file of a code.
///
/// # Errors
/// The database's.
pub async fn file(conn: &mut Conn, code_hash: &str) -> sqlx::Result<Option<String>> {
    let found = row!(conn, (String,), "select file from certificate where code_hash = $1", code_hash)?;
    Ok(found.map(|(file,)| file))
}
