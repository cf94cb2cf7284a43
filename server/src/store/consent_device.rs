//! What each device allows now, by its random name. The ledger only grows and names no account; this is the present, and can be erased.
//! A name is of one account at most, and stays of that one: whoever else signs in gets another name for the device.

use contract::{
    consent::{Decision, Kind},
    time::Timestamp,
};

use super::{Conn, execute, one, rows};

/// Whether a device goes by this name and is not this account's: nobody's yet, or another's. One that has not decided, or whose
/// account was erased, is in no table.
///
/// # Errors
/// The database's.
pub async fn is_not_of(conn: &mut Conn, subject: &str, account_id: &str) -> sqlx::Result<bool> {
    let sql = "select count(*) from consent_device where subject = $1 and (account_id is null or account_id <> $2)";
    Ok(one!(conn, (i64,), sql, subject, account_id)?.0 > 0)
}

/// Whether whoever is signed in, or nobody, may go on under this name; a name of nobody's becomes theirs. The row is locked until the
/// transaction ends.
///
/// # Errors
/// The database's.
pub async fn claim(tx: &mut Conn, subject: &str, account_id: Option<&str>) -> sqlx::Result<bool> {
    let sql = "update consent_device set account_id = coalesce(account_id, $2) \
               where subject = $1 and ($2 is null or account_id is null or account_id = $2)";
    Ok(execute!(tx, sql, subject, account_id)? == 1)
}

/// The names that are an account's, one for each of its devices that has decided. Their rows are locked until the transaction ends.
///
/// # Errors
/// The database's.
pub async fn lock_of_account(tx: &mut Conn, account_id: &str) -> sqlx::Result<Vec<String>> {
    let sql = "update consent_device set account_id = account_id where account_id = $1 returning subject";
    Ok(rows!(tx, (String,), sql, account_id)?.into_iter().map(|(subject,)| subject).collect())
}

/// Has a decision hold: statistics about a device that allows them no longer are deleted. `account_id` is who is signed in. After
/// [`claim`], in the same transaction; or under a new name.
///
/// # Errors
/// The database's.
pub async fn apply(tx: &mut Conn, decision: &Decision, account_id: Option<&str>, now: Timestamp) -> sqlx::Result<()> {
    let statistics = decision.allows(Kind::Statistics);
    execute!(
        tx,
        "insert into consent_device (subject, statistics, account_id, changed_at) values ($1, $2, $3, $4) \
         on conflict (subject) do update set statistics = excluded.statistics, changed_at = excluded.changed_at, \
         account_id = coalesce(excluded.account_id, consent_device.account_id)",
        &decision.subject,
        i64::from(statistics),
        account_id,
        now.0,
    )?;
    if !statistics {
        execute!(tx, "delete from usage where subject = $1", &decision.subject)?;
    }
    Ok(())
}

/// Forgets devices whose decision has run out, and with them the statistics that it allowed.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, changed_until: Timestamp) -> sqlx::Result<u64> {
    let sql = "delete from usage where subject in (select subject from consent_device where changed_at <= $1)";
    execute!(tx, sql, changed_until.0)?;
    execute!(tx, "delete from consent_device where changed_at <= $1", changed_until.0)
}
