use contract::privacy::Actor;
use contract::rights::RequestEventKind;
use contract::time::Timestamp;

use crate::store::activity::{code, from_code};
use crate::store::{Conn, execute, row, rows};

/// An event as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Event {
    /// its id
    pub id: String,
    /// when
    pub at: i64,
    /// the day of it, ISO 8601
    pub day: String,
    kind: String,
    actor: String,
    /// who of the staff
    pub staff: Option<String>,
    /// to whom of the staff it was given
    pub assignee: Option<String>,
    /// why, or what is asked
    pub reason: String,
}

impl Event {
    /// What happened.
    ///
    /// # Errors
    /// When the code is unknown, which the server has not written.
    pub fn kind(&self) -> sqlx::Result<RequestEventKind> {
        from_code(&self.kind)
    }

    /// Who did it.
    ///
    /// # Errors
    /// As [`Self::kind`].
    pub fn actor(&self) -> sqlx::Result<Actor> {
        from_code(&self.actor)
    }
}

/// A new event.
#[derive(Clone, Debug)]
pub struct NewEvent<'a> {
    /// a new row id
    pub id: &'a str,
    /// of which request
    pub request_id: &'a str,
    /// the day of it, ISO 8601
    pub day: &'a str,
    /// what
    pub kind: RequestEventKind,
    /// who
    pub actor: Actor,
    /// who of the staff
    pub staff: Option<&'a str>,
    /// to whom of the staff it was given
    pub assignee: Option<&'a str>,
    /// why, or what is asked
    pub reason: &'a str,
}

/// Adds an event. Nothing changes or takes back one, but the eraser.
///
/// # Errors
/// The database's.
pub async fn record(tx: &mut Conn, new: &NewEvent<'_>, at: Timestamp) -> sqlx::Result<u64> {
    execute!(
        tx,
        "insert into request_event (id, request_id, number, at, day, kind, actor, staff, assignee, reason) \
         values ($1, $2, (select count(*) + 1 from request_event where request_id = $2), $3, $4, $5, $6, $7, $8, $9)",
        new.id,
        new.request_id,
        at.0,
        new.day,
        code(new.kind),
        code(new.actor),
        new.staff,
        new.assignee,
        new.reason,
    )
}

/// What happened to a request, the oldest first.
///
/// # Errors
/// The database's.
pub async fn events(conn: &mut Conn, request_id: &str) -> sqlx::Result<Vec<Event>> {
    let sql = "select id, at, day, kind, actor, staff, assignee, reason from request_event where request_id = $1 \
               order by number, id";
    rows!(conn, Event, sql, request_id)
}

/// One event.
///
/// # Errors
/// The database's.
pub async fn event(conn: &mut Conn, id: &str) -> sqlx::Result<Option<Event>> {
    let sql = "select id, at, day, kind, actor, staff, assignee, reason from request_event where id = $1";
    row!(conn, Event, sql, id)
}
