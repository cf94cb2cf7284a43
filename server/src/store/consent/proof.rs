use super::{Conn, Record, row, rows};

/// Words that were shown, as kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Text {
    /// their SHA-256, hexadecimal
    pub sha256: String,
    /// the words
    pub words: String,
}

/// An entry, if it is of this device, or of one that bears or bore a name of this account's.
///
/// # Errors
/// The database's.
pub async fn of_device_or_account(
    conn: &mut Conn,
    number: i64,
    subject: Option<&str>,
    account_id: Option<&str>,
) -> sqlx::Result<Option<Record>> {
    let sql = "select number, subject, preferences, preferences_version, statistics, statistics_version, how, lang, text, \
               at, expires_at, previous_hash, hash from consent_record where number = $1 and (subject = $2 or \
               subject in (select d.subject from consent_device d where d.account_id = $3))";
    row!(conn, Record, sql, number, subject, account_id)
}

/// So many entries after this number.
///
/// # Errors
/// The database's.
pub async fn page(conn: &mut Conn, after: i64, most: i64) -> sqlx::Result<Vec<Record>> {
    let sql = "select number, subject, preferences, preferences_version, statistics, statistics_version, how, lang, text, \
               at, expires_at, previous_hash, hash from consent_record where number > $1 order by number limit $2";
    rows!(conn, Record, sql, after, most)
}

/// So many texts after this SHA-256, in its order.
///
/// # Errors
/// The database's.
pub async fn texts(conn: &mut Conn, after: &str, most: i64) -> sqlx::Result<Vec<Text>> {
    let sql = "select sha256, words from consent_text where sha256 > $1 order by sha256 limit $2";
    rows!(conn, Text, sql, after, most)
}

/// The words that an entry was about.
///
/// # Errors
/// The database's.
pub async fn text(conn: &mut Conn, sha256: &str) -> sqlx::Result<Option<Text>> {
    row!(conn, Text, "select sha256, words from consent_text where sha256 = $1", sha256)
}

/// The first entry that names this text.
///
/// # Errors
/// The database's.
pub async fn with_text(conn: &mut Conn, sha256: &str) -> sqlx::Result<Option<i64>> {
    let sql = "select number from consent_record where text = $1 order by number limit 1";
    Ok(row!(conn, (i64,), sql, sha256)?.map(|(number,)| number))
}

/// Texts that entries name and that are not kept, with the first of those entries.
///
/// # Errors
/// The database's.
pub async fn missing_texts(conn: &mut Conn) -> sqlx::Result<Vec<(String, i64)>> {
    let sql = "select r.text, min(r.number) from consent_record r left join consent_text t on t.sha256 = r.text \
               where t.sha256 is null group by r.text order by min(r.number)";
    rows!(conn, (String, i64), sql)
}
