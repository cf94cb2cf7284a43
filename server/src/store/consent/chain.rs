use sha2::{Digest, Sha256};

use super::{Conn, Record, one, row, rows};
use crate::hex::hex;

/// What the first entry is chained to.
const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// Entries that are checked at a time.
const PAGE: i64 = 1000;

/// SHA-256 over the hash before and the entry's fields as a JSON array, in the order of the columns.
pub(super) fn hash(record: &Record) -> String {
    let fields = serde_json::json!([
        record.number,
        record.subject,
        record.preferences,
        record.preferences_version,
        record.statistics,
        record.statistics_version,
        record.how,
        record.lang,
        record.text,
        record.at,
        record.expires_at,
    ]);
    hex(&Sha256::new().chain_update(&record.previous_hash).chain_update(fields.to_string()).finalize())
}

/// Among so many of the latest entries, the number of the first one that does not follow from the one before, or is missing; none
/// when the chain is whole.
///
/// # Errors
/// The database's.
pub async fn broken_link(conn: &mut Conn, most: i64) -> sqlx::Result<Option<i64>> {
    let sql = "select number, hash from consent_head where id = 1";
    let (end, end_hash) = one!(conn, (i64, String), sql)?;
    let mut last = (end - most).max(0);
    let mut previous = if last == 0 {
        START.to_owned()
    } else {
        let sql = "select hash from consent_record where number = $1";
        let Some((hash,)) = row!(conn, (String,), sql, last)? else { return Ok(Some(last)) };
        hash
    };
    while last < end {
        let sql = "select number, subject, preferences, preferences_version, statistics, statistics_version, how, lang, \
                   text, at, expires_at, previous_hash, hash from consent_record where number > $1 and number <= $2 order by number limit $3";
        let page = rows!(conn, Record, sql, last, end, PAGE)?;
        if page.is_empty() {
            return Ok(Some(last + 1));
        }
        for record in page {
            if record.number != last + 1 || record.previous_hash != previous || record.hash != hash(&record) {
                return Ok(Some(last + 1));
            }
            (last, previous) = (record.number, record.hash);
        }
    }
    Ok((previous != end_hash).then_some(end))
}
