use sha2::{Digest, Sha256};

use super::{Conn, Record, rows};

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
        record.statistics,
        record.how,
        record.register,
        record.lang,
        record.text,
        record.at,
    ]);
    let digest = Sha256::new().chain_update(&record.previous_hash).chain_update(fields.to_string()).finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The number of the first entry that does not follow from the one before; none when the chain is whole.
///
/// # Errors
/// The database's.
pub async fn broken_link(conn: &mut Conn) -> sqlx::Result<Option<i64>> {
    let (mut last, mut previous) = (0, START.to_owned());
    loop {
        let sql = "select number, subject, preferences, statistics, how, register, lang, text, at, previous_hash, hash \
                   from consent_record where number > $1 order by number limit $2";
        let page = rows!(conn, Record, sql, last, PAGE)?;
        if page.is_empty() {
            return Ok(None);
        }
        for record in page {
            if record.number != last + 1 || record.previous_hash != previous || record.hash != hash(&record) {
                return Ok(Some(last + 1));
            }
            (last, previous) = (record.number, record.hash);
        }
    }
}
