//! Messages to the consortium.

use contract::portal::Contact;
use contract::time::Timestamp;

use super::processing_limit::unlimited_message;
use super::{Conn, account::email_key, execute, row, rows};

/// Messages are kept for two years.
const SECONDS: i64 = 2 * 365 * 86_400;

/// A message as stored.
#[derive(Clone, sqlx::FromRow)]
pub struct Message {
    /// to quote
    pub reference: String,
    /// what it is about, as its code
    pub topic: String,
    /// who wrote
    pub name: String,
    /// where the answer goes
    pub email: String,
    /// what they wrote
    pub message: String,
    /// its language, as its tag
    pub lang: String,
}

/// Keeps a message.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Conn, id: &str, reference: &str, contact: &Contact, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        tx,
        "insert into contact_message (id, reference, topic, name, email, email_key, message, lang, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        reference,
        contact.topic.code(),
        contact.name.as_str(),
        contact.email.as_str(),
        email_key(contact.email.as_str()),
        contact.message.as_str(),
        contact.lang.tag(),
        now.0,
    )
}

/// The message with this id, to be passed on; none while its sender limits that, or when it is gone.
///
/// # Errors
/// The database's.
pub async fn to_pass_on(conn: &mut Conn, id: &str) -> sqlx::Result<Option<Message>> {
    let sql = concat!(
        "select m.reference, m.topic, m.name, m.email, m.message, m.lang from contact_message m where m.id = $1 and ",
        unlimited_message!()
    );
    row!(conn, Message, sql, id)
}

/// Notes that a message waits for its sender's limit to be lifted, if it is still there.
///
/// # Errors
/// The database's.
pub async fn hold(tx: &mut Conn, id: &str, now: Timestamp) -> sqlx::Result<u64> {
    let sql = "insert into held_message (message_id, at) select m.id, $2 from contact_message m where m.id = $1 \
               on conflict do nothing";
    execute!(tx, sql, id, now.0)
}

/// Takes the messages that wait and are no longer limited: id and address of each.
///
/// # Errors
/// The database's.
pub async fn release(tx: &mut Conn) -> sqlx::Result<Vec<(String, String)>> {
    let sql = concat!(
        "select m.id, m.email from contact_message m join held_message h on h.message_id = m.id where ",
        unlimited_message!(),
        " order by m.id"
    );
    let mut released = Vec::new();
    for (id, email) in rows!(tx, (String, String), sql)? {
        // Of two who take it at once, one does.
        if execute!(tx, "delete from held_message where message_id = $1", &id)? > 0 {
            released.push((id, email));
        }
    }
    Ok(released)
}

/// Deletes what is older than two years.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, now: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "delete from contact_message where created_at <= $1", now.plus_seconds(-SECONDS).0)
}
