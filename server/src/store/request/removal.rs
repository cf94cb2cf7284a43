use contract::time::Timestamp;

use crate::store::{Conn, execute, row};

/// The removal of a child's account that waits for a second person.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Removal {
    /// whose account
    pub account_id: String,
    /// its address
    pub email: String,
    /// who of the staff wants it
    pub staff: String,
    /// why, as the guardian will read it
    pub reason: String,
}

/// Notes who wants to remove which account and why, in the place of whoever wanted another before.
///
/// # Errors
/// The database's.
pub async fn propose_removal(
    tx: &mut Conn,
    request_id: &str,
    account_id: &str,
    (staff, reason): (&str, &str),
    now: Timestamp,
) -> sqlx::Result<u64> {
    let sql = "insert into removal (request_id, account_id, staff, reason, at) values ($1, $2, $3, $4, $5) \
               on conflict (request_id) do update set account_id = excluded.account_id, staff = excluded.staff, \
               reason = excluded.reason, at = excluded.at";
    execute!(tx, sql, request_id, account_id, staff, reason, now.0)
}

/// The removal that waits.
///
/// # Errors
/// The database's.
pub async fn removal(conn: &mut Conn, request_id: &str) -> sqlx::Result<Option<Removal>> {
    let sql = "select r.account_id, a.email, r.staff, r.reason from removal r join account a on a.id = r.account_id \
               where r.request_id = $1";
    row!(conn, Removal, sql, request_id)
}

/// Forgets that somebody wants to remove an account.
///
/// # Errors
/// The database's.
pub async fn withdraw_removal(tx: &mut Conn, request_id: &str) -> sqlx::Result<u64> {
    execute!(tx, "delete from removal where request_id = $1", request_id)
}
