//! Codes from mails: hashed, bound to a purpose and a person, good once, and only for a time.

use contract::time::Timestamp;

use super::{Conn, execute, row};

/// What a code is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// set a new password
    Recovery,
    /// confirm a new address, which is the code's value
    EmailChange,
    /// stop an erasure
    ErasureCancel,
    /// confirm the newsletter
    Newsletter,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Self::Recovery => "recovery",
            Self::EmailChange => "email_change",
            Self::ErasureCancel => "erasure_cancel",
            Self::Newsletter => "newsletter",
        }
    }
}

/// What a code stands for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Token {
    /// whose
    pub account_id: String,
    /// what goes with the purpose
    pub value: String,
}

/// A new code, to be stored.
#[derive(Clone, Debug)]
pub struct NewToken<'a> {
    /// a new row id
    pub id: &'a str,
    /// SHA-256 of the code
    pub hash: &'a str,
    /// what it is good for
    pub purpose: Purpose,
    /// whose
    pub account_id: &'a str,
    /// what goes with the purpose
    pub value: &'a str,
    /// until when
    pub expires_at: Timestamp,
}

/// Stores a code. Earlier ones of the same purpose and person are void: the newest mail counts.
///
/// # Errors
/// The database's.
pub async fn replace(tx: &mut Conn, token: &NewToken<'_>, now: Timestamp) -> sqlx::Result<u64> {
    let NewToken { id, hash, purpose, account_id, value, expires_at } = token;
    revoke(tx, account_id, *purpose).await?;
    execute!(
        tx,
        "insert into token (id, hash, purpose, account_id, value, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)",
        *id,
        *hash,
        purpose.code(),
        *account_id,
        *value,
        now.0,
        expires_at.0,
    )
}

/// What a code stands for, if it is good still; nothing changes.
///
/// # Errors
/// The database's.
pub async fn find(conn: &mut Conn, purpose: Purpose, hash: &str, now: Timestamp) -> sqlx::Result<Option<Token>> {
    row!(
        conn,
        Token,
        "select account_id, value from token \
         where hash = $1 and purpose = $2 and expires_at > $3 and used_at is null",
        hash,
        purpose.code(),
        now.0,
    )
}

/// Uses a code up: what it stands for, or none when it is used, expired, unknown or for something else. The update is the
/// check, so that of two at the same time only one succeeds.
///
/// # Errors
/// The database's.
pub async fn take(tx: &mut Conn, purpose: Purpose, hash: &str, now: Timestamp) -> sqlx::Result<Option<Token>> {
    row!(
        tx,
        Token,
        "update token set used_at = $3 \
         where hash = $1 and purpose = $2 and expires_at > $3 and used_at is null \
         returning account_id, value",
        hash,
        purpose.code(),
        now.0,
    )
}

/// Makes all codes of this purpose void.
///
/// # Errors
/// The database's.
pub async fn revoke(tx: &mut Conn, account_id: &str, purpose: Purpose) -> sqlx::Result<u64> {
    execute!(tx, "delete from token where account_id = $1 and purpose = $2", account_id, purpose.code())
}

/// Makes all codes of everybody void, but those that stop an erasure.
///
/// # Errors
/// The database's.
pub async fn revoke_everybodys(tx: &mut Conn) -> sqlx::Result<u64> {
    execute!(tx, "delete from token where purpose <> 'erasure_cancel'")
}

/// Deletes what has expired.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, now: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "delete from token where expires_at <= $1", now.0)
}
