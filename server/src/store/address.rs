//! What lies under an address that has no account, for whoever has proved that the address is theirs.

use contract::time::Timestamp;

use super::registration::{self, Draft};
use super::request::{self, Claim};
use super::{Conn, execute, rows};

/// The messages that were sent from the address `$1` and are no account's: what was sent before an account gave the address up goes
/// with that account.
macro_rules! sent_by_nobody {
    () => {
        "id in (select m.id from contact_message m where m.email_key = $1 and not exists \
         (select 1 from former_email f where f.email_key = m.email_key and f.until >= m.created_at))"
    };
}

/// The closed requests, other than `$2`, that were filed by the address `$1` and are no account's: a column that holds their ids is in
/// them. Reports about a child stay with what they ended in.
macro_rules! answered_to_nobody {
    () => {
        " in (select r.id from request r where r.email_key = $1 and r.id <> $2 and r.account_id is null \
         and r.closed_at is not null and r.kind <> 'guardian' and not exists \
         (select 1 from former_email f where f.email_key = r.email_key and f.until >= r.received_at))"
    };
}

/// A message to the consortium.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Message {
    /// to quote
    pub reference: String,
    /// what it is about, as its code
    pub topic: String,
    /// who wrote
    pub name: String,
    /// what they wrote
    pub message: String,
    /// when
    pub created_at: i64,
}

/// Everything that lies under an address.
pub struct Held {
    /// messages to the consortium
    pub messages: Vec<Message>,
    /// registrations that wait for their confirmation, and when they were sent
    pub registrations: Vec<(Draft, Timestamp)>,
    /// requests that wait for their code
    pub claims: Vec<Claim>,
    /// requests that were filed
    pub requests: Vec<request::Stored>,
}

/// How much was deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// messages to the consortium
    pub messages: u64,
    /// registrations that waited
    pub registrations: u64,
    /// requests that waited for their code
    pub claims: u64,
    /// requests that were closed
    pub requests: u64,
    /// mails that waited
    pub mails: u64,
}

/// Everything that lies under an address key.
///
/// # Errors
/// The database's.
pub async fn held(conn: &mut Conn, email_key: &str) -> sqlx::Result<Held> {
    let sql = concat!(
        "select reference, topic, name, message, created_at from contact_message where ",
        sent_by_nobody!(),
        " order by created_at, id"
    );
    let messages = rows!(conn, Message, sql, email_key)?;
    let registrations = registration::of_address(conn, email_key).await?;
    let registrations = registrations.iter().map(|waits| Ok((waits.draft()?, Timestamp(waits.created_at))));
    let registrations = registrations.collect::<sqlx::Result<_>>()?;
    let claims = request::claims_of_address(conn, email_key).await?;
    let requests = request::of_address(conn, email_key).await?;
    Ok(Held { messages, registrations, claims, requests })
}

/// Deletes what lies under an address key, but for the request that asks for it: with its answer, it is the proof that it was done.
/// Requests that are open are still answered. A mail that is being sent at this instant goes out.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Conn, email_key: &str, request_id: &str, now: Timestamp) -> sqlx::Result<Forgotten> {
    let messages = execute!(tx, concat!("delete from contact_message where ", sent_by_nobody!()), email_key)?;
    let registrations = registration::forget(tx, email_key).await?;
    let claims = execute!(tx, "delete from request_claim where email_key = $1", email_key)?;
    let events = concat!("delete from request_event where request_id", answered_to_nobody!());
    execute!(tx, events, email_key, request_id)?;
    let requests = execute!(tx, concat!("delete from request where id", answered_to_nobody!()), email_key, request_id)?;
    execute!(tx, "delete from invitation where email_key = $1", email_key)?;
    // What answers another request that is open goes out.
    let waiting = "delete from outbox where recipient = $1 and lease_until <= $2 and not exists \
                   (select 1 from request r where r.email_key = $1 and r.id <> $3 and r.closed_at is null \
                   and outbox.payload like '%' || r.id || '%')";
    let mails = execute!(tx, waiting, email_key, now.0, request_id)?;
    Ok(Forgotten { messages, registrations, claims, requests, mails })
}
