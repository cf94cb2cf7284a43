//! The keys that receipts and checkpoints are signed with: public halves, and the nonces that the secret ones are made of.

use contract::time::Timestamp;

use super::{Conn, execute, row, rows};

/// A key as stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SigningKey {
    /// its id
    pub id: String,
    /// what its secret half is made of, together with the server's key
    pub nonce: String,
    /// its public half, base64url without padding
    pub public: String,
    /// since when it signs
    pub created_at: i64,
    /// since when it does not any more
    pub replaced_at: Option<i64>,
}

/// The key that signs now.
///
/// # Errors
/// The database's.
pub async fn current(conn: &mut Conn) -> sqlx::Result<Option<SigningKey>> {
    row!(
        conn,
        SigningKey,
        "select id, nonce, public, created_at, replaced_at from signing_key where replaced_at is null"
    )
}

/// All keys, oldest first.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn) -> sqlx::Result<Vec<SigningKey>> {
    let sql = "select id, nonce, public, created_at, replaced_at from signing_key order by created_at, id";
    rows!(conn, SigningKey, sql)
}

/// Has a new key sign from now on; the one before stays published. There is never more than one current key: when two processes do
/// this at once, the second one's is not kept.
///
/// # Errors
/// The database's.
pub async fn replace(tx: &mut Conn, id: &str, nonce: &str, public: &str, now: Timestamp) -> sqlx::Result<()> {
    execute!(tx, "update signing_key set replaced_at = $1 where replaced_at is null", now.0)?;
    execute!(
        tx,
        "insert into signing_key (id, nonce, public, created_at) values ($1, $2, $3, $4) on conflict do nothing",
        id,
        nonce,
        public,
        now.0,
    )?;
    Ok(())
}
