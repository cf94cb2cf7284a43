//! `vet2b-server`: the portal's API and site in one process, and what an operator does beside it.

use std::io::{self, BufReader, BufWriter, Write as _};
use std::process::ExitCode;

use clap::Parser;
use vet2b_portal::first_paint;
use vet2b_server::command::restore::restore;
use vet2b_server::command::{self, Command, Desk};
use vet2b_server::config::Config;
use vet2b_server::first_paint::Views;
use vet2b_server::serve;

/// A wrong setting.
const WRONG_SETTING: u8 = 2;

/// The VET2B portal: its API and its site in one process. Without a command it serves.
#[derive(Parser)]
#[command(name = "vet2b-server", version, args_override_self = true)]
struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Option<Command>,
}

#[tokio::main]
async fn main() -> ExitCode {
    // A wrong value ends it here, with one sentence and the same exit code.
    let Cli { config, command } = Cli::parse();
    let done = match command {
        None => {
            serve::log();
            let views = Views {
                page: first_paint::render,
                failure: first_paint::failure,
                document: first_paint::document,
                file: first_paint::document_file,
                consent_words: first_paint::consent_words,
            };
            serve::serve(config, views).await.map(|()| true)
        }
        // It puts a database where there may be none.
        Some(Command::Restore(options)) => restore(&config, &options, &mut io::stdout()).await.map(|()| true),
        Some(command) => run(config, command).await,
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(sentence) => {
            eprintln!("error: {sentence}");
            ExitCode::from(WRONG_SETTING)
        }
    }
}

/// Does a command, whose words go to the standard output.
async fn run(config: Config, command: Command) -> Result<bool, String> {
    let (mut input, mut out) = (BufReader::new(io::stdin()), BufWriter::new(io::stdout()));
    let done = command::run(command, &mut Desk::open(config, &mut input, &mut out).await?).await;
    // What could not be written, on a full disk, must not pass for the whole.
    out.flush().map_err(|error| format!("cannot write: {error}"))?;
    done
}
