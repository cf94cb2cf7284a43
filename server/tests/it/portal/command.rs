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
        self.command_of(&words.split(' ').collect::<Vec<_>>()).await
    }

    /// What a command line says, or why it is none.
    pub fn parse_command(&self, words: &[&str]) -> clap::error::Result<Command> {
        let words = ["vet2b-server"].into_iter().chain(words.iter().copied());
        let Cli { command } = Cli::from_arg_matches(&Cli::command().try_get_matches_from(words)?)?;
        Ok(command)
    }

    /// Runs a command whose words hold spaces.
    pub async fn command_of(&self, words: &[&str]) -> (String, bool) {
        self.command_given(words, "").await
    }

    /// Runs a command that reads the standard input.
    pub async fn command_given(&self, words: &[&str], input: &str) -> (String, bool) {
        let command = self.parse_command(words).unwrap();
        let state = &self.state;
        std::fs::write(self.folder().join("secret.key"), state.key()).unwrap();
        let mut out = Vec::new();
        let clock: Arc<dyn Clock> = self.clock.clone();
        let (config, db) = (state.config().clone(), state.db().clone());
        let (random, input) = (Arc::new(SystemRandom), &mut input.as_bytes());
        let mut desk = Desk { config, db, clock, random, input, out: &mut out };
        let done = command::run(command, &mut desk).await;
        let said = String::from_utf8(out).unwrap();
        match done {
            Ok(whole) => (said, whole),
            Err(what) => (said + &what, false),
        }
    }
}
