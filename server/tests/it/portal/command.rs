use std::sync::Arc;

use clap::{CommandFactory as _, FromArgMatches as _, Parser};
use vet2b_server::clock::Clock;
use vet2b_server::command::{self, Command, Desk};
use vet2b_server::random::SystemRandom;

use super::Portal;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

impl Portal {
    /// Runs a command beside the portal; gives what it wrote and whether all was well.
    pub async fn command(&self, words: &str) -> (String, bool) {
        let matches =
            Cli::command().try_get_matches_from(["vet2b-server"].into_iter().chain(words.split(' '))).unwrap();
        let Cli { command } = Cli::from_arg_matches(&matches).unwrap();
        let state = &self.state;
        std::fs::write(self.folder().join("secret.key"), state.key()).unwrap();
        let mut out = Vec::new();
        let clock: Arc<dyn Clock> = self.clock.clone();
        let (config, db) = (state.config().clone(), state.db().clone());
        let mut desk = Desk { config, db, clock, random: Arc::new(SystemRandom), out: &mut out };
        let done = command::run(command, &mut desk).await;
        let said = String::from_utf8(out).unwrap();
        match done {
            Ok(whole) => (said, whole),
            Err(what) => (said + &what, false),
        }
    }
}
