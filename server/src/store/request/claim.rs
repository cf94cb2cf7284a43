use contract::lang::Lang;
use contract::rights::{RequestForm, RequestKind};
use contract::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::store::account::email_key;
use crate::store::{Conn, execute, row, rows};

/// A mailed code is good for 30 minutes.
pub const CODE_SECONDS: i64 = 30 * 60;
/// What was typed waits so long for its mail, when the mail server is away: a day.
const WAIT_SECONDS: i64 = 86_400;

/// What was typed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Claim {
    /// which right
    pub kind: RequestKind,
    /// who asks
    pub name: String,
    /// where the answers go
    pub email: String,
    /// the address that a child registered with; may be empty
    pub child_email: String,
    /// what is asked
    pub words: String,
    /// language of the words and the mails
    pub lang: Lang,
}

#[derive(Debug, sqlx::FromRow)]
struct Row {
    draft: String,
    created_at: i64,
}

/// A claim to be stored.
#[derive(Clone, Debug)]
pub struct NewClaim<'a> {
    /// a new row id
    pub id: &'a str,
    /// of a code that nobody has: the true one is made when the mail is sent
    pub code_hash: &'a str,
    /// what was typed
    pub form: &'a RequestForm,
}

/// Keeps what was typed until the mailed code comes; says whether it did, as the same form sent twice is one.
///
/// # Errors
/// The database's.
pub async fn insert_claim(tx: &mut Conn, new: &NewClaim<'_>, now: Timestamp) -> sqlx::Result<bool> {
    let form = new.form;
    let child = form.child_email.as_ref().map(|email| email.as_str());
    let claim = Claim {
        kind: form.kind,
        name: form.name.as_str().to_owned(),
        email: form.email.as_str().to_owned(),
        child_email: child.unwrap_or_default().to_owned(),
        words: form.words.as_str().to_owned(),
        lang: form.lang,
    };
    let draft = serde_json::to_string(&claim).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let rows = execute!(
        tx,
        "insert into request_claim (id, code_hash, form_key, email_key, about_key, draft, created_at, expires_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        new.id,
        new.code_hash,
        form.key.as_str(),
        email_key(form.email.as_str()),
        child.map(email_key),
        draft,
        now.0,
        now.plus_seconds(WAIT_SECONDS).0,
    )?;
    Ok(rows == 1)
}

/// What waits under an id.
///
/// # Errors
/// The database's.
pub async fn find_claim(conn: &mut Conn, id: &str, now: Timestamp) -> sqlx::Result<Option<Claim>> {
    let sql = "select draft, created_at from request_claim where id = $1 and expires_at > $2";
    Ok(read(row!(conn, Row, sql, id, now.0)?)?.map(|(claim, _)| claim))
}

/// What waits under an address, the oldest first.
///
/// # Errors
/// The database's.
pub async fn claims_of_address(conn: &mut Conn, email_key: &str) -> sqlx::Result<Vec<Claim>> {
    let sql = "select draft, created_at from request_claim where email_key = $1 order by created_at, id";
    let claims = rows!(conn, Row, sql, email_key)?.into_iter().map(|row| Ok(read(Some(row))?.map(|(claim, _)| claim)));
    Ok(claims.collect::<sqlx::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// Sets the code that is being mailed; from now on it counts by its minutes. False when there is nothing to confirm any more.
///
/// # Errors
/// The database's.
pub async fn set_claim_code(tx: &mut Conn, id: &str, code_hash: &str, now: Timestamp) -> sqlx::Result<bool> {
    let sql = "update request_claim set code_hash = $2, expires_at = $3 where id = $1 and expires_at > $4";
    Ok(execute!(tx, sql, id, code_hash, now.plus_seconds(CODE_SECONDS).0, now.0)? == 1)
}

/// Uses a code up: what it confirms and when that was typed; none when it is used, expired or unknown.
///
/// # Errors
/// The database's.
pub async fn take_claim(tx: &mut Conn, code_hash: &str, now: Timestamp) -> sqlx::Result<Option<(Claim, Timestamp)>> {
    let sql = "delete from request_claim where code_hash = $1 and expires_at > $2 returning draft, created_at";
    read(row!(tx, Row, sql, code_hash, now.0)?)
}

fn read(row: Option<Row>) -> sqlx::Result<Option<(Claim, Timestamp)>> {
    let Some(Row { draft, created_at }) = row else { return Ok(None) };
    let claim = serde_json::from_str(&draft).map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(Some((claim, Timestamp(created_at))))
}
