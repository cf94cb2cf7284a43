//! Policy texts as they were published, and who has accepted which.

use contract::{
    policy::{Document, Policy},
    time::Timestamp,
};

use super::activity::from_code;
use super::{Conn, execute, one, row, rows};
use crate::policy::{Edition, Source};

/// An acceptance as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Acceptance {
    /// which version
    pub version: String,
    /// when
    pub at: i64,
    /// SHA-256 of the text, hexadecimal
    pub sha256: String,
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

/// Notes an acceptance; a second one of the same version changes nothing. Says whether it was the first. `id` is a new row id.
///
/// # Errors
/// The database's.
pub async fn accept(
    tx: &mut Conn,
    id: &str,
    account_id: &str,
    document: Document,
    policy: &Policy,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let rows = execute!(
        tx,
        "insert into policy_acceptance (id, account_id, document, version, lang, sha256, at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        id,
        account_id,
        document.slug(),
        &policy.version,
        policy.lang.tag(),
        &policy.sha256,
        now.0,
    )?;
    Ok(rows == 1)
}

/// What an account has accepted of a document, newest first.
///
/// # Errors
/// The database's.
pub async fn acceptances(conn: &mut Conn, account_id: &str, document: Document) -> sqlx::Result<Vec<Acceptance>> {
    rows!(
        conn,
        Acceptance,
        "select version, at, sha256 from policy_acceptance where account_id = $1 and document = $2 order by at desc, id desc",
        account_id,
        document.slug(),
    )
}
