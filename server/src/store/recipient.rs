//! What recipients are told about people: a task for each thing to be done, driven by the outbox.

use contract::consent::Register;
use contract::privacy::{Provider, RecipientAction, RecipientState, RecipientTask, ToldRecipient};
use contract::time::Timestamp;

use super::activity::{code, from_code};
use super::processing_limit::{staying, unlimited};
use super::{Conn, execute, one, row, rows};

/// A new task.
#[derive(Clone, Debug)]
pub struct NewTask<'t> {
    /// its id, and the idempotency key
    pub id: &'t str,
    /// whose; none for the word to erase, which outlives the account
    pub account_id: Option<&'t str>,
    /// of the erasure or request that it belongs to; else empty
    pub reference: &'t str,
    /// whom to tell
    pub recipient: Provider,
    /// what
    pub action: RecipientAction,
    /// the sealed addresses, where no account has them any more; else empty
    pub sealed: &'t str,
}

/// A task that is being told.
#[derive(Clone, Debug)]
pub struct Task {
    /// its id
    pub id: String,
    /// whose
    pub account_id: Option<String>,
    /// what it belongs to
    pub reference: String,
    /// whom to tell
    pub recipient: Provider,
    /// what
    pub action: RecipientAction,
    /// the sealed addresses
    pub sealed: String,
    /// how far it is
    pub state: RecipientState,
    /// how often it was tried, this time included
    pub attempts: i64,
    /// when it was made
    pub created_at: Timestamp,
    /// since when it is tried: when it was made, or when an operator had it tried anew
    pub since: Timestamp,
}

/// How far a task is after it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// its state
    pub state: RecipientState,
    /// when it is told again; none when it has ended
    pub next_at: Option<Timestamp>,
    /// whether the recipient has heard of it, or may have
    pub is_told: bool,
    /// what went wrong; names nobody
    pub error: Option<String>,
}

/// A task as an operator sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Listed {
    /// its id
    pub id: String,
    /// whom it is for
    pub recipient: String,
    /// what
    pub action: String,
    /// how far it is
    pub state: String,
    /// how often it was tried
    pub attempts: i64,
    /// what went wrong last
    pub last_error: Option<String>,
    /// when it was made
    pub created_at: i64,
}

/// What recipients hold of a person without being told by a connector.
#[derive(Clone, Copy, Debug, Default)]
pub struct Holds {
    /// the company that delivers mail: since the account began
    pub mail_since: Option<Timestamp>,
    /// Google: since a device of the person's first allowed it; neither a withdrawal nor a limit takes back what it has counted
    pub statistics_since: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    account_id: Option<String>,
    reference: String,
    recipient: String,
    action: String,
    sealed: String,
    state: String,
    attempts: i64,
    created_at: i64,
    since: i64,
}

#[derive(sqlx::FromRow)]
struct Told {
    recipient: String,
    action: String,
    state: String,
    created_at: i64,
    told_at: Option<i64>,
    ended_at: Option<i64>,
}

impl Told {
    fn shown(self) -> sqlx::Result<ToldRecipient> {
        let task = RecipientTask {
            action: from_code(&self.action)?,
            state: from_code(&self.state)?,
            requested_at: Timestamp(self.created_at),
            told_at: self.told_at.map(Timestamp),
            ended_at: self.ended_at.map(Timestamp),
        };
        Ok(ToldRecipient { provider: from_code(&self.recipient)?, task })
    }
}

/// Adds a task. What the same recipient was to be told about the same person before, and was not yet, is overtaken by it.
///
/// # Errors
/// The database's.
pub async fn add(tx: &mut Conn, task: &NewTask<'_>, now: Timestamp) -> sqlx::Result<()> {
    execute!(
        tx,
        "update recipient_task set state = 'superseded', sealed = '', next_at = null, ended_at = $3, \
         told_at = case when told_at is null and attempts > 0 and last_error is null then $3 else told_at end \
         where account_id = $1 and recipient = $2 and ended_at is null",
        task.account_id,
        task.recipient.code(),
        now.0,
    )?;
    execute!(
        tx,
        "insert into recipient_task (id, account_id, reference, recipient, action, sealed, state, next_at, created_at, \
         since) values ($1, $2, $3, $4, $5, $6, 'queued', $7, $7, $7)",
        task.id,
        task.account_id,
        task.reference,
        task.recipient.code(),
        code(task.action),
        task.sealed,
        now.0,
    )?;
    Ok(())
}

