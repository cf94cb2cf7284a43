use contract::privacy::Holding;

use crate::store::activity::{code, from_code};
use crate::store::{Conn, execute, rows};

/// What an erasure was to do to one holding, and what it did, in entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// which
    pub holding: Holding,
    /// what the preview said when the person asked, with what the request itself wrote
    pub shown: i64,
    /// what the steps counted right before they deleted
    pub foreseen: i64,
    /// what they deleted
    pub done: i64,
}

/// Notes what the preview of a request says, holding by holding; of a request that is asked again, the newest. What the request itself
/// has deleted by now counts as shown.
///
/// # Errors
/// The database's.
pub async fn note_shown(tx: &mut Conn, account_id: &str, shown: &[(Holding, i64)]) -> sqlx::Result<()> {
    execute!(tx, "update erasure_item set shown = done where account_id = $1", account_id)?;
    let sql = "insert into erasure_item (account_id, holding, shown, foreseen, done) values ($1, $2, $3, 0, 0) \
               on conflict (account_id, holding) do update set shown = erasure_item.done + excluded.shown";
    for (holding, count) in shown {
        execute!(tx, sql, account_id, code(*holding), *count)?;
    }
    Ok(())
}

/// Notes what was to be deleted of a holding and what was: in the transaction that deletes, so that a run that is cut short loses
/// neither. Nothing when another process has ended the erasure meanwhile.
///
/// # Errors
/// The database's.
pub async fn note_done(
    tx: &mut Conn,
    account_id: &str,
    holding: Holding,
    (foreseen, done): (i64, i64),
) -> sqlx::Result<u64> {
    let sql = "insert into erasure_item (account_id, holding, shown, foreseen, done) \
               select e.account_id, $2, 0, $3, $4 from erasure e where e.account_id = $1 \
               on conflict (account_id, holding) do update \
               set foreseen = erasure_item.foreseen + excluded.foreseen, done = erasure_item.done + excluded.done";
    execute!(tx, sql, account_id, code(holding), foreseen, done)
}

/// What was noted so far.
///
/// # Errors
/// The database's, or for codes that the server has not written.
pub async fn noted(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<Tally>> {
    let sql = "select holding, shown, foreseen, done from erasure_item where account_id = $1 order by holding";
    let tally = |(holding, shown, foreseen, done): (String, i64, i64, i64)| {
        Ok(Tally { holding: from_code(&holding)?, shown, foreseen, done })
    };
    rows!(conn, (String, i64, i64, i64), sql, account_id)?.into_iter().map(tally).collect()
}
