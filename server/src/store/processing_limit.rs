//! Restrictions and objections (GDPR art. 18, 21). A limit holds within the queries themselves: whatever works for a purpose carries
//! the condition `unlimited!`; which operation works for which purpose is declared in [`operations`].

pub mod operations;

use contract::privacy::{LimitKind, Purpose};
use contract::time::Timestamp;

use super::activity::{code, from_code};
use super::{Conn, execute, one, rows};

/// The condition that an account, an SQL expression, has set nothing against any of these purposes.
macro_rules! unlimited {
    ($account:literal, $purposes:literal) => {
        concat!(
            "not exists (select 1 from processing_limit l where l.account_id = ",
            $account,
            " and l.purpose in (",
            $purposes,
            "))"
        )
    };
}

/// The condition that an account, an SQL expression, does not dispute this data of its own: until that is decided it is only stored
/// (GDPR art. 18(1)(a)), save for what protects the account or answers the person.
macro_rules! undisputed {
    ($account:literal, $concern:literal) => {
        concat!(
            "not exists (select 1 from request r where r.account_id = ",
            $account,
            " and r.kind = 'rectification' and r.concern = ",
            $concern,
            " and r.closed_at is null)"
        )
    };
}

/// The condition that an account, an SQL expression, has no erasure that waits: until it takes place the account is hidden, and nobody
/// is told anything that they need not be told.
macro_rules! staying {
    ($account:literal) => {
        concat!("not exists (select 1 from erasure w where w.account_id = ", $account, ")")
    };
}

/// The condition that whoever wrote the message `m` has neither limited support nor disputes what they wrote. What asks for rights or
/// reports a child is a duty to answer (GDPR art. 12) and goes on. In doubt whose an address is, the limit of either holds.
macro_rules! unlimited_message {
    () => {
        "(m.topic <> 'support' or (not exists (select 1 from processing_limit l join account a on a.id = l.account_id \
         where l.purpose = 'support' and (a.email_key = m.email_key or exists (select 1 from former_email f \
         where f.account_id = a.id and f.email_key = m.email_key and f.until >= m.created_at))) \
         and not exists (select 1 from request r join account a on a.id = r.account_id \
         where r.kind = 'rectification' and r.concern = 'messages' and r.closed_at is null \
         and (a.email_key = m.email_key or exists (select 1 from former_email f \
         where f.account_id = a.id and f.email_key = m.email_key and f.until >= m.created_at)))))"
    };
}

pub(crate) use {staying, undisputed, unlimited, unlimited_message};

/// A limit that is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// against what
    pub purpose: Purpose,
    /// restricted or objected to
    pub kind: LimitKind,
    /// since when
    pub at: Timestamp,
}

/// Has whoever processes for this account wait until the transaction ends, and waits for those who do now: without it PostgreSQL would
/// let both go on by what they saw before.
///
/// # Errors
/// The database's.
pub async fn lock(tx: &mut Conn, account_id: &str) -> sqlx::Result<()> {
    execute!(tx, "update account set lang = lang where id = $1", account_id)?;
    // Visits are counted by device.
    execute!(tx, "update consent_device set statistics = statistics where account_id = $1", account_id)?;
    Ok(())
}

/// Sets a limit; says whether it is new. After [`lock`], in the same transaction.
///
/// # Errors
/// The database's.
pub async fn set(
    tx: &mut Conn,
    account_id: &str,
    purpose: Purpose,
    kind: LimitKind,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let sql =
        "insert into processing_limit (account_id, purpose, kind, at) values ($1, $2, $3, $4) on conflict do nothing";
    Ok(execute!(tx, sql, account_id, code(purpose), code(kind), now.0)? > 0)
}

/// Lifts a limit; says whether there was one.
///
/// # Errors
/// The database's.
pub async fn lift(tx: &mut Conn, account_id: &str, purpose: Purpose, kind: LimitKind) -> sqlx::Result<bool> {
    let sql = "delete from processing_limit where account_id = $1 and purpose = $2 and kind = $3";
    Ok(execute!(tx, sql, account_id, code(purpose), code(kind))? > 0)
}

/// What a person has set.
///
/// # Errors
/// The database's, or a code that the server has not written.
pub async fn of_account(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<Limit>> {
    let sql = "select purpose, kind, at from processing_limit where account_id = $1 order by at, purpose, kind";
    let limit = |(purpose, kind, at): (String, String, i64)| {
        Ok(Limit { purpose: from_code(&purpose)?, kind: from_code(&kind)?, at: Timestamp(at) })
    };
    rows!(conn, (String, String, i64), sql, account_id)?.into_iter().map(limit).collect()
}

/// Whether an account has set anything against a purpose.
///
/// # Errors
/// The database's.
pub async fn holds(conn: &mut Conn, account_id: &str, purpose: Purpose) -> sqlx::Result<bool> {
    let sql = "select count(*) from processing_limit where account_id = $1 and purpose = $2";
    Ok(one!(conn, (i64,), sql, account_id, code(purpose))?.0 > 0)
}

/// Whether a page may have Google count it: neither whoever is signed in, nor whoever the device's name is of, has limited
/// improving or monitoring.
///
/// # Errors
/// The database's.
pub async fn allows_google(conn: &mut Conn, account_id: Option<&str>, subject: &str) -> sqlx::Result<bool> {
    let sql = concat!(
        "select case when ",
        unlimited!("$1", "'improve', 'monitor'"),
        " and ",
        unlimited!("(select d.account_id from consent_device d where d.subject = $2)", "'improve', 'monitor'"),
        " then cast(1 as bigint) else cast(0 as bigint) end"
    );
    Ok(one!(conn, (i64,), sql, account_id, subject)?.0 == 1)
}
