//! Messages to the consortium.

use contract::portal::Contact;
use contract::time::Timestamp;

use super::{Conn, account::email_key, execute, row};

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

/// The message with this id.
///
/// # Errors
/// The database's.
pub async fn by_id(conn: &mut Conn, id: &str) -> sqlx::Result<Option<Message>> {
    row!(conn, Message, "select reference, topic, name, email, message, lang from contact_message where id = $1", id)
}

/// Deletes what is older than two years.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, now: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "delete from contact_message where created_at <= $1", now.plus_seconds(-SECONDS).0)
}
