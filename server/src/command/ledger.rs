//! `ledger verify` and `ledger export`.

mod entry;
mod export;
mod verify;

use clap::Subcommand;

use super::{Desk, unread};

/// What is done with the ledger of cookie decisions.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum Command {
    /// Checks every entry, every text that was shown and every checkpoint; exit code 1 when something was altered or is missing
    Verify,
    /// Writes every entry as a line of JSON, with the fields of ISO/IEC TS 27560
    Export,
}

/// Does it.
pub(super) async fn run(command: Command, desk: &mut Desk<'_>) -> Result<bool, String> {
    match command {
        Command::Verify => verify::verify(desk).await,
        Command::Export => export::export(desk).await.map(|()| true),
    }
}
