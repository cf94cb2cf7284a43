//! Checkpoints of the ledger of cookie decisions: the chain's end at some moment, signed.

use super::{Conn, execute, one, row, rows};

/// A checkpoint as stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Checkpoint {
    /// the last entry then
    pub number: i64,
    /// its hash
    pub hash: String,
    /// when
    pub at: i64,
    /// the key that signed
    pub key_id: String,
    /// its signature, base64url without padding
    pub signature: String,
}

/// A checkpoint, beside what the ledger and the keys say.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Compared {
    /// the last entry then
    pub number: i64,
    /// its hash
    pub hash: String,
    /// when
    pub at: i64,
    /// the key that signed
    pub key_id: String,
    /// its signature, base64url without padding
    pub signature: String,
    /// the key's public half
    pub public: Option<String>,
    /// the hash of that entry now; none when it is not there any more
    pub ledger_hash: Option<String>,
}

/// The newest one.
///
/// # Errors
/// The database's.
pub async fn last(conn: &mut Conn) -> sqlx::Result<Option<Checkpoint>> {
    let sql = "select number, hash, at, key_id, signature from consent_checkpoint order by number desc limit 1";
    row!(conn, Checkpoint, sql)
}

/// The chain's end: number and hash of the last entry; 0 before the first.
///
/// # Errors
/// The database's.
pub async fn head(conn: &mut Conn) -> sqlx::Result<(i64, String)> {
    one!(conn, (i64, String), "select number, hash from consent_head where id = 1")
}

/// Keeps a checkpoint; of two for the same entry the first one.
///
/// # Errors
/// The database's.
pub async fn add(tx: &mut Conn, checkpoint: &Checkpoint) -> sqlx::Result<()> {
    execute!(
        tx,
        "insert into consent_checkpoint (number, hash, at, key_id, signature) values ($1, $2, $3, $4, $5) \
         on conflict (number) do nothing",
        checkpoint.number,
        &checkpoint.hash,
        checkpoint.at,
        &checkpoint.key_id,
        &checkpoint.signature,
    )?;
    Ok(())
}

/// So many checkpoints after this number, each beside what the ledger and the keys say.
///
/// # Errors
/// The database's.
pub async fn compared(conn: &mut Conn, after: i64, most: i64) -> sqlx::Result<Vec<Compared>> {
    let sql = "select c.number, c.hash, c.at, c.key_id, c.signature, k.public, r.hash as ledger_hash from consent_checkpoint c \
               left join signing_key k on k.id = c.key_id left join consent_record r on r.number = c.number \
               where c.number > $1 order by c.number limit $2";
    rows!(conn, Compared, sql, after, most)
}
