use std::collections::HashSet;

use contract::time::Timestamp;

use crate::store::{Conn, execute, rows};

/// Accounts that are read at a time.
const PAGE: i64 = 1000;

/// Keeps the mark of an erased account; says whether it is new.
///
/// # Errors
/// The database's.
pub async fn entomb(tx: &mut Conn, hash: &str, at: Timestamp) -> sqlx::Result<bool> {
    let sql = "insert into tombstone (hash, at) values ($1, $2) on conflict do nothing";
    Ok(execute!(tx, sql, hash, at.0)? == 1)
}

/// All marks, with when each account was erased.
///
/// # Errors
/// The database's.
pub async fn marks(conn: &mut Conn) -> sqlx::Result<Vec<(String, Timestamp)>> {
    let rows = rows!(conn, (String, i64), "select hash, at from tombstone order by at, hash")?;
    Ok(rows.into_iter().map(|(hash, at)| (hash, Timestamp(at))).collect())
}

/// The ids of the accounts that bear one of the marks, as after the restore of an older backup. `mark_of` makes the mark of an id.
///
/// # Errors
/// The database's.
pub async fn marked(conn: &mut Conn, mark_of: impl Fn(&str) -> String) -> sqlx::Result<Vec<String>> {
    let mut found = Vec::new();
    let marks: HashSet<String> = marks(conn).await?.into_iter().map(|(mark, _)| mark).collect();
    if marks.is_empty() {
        return Ok(found);
    }
    let mut after = String::new();
    loop {
        let sql = "select id from account where id > $1 order by id limit $2";
        let page = rows!(conn, (String,), sql, &after, PAGE)?;
        let Some((last,)) = page.last() else { return Ok(found) };
        after.clone_from(last);
        found.extend(page.into_iter().map(|(id,)| id).filter(|id| marks.contains(&mark_of(id))));
    }
}
