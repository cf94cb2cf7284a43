//! The one error on the wire, as a response.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::check::{Field, Flaw, Violation, Violations};
use contract::problem::{Code, Problem};
use sqlx::error::DatabaseError;

/// Seconds after which a busy database is worth another try.
const BUSY_SECONDS: u32 = 5;

/// What every fallible part of the server gives back: a problem, ready to be sent.
#[derive(Clone, Debug)]
pub struct Failure {
    problem: Problem,
    conflicting: bool,
}

/// The result of everything that can end in a [`Problem`].
pub type Outcome<T> = Result<T, Failure>;

impl Failure {
    /// One flaw of one field.
    pub fn flaw(field: Field, flaw: Flaw) -> Self {
        Problem::invalid(vec![Violation { field, flaw }]).into()
    }

    /// Too much of it; try again after so many seconds.
    pub fn too_many(seconds: u32) -> Self {
        Problem { retry_after: Some(seconds.max(1)), ..Problem::new(Code::TooManyRequests) }.into()
    }

    /// Busy or full; try again after so many seconds.
    pub fn unavailable(seconds: u32) -> Self {
        Problem { retry_after: Some(seconds.max(1)), ..Problem::new(Code::Unavailable) }.into()
    }

    /// Something that cannot be, told to the log and not to the client.
    pub fn internal(what: impl std::fmt::Display) -> Self {
        tracing::error!(error = %what, "internal failure");
        Code::Internal.into()
    }

    /// What is sent.
    pub const fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Lost against another transaction: the same again may succeed.
    pub const fn is_conflicting(&self) -> bool {
        self.conflicting
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self { problem, conflicting: false }
    }
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Problem::new(code).into()
    }
}

impl From<Violations> for Failure {
    fn from(violations: Violations) -> Self {
        Problem::invalid(violations).into()
    }
}

impl From<sqlx::Error> for Failure {
    /// A database that is busy, full or away is a 503 that says when to try again; anything else is ours, a 500.
    /// The messages name tables and constraints, never values.
    fn from(error: sqlx::Error) -> Self {
        let (away, conflicting) = match &error {
            sqlx::Error::Database(error) => (is_away(&**error), is_conflict(&**error)),
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => {
                (true, false)
            }
            sqlx::Error::WorkerCrashed | sqlx::Error::BeginFailed => (true, false),
            // A connection that breaks while it is made, as when the server goes down at that moment.
            sqlx::Error::Protocol(_) => (true, false),
            _ => (false, false),
        };
        if away || conflicting {
            tracing::warn!(%error, "database unavailable");
            return Self { conflicting, ..Self::unavailable(BUSY_SECONDS) };
        }
        Self::internal(error)
    }
}

/// SQLite's primary code: the low byte of the extended one.
fn sqlite_code(error: &dyn DatabaseError) -> Option<i32> {
    error.try_downcast_ref::<sqlx::sqlite::SqliteError>()?;
    error.code()?.parse::<i32>().ok().map(|code| code & 0xff)
}

fn sql_state(error: &dyn DatabaseError) -> Option<&str> {
    Some(error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>()?.code())
}

/// Busy 5, locked 6, read-only 8, I/O 10, full 13, cannot open 14; class 08 connection, 53 resources, 57P shutdown,
/// 58 system, 55P03 lock timeout, 57014 statement timeout, 25006 read-only.
fn is_away(error: &dyn DatabaseError) -> bool {
    match (sqlite_code(error), sql_state(error)) {
        (Some(code), _) => matches!(code, 5 | 6 | 8 | 10 | 13 | 14),
        (None, Some(state)) => {
            ["08", "53", "57P", "58"].iter().any(|class| state.starts_with(class))
                || matches!(state, "55P03" | "57014" | "25006")
        }
        (None, None) => false,
    }
}

/// Serialisation failure and deadlock.
fn is_conflict(error: &dyn DatabaseError) -> bool {
    matches!(sql_state(error), Some("40001" | "40P01"))
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        into_response(self.problem)
    }
}

/// The problem as a response. It also rides along as an extension, so that the outermost layer can add the request's id.
pub fn into_response(problem: Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let mut response = (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response.extensions_mut().insert(problem);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_breaks_while_it_is_made_is_an_absent_database() {
        let failure = Failure::from(sqlx::Error::Protocol("unexpected response from SSLRequest: 0x00".into()));
        assert_eq!(failure.problem().code, Code::Unavailable);
    }
}