/// The recipients that may hold something of a person: each that was ever told something, or is being told, maybe by somebody who has
/// died with it.
///
/// # Errors
/// The database's, or a code that the server has not written.
pub async fn told(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<Provider>> {
    let sql = "select distinct recipient from recipient_task where account_id = $1 and (told_at is not null \
               or (ended_at is null and attempts > 0 and last_error is null)) order by recipient";
    rows!(conn, (String,), sql, account_id)?.into_iter().map(|(recipient,)| from_code(&recipient)).collect()
}

/// Everybody who may hold something of a person: those who were told, and Google, if it has counted visits.
///
/// # Errors
/// As [`told`].
pub async fn holders(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<Provider>> {
    let mut holders = told(conn, account_id).await?;
    holders.extend(counted_since(conn, account_id).await?.map(|_| Provider::GoogleAnalytics));
    Ok(holders)
}

/// Since when Google may have counted a person's visits: since the first decision, on one of the person's devices or in the account, that
/// allowed statistics with Google. Where the portal never used it, nobody was asked that.
///
/// # Errors
/// The database's.
pub async fn counted_since(conn: &mut Conn, account_id: &str) -> sqlx::Result<Option<Timestamp>> {
    let sql = "select min(at) from (select r.at as at from consent_device d join consent_record r on r.subject = d.subject \
               where d.account_id = $1 and r.statistics = 1 and r.statistics_version >= $2 \
               union all select at from account_consent where account_id = $1 and statistics = 1 \
               and statistics_version >= $2) allowed";
    let version = i64::from(Register::STATISTICS_WITH_GOOGLE);
    Ok(one!(conn, (Option<i64>,), sql, account_id, version)?.0.map(Timestamp))
}

/// What a recipient is still to be told about a person, if anything, and to which request that belongs.
///
/// # Errors
/// The database's, or a code that the server has not written.
pub async fn open_action(
    conn: &mut Conn,
    account_id: &str,
    recipient: Provider,
) -> sqlx::Result<Option<(RecipientAction, String)>> {
    let sql = "select action, reference from recipient_task where account_id = $1 and recipient = $2 and ended_at is null \
               order by created_at desc, id desc limit 1";
    let found = row!(conn, (String, String), sql, account_id, recipient.code())?;
    found.map(|(action, reference)| Ok((from_code(&action)?, reference))).transpose()
}

/// How many are being told something about a person at this instant: an erasure waits for them, so that nothing arrives after it.
///
/// # Errors
/// The database's.
pub async fn being_told(conn: &mut Conn, account_id: &str, now: Timestamp) -> sqlx::Result<i64> {
    let sql = "select count(*) from recipient_task where account_id = $1 and busy_until > $2";
    Ok(one!(conn, (i64,), sql, account_id, now.0)?.0)
}

/// Whose a task is; none when it is nobody's any more, or gone.
///
/// # Errors
/// The database's.
pub async fn account_of(conn: &mut Conn, id: &str) -> sqlx::Result<Option<String>> {
    let sql = "select account_id from recipient_task where id = $1";
    Ok(row!(conn, (Option<String>,), sql, id)?.and_then(|(account_id,)| account_id))
}

/// Takes a task to tell it, until then; none when it has ended or its time has not come, when somebody else is telling it, or while
/// another task of the same person is being told to the same recipient. Whoever was at it before and noted nothing may have died after
/// telling it.
///
/// # Errors
/// The database's, or a code that the server has not written.
pub async fn begin(tx: &mut Conn, id: &str, now: Timestamp, until: Timestamp) -> sqlx::Result<Option<Task>> {
    let sql = "update recipient_task set busy_until = $3, attempts = attempts + 1, last_error = null, \
               told_at = case when told_at is null and attempts > 0 and last_error is null then $2 else told_at end \
               where id = $1 and ended_at is null and next_at <= $2 and busy_until <= $2 \
               and not exists (select 1 from recipient_task o \
               where o.account_id = recipient_task.account_id and o.recipient = recipient_task.recipient \
               and o.id <> recipient_task.id and o.busy_until > $2) \
               returning id, account_id, reference, recipient, action, sealed, state, attempts, created_at, since";
    let Some(found) = row!(tx, Row, sql, id, now.0, until.0)? else { return Ok(None) };
    Ok(Some(Task {
        recipient: from_code(&found.recipient)?,
        action: from_code(&found.action)?,
        state: from_code(&found.state)?,
        id: found.id,
        account_id: found.account_id,
        reference: found.reference,
        sealed: found.sealed,
        attempts: found.attempts,
        created_at: Timestamp(found.created_at),
        since: Timestamp(found.since),
    }))
}

/// Puts a task that was taken off until then, untold. Its tries and its time begin then.
///
/// # Errors
/// The database's.
pub async fn put_off(tx: &mut Conn, id: &str, until: Timestamp) -> sqlx::Result<u64> {
    let sql = "update recipient_task set busy_until = 0, attempts = 0, next_at = $2, since = $2 \
               where id = $1 and ended_at is null";
    execute!(tx, sql, id, until.0)
}

/// Whether a task is due still, and until when somebody is busy with it or with another one of the same person and recipient. None for
/// one whose time has not come: the job that will tell it is there already.
///
/// # Errors
/// The database's.
pub async fn busy_until(conn: &mut Conn, id: &str, now: Timestamp) -> sqlx::Result<Option<Timestamp>> {
    let sql = "select max(o.busy_until) from recipient_task t join recipient_task o \
               on o.id = t.id or (o.account_id = t.account_id and o.recipient = t.recipient) \
               where t.id = $1 and t.ended_at is null and t.next_at <= $2";
    Ok(one!(conn, (Option<i64>,), sql, id, now.0)?.0.map(Timestamp))
}

/// Whether a person still wants the newsletter, has not limited it and is not about to be erased: asked at the moment of telling.
///
/// # Errors
/// The database's.
pub async fn may_subscribe(conn: &mut Conn, account_id: &str) -> sqlx::Result<bool> {
    let sql = concat!(
        "select count(*) from account where id = $1 and newsletter = 1 and ",
        unlimited!("account.id", "'notify'"),
        " and ",
        staying!("account.id")
    );
    Ok(one!(conn, (i64,), sql, account_id)?.0 == 1)
}

/// The person's address and the former ones, the newest first; none when the account is gone. An address that somebody else has now, or
/// had later, is theirs.
///
/// # Errors
/// The database's.
pub async fn addresses(conn: &mut Conn, account_id: &str) -> sqlx::Result<Option<(String, Vec<String>)>> {
    let Some((email,)) = row!(conn, (String,), "select email from account where id = $1", account_id)? else {
        return Ok(None);
    };
    Ok(Some((email, former(conn, account_id, Timestamp(i64::MAX)).await?)))
}

/// The same as it was at that time: whom a person has left learns no newer address. None, too, when the address is somebody else's now.
///
/// # Errors
/// The database's.
pub async fn addresses_at(
    conn: &mut Conn,
    account_id: &str,
    at: Timestamp,
) -> sqlx::Result<Option<(String, Vec<String>)>> {
    let sql = "select f.email, (select count(*) from account o where o.email_key = f.email_key and o.id <> f.account_id) + \
               (select count(*) from former_email o where o.email_key = f.email_key and o.account_id <> f.account_id \
               and o.until > f.until) from former_email f where f.account_id = $1 and f.until > $2 order by f.until limit 1";
    let then = row!(conn, (String, i64), sql, account_id, at.0)?;
    match then {
        None => addresses(conn, account_id).await,
        Some((email, 0)) => Ok(Some((email, former(conn, account_id, at).await?))),
        Some(_) => Ok(None),
    }
}

async fn former(conn: &mut Conn, account_id: &str, until: Timestamp) -> sqlx::Result<Vec<String>> {
    let sql = "select f.email from former_email f where f.account_id = $1 and f.until <= $2 \
               and not exists (select 1 from account o where o.email_key = f.email_key) \
               and not exists (select 1 from former_email o where o.email_key = f.email_key \
               and o.account_id <> f.account_id and o.until > f.until) order by f.until desc";
    Ok(rows!(conn, (String,), sql, account_id, until.0)?.into_iter().map(|(email,)| email).collect())
}

/// Notes how far a task is. What has ended holds no address, unless it failed: then an operator may try again.
///
/// # Errors
/// The database's.
pub async fn note(tx: &mut Conn, id: &str, noted: &Noted, now: Timestamp) -> sqlx::Result<u64> {
    let keeps = noted.next_at.is_some() || noted.state == RecipientState::Failed;
    execute!(
        tx,
        "update recipient_task set state = $2, next_at = $3, last_error = $4, busy_until = 0, ended_at = $5, \
         sealed = case $6 when 1 then sealed else '' end, told_at = coalesce(told_at, $7) \
         where id = $1 and ended_at is null",
        id,
        code(noted.state),
        noted.next_at.map(|at| at.0),
        noted.error.as_deref(),
        noted.next_at.is_none().then_some(now.0),
        i64::from(keeps),
        noted.is_told.then_some(now.0),
    )
}

/// Ends the telling of a task that something later has overtaken meanwhile.
///
/// # Errors
/// The database's.
pub async fn release(tx: &mut Conn, id: &str) -> sqlx::Result<u64> {
    execute!(tx, "update recipient_task set busy_until = 0 where id = $1", id)
}

/// What recipients hold of a person without being told by a connector.
///
/// # Errors
/// The database's.
pub async fn holds(conn: &mut Conn, account_id: &str) -> sqlx::Result<Holds> {
    let mail_since = row!(conn, (i64,), "select created_at from account where id = $1", account_id)?;
    let mail_since = mail_since.map(|(at,)| Timestamp(at));
    Ok(Holds { mail_since, statistics_since: counted_since(conn, account_id).await? })
}

/// Everything that recipients were told about a person, the newest first.
///
/// # Errors
/// The database's, or a code that the server has not written.
pub async fn of_account(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<ToldRecipient>> {
    let sql = "select recipient, action, state, created_at, told_at, ended_at from recipient_task \
               where account_id = $1 order by created_at desc, id desc";
    rows!(conn, Told, sql, account_id)?.into_iter().map(Told::shown).collect()
}

/// What recipients were told because of a request of this account: the last of each.
///
/// # Errors
/// The database's, or a code that the server has not written.
pub async fn of_request(conn: &mut Conn, account_id: &str, reference: &str) -> sqlx::Result<Vec<ToldRecipient>> {
    let sql = "select recipient, action, state, created_at, told_at, ended_at from recipient_task \
               where account_id = $1 and reference = $2 order by recipient, created_at desc, id desc";
    let mut found = rows!(conn, Told, sql, account_id, reference)?;
    found.dedup_by(|one, before| one.recipient == before.recipient);
    found.into_iter().map(Told::shown).collect()
}

/// How far each recipient is with an erasure or request, by its reference: what a certificate says of them.
///
/// # Errors
/// The database's, or a code that the server has not written.
pub async fn of_reference(conn: &mut Conn, reference: &str) -> sqlx::Result<Vec<(Provider, RecipientState)>> {
    let sql = "select recipient, state from recipient_task where reference = $1 and reference <> '' order by recipient";
    let found = rows!(conn, (String, String), sql, reference)?;
    found.into_iter().map(|(recipient, state)| Ok((from_code(&recipient)?, from_code(&state)?))).collect()
}

/// What was given up, or waits for proof, the oldest first.
///
/// # Errors
/// The database's.
pub async fn stuck(conn: &mut Conn) -> sqlx::Result<Vec<Listed>> {
    let sql = "select id, recipient, action, state, attempts, last_error, created_at from recipient_task \
               where state in ('failed', 'waiting_for_proof') order by created_at, id";
    rows!(conn, Listed, sql)
}

/// Has what was given up tried anew; says whether there was such a task. The word to erase whose address is kept no longer cannot be.
///
/// # Errors
/// The database's.
pub async fn retry(tx: &mut Conn, id: &str, now: Timestamp) -> sqlx::Result<bool> {
    let sql = "update recipient_task set state = 'queued', attempts = 0, next_at = $2, since = $2, ended_at = null, busy_until = 0 \
               where id = $1 and state = 'failed' and (account_id is not null or sealed <> '') and not exists \
               (select 1 from recipient_task o where o.account_id = recipient_task.account_id \
               and o.recipient = recipient_task.recipient and o.created_at > recipient_task.created_at)";
    Ok(execute!(tx, sql, id, now.0)? > 0)
}

/// What should have been told before then, and nobody is at it.
///
/// # Errors
/// The database's.
pub async fn overdue(conn: &mut Conn, before: Timestamp) -> sqlx::Result<Vec<String>> {
    let sql = "select id from recipient_task where ended_at is null and next_at <= $1 and busy_until <= $1 order by next_at, id";
    Ok(rows!(conn, (String,), sql, before.0)?.into_iter().map(|(id,)| id).collect())
}

/// How many tasks wait and how many were given up.
///
/// # Errors
/// The database's.
pub async fn counts(conn: &mut Conn) -> sqlx::Result<(i64, i64)> {
    let (waiting,) = one!(conn, (i64,), "select count(*) from recipient_task where ended_at is null")?;
    let (failed,) = one!(conn, (i64,), "select count(*) from recipient_task where state = 'failed'")?;
    Ok((waiting, failed))
}

/// Forgets the addresses of what was given up before then, and the tasks of erased people that ended before then.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, given_up_before: Timestamp, ended_before: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "update recipient_task set sealed = '' where ended_at <= $1 and sealed <> ''", given_up_before.0)?;
    execute!(tx, "delete from recipient_task where ended_at <= $1 and account_id is null", ended_before.0)
}
