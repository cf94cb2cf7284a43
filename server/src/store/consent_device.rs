//! What each device allows now. The ledger only grows and names no account; this is the present, and can be erased.

use contract::{
    consent::{Decision, Kind},
    time::Timestamp,
};

use super::{Conn, execute};

/// Whoever signs in on a device that has decided: it is theirs from now on. One that has not is in no table.
///
/// # Errors
/// The database's.
pub async fn link(tx: &mut Conn, subject: &str, account_id: &str) -> sqlx::Result<u64> {
    execute!(tx, "update consent_device set account_id = $2 where subject = $1", subject, account_id)
}

/// Has a decision hold: statistics about a device that allows them no longer are deleted. `account_id` is who is signed in.
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
