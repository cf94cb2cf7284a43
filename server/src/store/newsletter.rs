//! The newsletter: who waits for the confirmation, the choice, and its history: the proof of consent (GDPR art. 7(1)).

use contract::{lang::Lang, policy::Policy, time::Timestamp};

use super::processing_limit::unlimited;
use super::{Conn, execute, one, row, rows};

/// How long a wish waits for its confirmation: 24 hours.
pub const REQUEST_SECONDS: i64 = 86_400;

/// What a person asked for, as it stood before them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Asked {
    /// when
    pub requested_at: i64,
    /// the policy version in force
    pub policy_version: String,
    /// SHA-256 of its text
    pub text_sha256: String,
    /// SHA-256 of the words beside the box or button, which are kept
    pub words_sha256: String,
    /// their language
    pub lang: String,
}

impl Asked {
    /// At this time, under this policy, by these words.
    pub fn new(at: Timestamp, policy: &Policy, words_sha256: String, lang: Lang) -> Self {
        let (policy_version, text_sha256) = (policy.version.clone(), policy.sha256.clone());
        Self { requested_at: at.0, policy_version, text_sha256, words_sha256, lang: lang.tag().to_owned() }
    }
}

/// A change as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Change {
    /// 1 given, 0 withdrawn
    pub granted: i64,
    /// when it was asked for
    pub requested_at: i64,
    /// since when it holds
    pub at: i64,
    /// the policy version in force
    pub policy_version: String,
}

/// Notes a wish, which waits for its confirmation; says whether it does: whoever has the newsletter needs none. The first wish stays
/// what was asked for; asking again only lets it wait longer.
///
/// # Errors
/// The database's.
pub async fn ask(tx: &mut Conn, account_id: &str, asked: &Asked) -> sqlx::Result<bool> {
    let sql = "delete from newsletter_request where account_id = $1 and expires_at <= $2";
    execute!(tx, sql, account_id, asked.requested_at)?;
    let noted = execute!(
        tx,
        concat!(
            "insert into newsletter_request \
             (account_id, requested_at, expires_at, policy_version, text_sha256, words_sha256, lang) \
             select id, $2, $3, $4, $5, $6, $7 from account where id = $1 and newsletter = 0 and ",
            unlimited!("account.id", "'notify'"),
            " on conflict (account_id) do update set expires_at = excluded.expires_at"
        ),
        account_id,
        asked.requested_at,
        Timestamp(asked.requested_at).plus_seconds(REQUEST_SECONDS).0,
        &asked.policy_version,
        &asked.text_sha256,
        &asked.words_sha256,
        &asked.lang,
    )?;
    Ok(noted > 0)
}

/// Has a wish wait as long as the code that is being mailed now; says whether there is one.
///
/// # Errors
/// The database's.
pub async fn extend(tx: &mut Conn, account_id: &str, now: Timestamp) -> sqlx::Result<bool> {
    let sql = concat!(
        "update newsletter_request set expires_at = $3 where account_id = $1 and expires_at > $2 and ",
        unlimited!("newsletter_request.account_id", "'notify'")
    );
    Ok(execute!(tx, sql, account_id, now.0, now.plus_seconds(REQUEST_SECONDS).0)? > 0)
}

/// The wish that waits.
///
/// # Errors
/// The database's.
pub async fn waiting(conn: &mut Conn, account_id: &str, now: Timestamp) -> sqlx::Result<Option<Asked>> {
    row!(
        conn,
        Asked,
        "select requested_at, policy_version, text_sha256, words_sha256, lang from newsletter_request \
         where account_id = $1 and expires_at > $2",
        account_id,
        now.0,
    )
}

/// Takes the wish that waits, to have it hold, or to drop it.
///
/// # Errors
/// The database's.
pub async fn take(tx: &mut Conn, account_id: &str, now: Timestamp) -> sqlx::Result<Option<Asked>> {
    row!(
        tx,
        Asked,
        "delete from newsletter_request where account_id = $1 and expires_at > $2 \
         returning requested_at, policy_version, text_sha256, words_sha256, lang",
        account_id,
        now.0,
    )
}

/// Sets the choice, with what was asked for; it is not given while a limit stands against it. Nothing is noted when it is no change; says whether it was one. `id` is a new row id.
///
/// # Errors
/// The database's.
pub async fn set(
    tx: &mut Conn,
    id: &str,
    account_id: &str,
    granted: bool,
    asked: &Asked,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let wanted = i64::from(granted);
    let sql = concat!(
        "update account set newsletter = $2 where id = $1 and newsletter <> $2 and ($2 = 0 or ",
        unlimited!("account.id", "'notify'"),
        ")"
    );
    if execute!(tx, sql, account_id, wanted)? == 0 {
        return Ok(false);
    }
    execute!(
        tx,
        "insert into newsletter_change \
         (id, account_id, granted, requested_at, at, policy_version, text_sha256, words_sha256, lang) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        account_id,
        wanted,
        asked.requested_at,
        now.0,
        &asked.policy_version,
        &asked.text_sha256,
        &asked.words_sha256,
        &asked.lang,
    )?;
    Ok(true)
}

/// Whether a change was asked for by this text.
///
/// # Errors
/// The database's.
pub async fn names_text(conn: &mut Conn, sha256: &str) -> sqlx::Result<bool> {
    let sql = "select count(*) from newsletter_change where words_sha256 = $1";
    Ok(one!(conn, (i64,), sql, sha256)?.0 > 0)
}

/// Texts that changes were asked for by and that are not kept.
///
/// # Errors
/// The database's.
pub async fn missing_texts(conn: &mut Conn) -> sqlx::Result<Vec<String>> {
    let sql = "select distinct c.words_sha256 from newsletter_change c left join consent_text t \
               on t.sha256 = c.words_sha256 where t.sha256 is null order by c.words_sha256";
    Ok(rows!(conn, (String,), sql)?.into_iter().map(|(sha256,)| sha256).collect())
}

/// The choice.
///
/// # Errors
/// The database's.
pub async fn wanted(conn: &mut Conn, account_id: &str) -> sqlx::Result<bool> {
    Ok(one!(conn, (i64,), "select newsletter from account where id = $1", account_id)?.0 == 1)
}

/// Every change, newest first.
///
/// # Errors
/// The database's.
pub async fn history(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<Change>> {
    rows!(
        conn,
        Change,
        "select granted, requested_at, at, policy_version from newsletter_change where account_id = $1 \
         order by at desc, id desc",
        account_id,
    )
}

/// Deletes the wishes that nobody confirmed.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, now: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "delete from newsletter_request where expires_at <= $1", now.0)
}
