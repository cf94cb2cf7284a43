//! The project's own commands, run as `cargo xtask <command>`.
//!
//! - [`tools`], [`workspace`]: what the machine has, and setting up what is missing
//! - [`site`], [`split`], [`style`], [`fingerprint`], [`compress`]: the SPA, built, and built again only when needed
//! - [`serve`], [`dev`]: the product running, in release and for development
//! - [`check`], [`postgres`], [`browser`]: every check, and what they need
//! - [`size`], [`wasm`]: the byte budget of a first visit
//! - [`mod@bench`], [`fault`]: what is measured, and held to limits; what happens when the server dies
//! - [`steps`], [`process`], [`failure`]: steps with times, child processes, sentences for errors

#[cfg(not(unix))]
compile_error!("cargo xtask needs a Unix-like system; on Windows use WSL");

mod bench;
mod browser;
mod check;
mod compress;
mod dev;
mod failure;
mod fault;
mod fingerprint;
mod postgres;
mod process;
mod serve;
mod site;
mod size;
mod split;
mod steps;
mod style;
mod tools;
mod wasm;
mod workspace;

use std::process::ExitCode;

use workspace::Workspace;

const USAGE: &str = "\
Usage: cargo xtask <command>

  serve [-- <server flags>]     build everything in release and run the portal on http://127.0.0.1:8080
  dev                           development: rebuild on change, http://127.0.0.1:8081
  test [--fast] [-- <args>]     every check; --fast leaves the browser out; <args> go to Playwright
  end2end [-- <args>]           only the browser tests; <args> go to Playwright
  style                         one style sheet from style/, as Trunk asks before each build
  size                          the bytes of a first visit against the budget
  fault [-- <args>]             kills the server again and again and takes away what it relies on, and looks whether anything is
                                lost or done twice; <args> go to Playwright
  bench compare                 how long the comparison of two policies takes
  bench pages                   public pages beside the same as static HTML, on a slow line; search in the policy
  bench rights                  how long a copy and an erasure of 100,000 records take, and how much memory
  bench neutrality              whether the time of an answer tells if an address is known
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let split = arguments.iter().position(|argument| argument == "--");
    let (own, passed) = match split {
        Some(at) => (&arguments[..at], &arguments[at + 1..]),
        None => (&arguments[..], &[][..]),
    };
    let own: Vec<&str> = own.iter().map(String::as_str).collect();

    let workspace = Workspace::find();
    let outcome = match own.as_slice() {
        ["serve"] => serve::run(&workspace, passed),
        ["dev"] if passed.is_empty() => dev::run(&workspace),
        ["test"] => check::run(&workspace, check::Extent::Full, passed),
        ["test", "--fast"] if passed.is_empty() => check::run(&workspace, check::Extent::Fast, passed),
        ["end2end"] => check::run(&workspace, check::Extent::Browser, passed),
        ["style"] if passed.is_empty() => style::run(&workspace),
        ["size"] if passed.is_empty() => size::run(&workspace),
        ["bench", "compare"] if passed.is_empty() => bench::compare(&workspace),
        ["bench", "pages"] if passed.is_empty() => bench::pages(&workspace),
        ["bench", "rights"] if passed.is_empty() => bench::rights(&workspace),
        ["bench", "neutrality"] if passed.is_empty() => bench::neutrality(&workspace),
        ["fault"] => fault::run(&workspace, passed),
        ["help" | "--help" | "-h"] => {
            eprint!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nFailed: {failure}");
            ExitCode::FAILURE
        }
    }
}
