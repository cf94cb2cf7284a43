//! What an operator does beside a running server: `vet2b-server ledger verify` and the like. The settings are the server's.

pub mod activity;
pub mod backup;
mod keys;
pub mod ledger;
pub mod policy;
pub mod recipients;
pub mod restore;
pub mod staff;
pub mod statistics;

use std::io::{BufRead, Write};
use std::sync::Arc;

use clap::Subcommand;

use crate::clock::{Clock, SystemClock};
use crate::config::{Config, DatabaseUrl};
use crate::random::{Random, SystemRandom};
use crate::state::existing_key;
use crate::store::Db;

/// A command; without one the server starts.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// The ledger of cookie decisions
    #[command(subcommand)]
    Ledger(ledger::Command),
    /// The keys that receipts and checkpoints are signed with
    #[command(subcommand)]
    Keys(keys::Command),
    /// The versions of the privacy policy
    #[command(subcommand)]
    Policy(policy::Command),
    /// Prints the portal's own statistics: sums, and nobody
    Statistics(statistics::Options),
    /// What recipients could not be told
    #[command(subcommand)]
    Recipients(recipients::Command),
    /// The activity logs of all accounts
    #[command(subcommand)]
    Activity(activity::Command),
    /// Copies the database into a file, also while the portal serves
    Backup(backup::Options),
    /// Puts a backup in the place of the database; who was erased since is erased again
    Restore(restore::Options),
    /// Requests about personal data: what is due, and what is done about it. Everything is recorded under the name of whoever does it
    #[command(subcommand)]
    Staff(staff::Command),
}

/// What a command works with.
pub struct Desk<'w> {
    /// what the operator set
    pub config: Config,
    /// the database
    pub db: Db,
    /// the time
    pub clock: Arc<dyn Clock>,
    /// randomness
    pub random: Arc<dyn Random>,
    /// where it reads, such as the standard input
    pub input: &'w mut (dyn BufRead + Send),
    /// where it writes, such as the standard output
    pub out: &'w mut (dyn Write + Send),
}

impl<'w> Desk<'w> {
    /// Opens the database of the settings. One that is not there yet is not made: a wrong folder must not look like an empty portal.
    ///
    /// # Errors
    /// One sentence that says what is wrong with a setting.
    pub async fn open(
        config: Config,
        input: &'w mut (dyn BufRead + Send),
        out: &'w mut (dyn Write + Send),
    ) -> Result<Self, String> {
        let (clock, database) = (Arc::new(SystemClock::ahead(config.clock_ahead()?)), config.database());
        if let DatabaseUrl::Sqlite(path) = &database
            && !path.exists()
        {
            return Err(format!(
                "VET2B_DATABASE_URL: there is no database {} yet; start the server once",
                path.display()
            ));
        }
        let db = Db::open(&database, config.database_connections).await;
        let db = db.map_err(|error| format!("VET2B_DATABASE_URL: cannot open the database: {error}"))?;
        Ok(Self { config, db, clock, random: Arc::new(SystemRandom), input, out })
    }

    /// The server's key, which the server makes at its first start.
    ///
    /// # Errors
    /// One sentence, when the file is not there or does not hold 32 bytes.
    pub fn key(&self) -> Result<[u8; 32], String> {
        existing_key(&self.config)
    }

    /// Writes a line.
    ///
    /// # Errors
    /// One sentence, when nobody reads it any more.
    pub fn say(&mut self, line: impl std::fmt::Display) -> Result<(), String> {
        writeln!(self.out, "{line}").map_err(|error| format!("cannot write: {error}"))
    }
}

/// Does a command. Says whether everything is as it should be; the exit code is 1 when it is not.
///
/// # Errors
/// One sentence that says what is wrong with a setting or the database.
pub async fn run(command: Command, desk: &mut Desk<'_>) -> Result<bool, String> {
    match command {
        Command::Ledger(command) => ledger::run(command, desk).await,
        Command::Keys(command) => keys::run(command, desk).await,
        Command::Policy(command) => policy::run(command, desk).await,
        Command::Statistics(options) => statistics::statistics(options, desk).await.map(|()| true),
        Command::Recipients(command) => recipients::run(command, desk).await,
        Command::Activity(activity::Command::Verify) => activity::verify(desk).await,
        Command::Backup(options) => backup::backup(&options, desk).await.map(|()| true),
        Command::Restore(options) => restore::restore(&desk.config, &options, desk.out).await.map(|()| true),
        Command::Staff(command) => staff::run(command, desk).await,
    }
}

/// A failure of the database, in one sentence.
fn unread(error: sqlx::Error) -> String {
    format!("VET2B_DATABASE_URL: the database does not answer: {error}")
}
