//! What happens later: the worker takes jobs from the outbox, one at a time, and what cannot be done it tries again.

mod announce;
mod checkpoint;
pub mod erasure;
pub mod export;
mod policies;
mod post;
mod sweep;
mod tell;
mod worker;

use crate::mail::MailError;
use crate::problem::Failure;
use crate::rights;
use crate::state::State;
use crate::store::outbox::Job;

pub use checkpoint::checkpoint;
pub use policies::{published, refresh_policies};
pub use sweep::sweep;
pub use worker::{run_due, work};

/// Why a job is not done. Names nobody: it is kept beside the job and logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// another try may help
    Later(String),
    /// none will
    Never(String),
}

impl From<Failure> for Undone {
    fn from(failure: Failure) -> Self {
        Self::Later(format!("{:?}", failure.problem().code))
    }
}

impl From<sqlx::Error> for Undone {
    fn from(error: sqlx::Error) -> Self {
        Failure::from(error).into()
    }
}

impl From<MailError> for Undone {
    fn from(error: MailError) -> Self {
        if error.is_permanent() { Self::Never(error.to_string()) } else { Self::Later(error.to_string()) }
    }
}

/// Does a job of this id. Done twice it does no harm.
///
/// # Errors
/// Why not, and whether another try is worth it.
pub async fn run(state: &State, id: &str, job: &Job) -> Result<(), Undone> {
    match job {
        Job::Mail(letter) => post::send(state, id, letter).await,
        Job::Export { id } => Ok(export::run(state, id).await?),
        Job::Announce { version, after } => Ok(announce::run(state, id, version, after).await?),
        Job::Erase { account_id } => Ok(erasure::run(state, account_id).await?),
        Job::Tell { id } => Ok(tell::run(state, id).await?),
        Job::Follow { account_id, right, reference, newsletter_alone } => {
            Ok(rights::follow_later(state, account_id, (*right, reference), *newsletter_alone).await?)
        }
    }
}
