//! Invitations to administer an organisation too: hashed codes from mails, bound to the organisation and to an address, good once, and
//! only for a time.

use contract::time::Timestamp;

use super::account::email_key;
use super::{Conn, execute, row};

/// An invitation, to be stored.
#[derive(Clone, Debug)]
pub struct NewInvitation<'a> {
    /// SHA-256 of the code
    pub hash: &'a str,
    /// who invites
    pub account_id: &'a str,
    /// whom
    pub email: &'a str,
    /// until when
    pub expires_at: Timestamp,
}

/// An invitation that is good still.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Invitation {
    /// who invites
    pub account_id: String,
    /// given name
    pub name: String,
    /// family name
    pub surname: String,
    /// to which organisation
    pub organisation_id: String,
    /// the name of that one
    pub organisation: String,
    /// the address that it went to, for comparing
    pub email_key: String,
}

/// Stores an invitation to the organisation of whoever invites, in place of an earlier one to the same address. None when they are no
/// more.
///
/// # Errors
/// The database's.
pub async fn replace(tx: &mut Conn, invitation: &NewInvitation<'_>, now: Timestamp) -> sqlx::Result<u64> {
    let NewInvitation { hash, account_id, email, expires_at } = invitation;
    execute!(
        tx,
        "insert into invitation (account_id, organisation_id, email, email_key, hash, created_at, expires_at) \
         select account_id, organisation_id, $2, $3, $4, $5, $6 from member where account_id = $1 \
         on conflict (account_id, email_key) do update set organisation_id = excluded.organisation_id, \
         email = excluded.email, hash = excluded.hash, created_at = excluded.created_at, expires_at = excluded.expires_at",
        *account_id,
        *email,
        email_key(email),
        *hash,
        now.0,
        expires_at.0,
    )
}

/// What a code invites to, if it is good still: whoever invited must administer the organisation still. Nothing changes.
///
/// # Errors
/// The database's.
pub async fn find(conn: &mut Conn, hash: &str, now: Timestamp) -> sqlx::Result<Option<Invitation>> {
    row!(
        conn,
        Invitation,
        "select i.account_id, a.name, a.surname, i.organisation_id, o.name as organisation, i.email_key from invitation i \
         join member m on m.account_id = i.account_id and m.organisation_id = i.organisation_id \
         join account a on a.id = i.account_id join organisation o on o.id = i.organisation_id \
         where i.hash = $1 and i.expires_at > $2",
        hash,
        now.0,
    )
}

/// Uses a code up; says whether there was one. The deletion is the check, so that of two at the same time only one succeeds.
///
/// # Errors
/// The database's.
pub async fn take(tx: &mut Conn, hash: &str) -> sqlx::Result<bool> {
    let sql = "delete from invitation where hash = $1 and exists (select 1 from member m \
               where m.account_id = invitation.account_id and m.organisation_id = invitation.organisation_id)";
    Ok(execute!(tx, sql, hash)? == 1)
}

/// Makes all codes of everybody void, as after a restore.
///
/// # Errors
/// The database's.
pub async fn revoke_everybodys(tx: &mut Conn) -> sqlx::Result<u64> {
    execute!(tx, "delete from invitation")
}

/// Deletes what has expired.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, now: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "delete from invitation where expires_at <= $1", now.0)
}
