//! Why a command ended early.

use std::fmt::{self, Display};

/// One sentence for the person at the terminal.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure(String);

/// What every fallible function of this crate returns.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure that says `sentence`.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Names what was tried when it fails: "`<what>`: `<why>`".
pub trait OrFail<T> {
    /// Turns the error into a [`Failure`] that begins with `what`.
    fn or_fail(self, what: impl Display) -> Outcome<T>;
}

impl<T, E: Display> OrFail<T> for Result<T, E> {
    fn or_fail(self, what: impl Display) -> Outcome<T> {
        self.map_err(|error| Failure(format!("{what}: {error}")))
    }
}
