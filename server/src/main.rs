//! `vet2b-server`: the portal's API and site in one process.

use std::process::ExitCode;

use clap::Parser as _;
use vet2b_portal::first_paint;
use vet2b_server::config::Config;
use vet2b_server::serve;

/// A wrong setting.
const WRONG_SETTING: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    // A wrong value ends it here, with one sentence and the same exit code.
    let config = Config::parse();
    serve::log();
    match serve::serve(config, first_paint::render, first_paint::banner_words).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("error: {sentence}");
            ExitCode::from(WRONG_SETTING)
        }
    }
}
