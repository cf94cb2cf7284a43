//! Policy texts as they were published, and what happened between them and people.

use contract::{
    policy::{Document, Policy, PolicyEvent, PolicyRecord},
    time::Timestamp,
};

use super::activity::{code, from_code};
use super::{Conn, execute, one, row, rows};
use crate::policy::{Edition, Source};

/// What happened between a person and a version, as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Record {
    event: String,
    version: String,
    lang: String,
    clause: String,
    sha256: String,
    at: i64,
}

/// Notes all texts as published. Gives the name of one that was changed afterwards, if there is one: what people have accepted
/// must not change behind their backs.
///
/// # Errors
/// The database's.
pub async fn publish(tx: &mut Conn, editions: &[Edition], now: Timestamp) -> sqlx::Result<Option<String>> {
    for edition in editions {
        let Policy { version, lang, sha256, .. } = &edition.policy;
        if publish_one(tx, edition, now).await?.as_ref() != Some(sha256) {
            return Ok(Some(format!("{} {version} ({})", edition.document.slug(), lang.tag())));
        }
    }
    Ok(None)
}

/// Gives the hash under which a version is published.
async fn publish_one(tx: &mut Conn, edition: &Edition, now: Timestamp) -> sqlx::Result<Option<String>> {
    let Policy { version, lang, effective, sha256, .. } = &edition.policy;
    let document = edition.document.slug();
    execute!(
        tx,
        "insert into policy_version (document, version, lang, sha256, effective, source, first_seen_at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        document,
        version,
        lang.tag(),
        sha256,
        effective,
        &edition.source,
        now.0,
    )?;
    let sql = "select sha256 from policy_version where document = $1 and version = $2 and lang = $3";
    Ok(row!(tx, (String,), sql, document, version, lang.tag())?.map(|(sha256,)| sha256))
}

/// How many texts are published: they are only ever added to.
///
/// # Errors
/// The database's.
pub async fn count(conn: &mut Conn) -> sqlx::Result<i64> {
    Ok(one!(conn, (i64,), "select count(*) from policy_version")?.0)
}

/// Every published text.
///
/// # Errors
/// The database's, or a text under a name that the server has not written.
pub async fn published(conn: &mut Conn) -> sqlx::Result<Vec<Source>> {
    let sql = "select document, version, lang, source from policy_version order by document, version, lang";
    let texts = rows!(conn, (String, String, String, String), sql)?;
    let source = |(document, version, lang, text): (String, String, String, String)| {
        let is_terms = document == Document::Terms.slug();
        let folder = if is_terms { &document } else { &version };
        let file = format!("policy/{folder}/{lang}.md");
        Ok(Source {
            document: if is_terms { Document::Terms } else { Document::Privacy },
            version: (!is_terms).then(|| version.clone()),
            lang: from_code(&lang)?,
            file,
            text,
        })
    };
    texts.into_iter().map(source).collect()
}

/// Notes that something happened between a person and a version; `clause` is that of a new purpose, else empty. Telling and showing
/// are noted the first time, an answer when it is another than the last one. Says whether it was noted. `id` is a new row id.
///
/// # Errors
/// The database's.
pub async fn record(
    tx: &mut Conn,
    id: &str,
    account_id: &str,
    (policy, clause): (&Policy, &str),
    event: PolicyEvent,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let Policy { version, lang, sha256, .. } = policy;
    if event.is_answer() && answer(tx, account_id, version, clause).await? == Some(event) {
        return Ok(false);
    }
    let rows = execute!(
        tx,
        "insert into policy_record (id, account_id, event, version, lang, clause, sha256, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        id,
        account_id,
        code(event),
        version,
        lang.tag(),
        clause,
        sha256,
        now.0,
    )?;
    Ok(rows == 1)
}

/// The last answer to a version, or to one of its new purposes.
///
/// # Errors
/// The database's, or an event that the server has not written.
pub async fn answer(
    conn: &mut Conn,
    account_id: &str,
    version: &str,
    clause: &str,
) -> sqlx::Result<Option<PolicyEvent>> {
    let sql = "select event from policy_record where account_id = $1 and version = $2 and clause = $3 \
               and event not in ('told', 'shown') order by at desc, id desc limit 1";
    let found = row!(conn, (String,), sql, account_id, version, clause)?;
    found.map(|(event,)| from_code(&event)).transpose()
}

/// Everything that happened between a person and the versions, newest first.
///
/// # Errors
/// The database's, or a code that the server has not written.
pub async fn records(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<PolicyRecord>> {
    let sql = "select event, version, lang, clause, sha256, at from policy_record where account_id = $1 \
               order by at desc, id desc";
    let record = |Record { event, version, lang, clause, sha256, at }| {
        let (event, lang) = (from_code(&event)?, from_code(&lang)?);
        Ok(PolicyRecord { event, version, lang, clause, sha256, at: Timestamp(at) })
    };
    rows!(conn, Record, sql, account_id)?.into_iter().map(record).collect()
}
