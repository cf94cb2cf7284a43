use contract::privacy::ActivityLog;

use super::{Conn, one, rows, whole};
use crate::signing::sha256;

/// Accounts that are checked at a time.
const PAGE: i64 = 500;

/// A chain that is not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// whose
    pub account_id: String,
    /// the first entry that was altered, is missing, or does not follow from the one before
    pub number: i64,
}

/// What a check of all chains has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// how many chains
    pub chains: i64,
    /// how many entries
    pub entries: i64,
    /// those that are not whole
    pub broken: Vec<Broken>,
    /// entries that are in no chain
    pub loose: i64,
}

/// Checks the chains of all accounts. They may grow meanwhile.
///
/// # Errors
/// The database's.
pub async fn broken(conn: &mut Conn) -> sqlx::Result<Checked> {
    let mut found = Checked::default();
    let mut after = String::new();
    loop {
        let sql = "select account_id from activity_head where account_id > $1 order by account_id limit $2";
        let page = rows!(conn, (String,), sql, &after, PAGE)?;
        let Some((last,)) = page.last() else { break };
        after.clone_from(last);
        for (account_id,) in page {
            let mut log = read(conn, &account_id).await?;
            if first_flaw(&log).is_some() {
                // Erased between the two statements that read it; then there is nothing left, which is whole.
                log = read(conn, &account_id).await?;
            }
            found.chains += 1;
            found.entries += i64::try_from(log.entries.len()).unwrap_or(i64::MAX);
            if let Some(number) = first_flaw(&log) {
                found.broken.push(Broken { account_id, number });
            }
        }
    }
    let sql = "select count(*) from activity a where not exists (select 1 from activity_head h \
               where h.account_id = a.account_id and a.number between 1 and h.number)";
    found.loose = one!(conn, (i64,), sql)?.0;
    Ok(found)
}

async fn read(conn: &mut Conn, account_id: &str) -> sqlx::Result<ActivityLog> {
    let (entries, (number, sha256)) = whole(conn, account_id).await?;
    Ok(ActivityLog { schema: String::new(), made_at: String::new(), number, sha256, entries })
}

/// The first entry that was altered, or breaks the chain.
fn first_flaw(log: &ActivityLog) -> Option<i64> {
    let altered = log.entries.iter().find(|entry| sha256(&entry.text()) != entry.sha256).map(|entry| entry.number);
    altered.into_iter().chain(log.first_gap()).min()
}
