use super::entry::Entry;
use super::{Desk, unread};
use crate::store::consent;

/// Entries that are read at a time.
const PAGE: i64 = 1000;

/// Writes every entry as a line of JSON, in the ledger's order; page by page, so that a long ledger needs no memory.
pub(super) async fn export(desk: &mut Desk<'_>) -> Result<(), String> {
    let mut after = 0;
    loop {
        let page = async { consent::page(&mut desk.db.read().await?, after, PAGE).await }.await.map_err(unread)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.number;
        for record in page {
            let entry = Entry::new(record, &desk.config).map_err(unread)?;
            let line = serde_json::to_string(&entry).map_err(|error| format!("cannot write an entry: {error}"))?;
            desk.say(line)?;
        }
    }
}
