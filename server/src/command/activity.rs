//! `activity verify`.

use clap::Subcommand;

use super::{Desk, unread};
use crate::store::activity;

/// What is done with the activity logs.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum Command {
    /// Checks every entry of every account; exit code 1 when something was altered or is missing
    Verify,
}

/// Checks them all. They may grow meanwhile.
pub(super) async fn verify(desk: &mut Desk<'_>) -> Result<bool, String> {
    let checked = async { activity::broken(&mut desk.db.read().await?).await }.await.map_err(unread)?;
    desk.say(format_args!("accounts: {}, entries: {}", checked.chains, checked.entries))?;
    for broken in &checked.broken {
        desk.say(format_args!("account {}: the first broken entry is {}", broken.account_id, broken.number))?;
    }
    if checked.loose > 0 {
        desk.say(format_args!("entries that are in no chain: {}", checked.loose))?;
    }
    let whole = checked.broken.is_empty() && checked.loose == 0;
    desk.say(if whole { "whole" } else { "NOT WHOLE" })?;
    Ok(whole)
}
