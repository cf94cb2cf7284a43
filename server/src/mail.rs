//! Letters to people, and the ways to send them.
//!
//! - [`letter`]: what the portal writes, in which words
//! - [`outbox`]: a folder of `.eml` files
//! - [`smtp`]: a mail server

pub mod letter;
pub mod outbox;
pub mod smtp;

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use contract::time::Timestamp;
use lettre::message::{Mailbox, MultiPart};

/// A letter, ready to be sent.
#[derive(Clone)]
pub struct Mail {
    /// the job that it was written for, a UUID: what is sent once more after a crash carries it again
    pub id: String,
    /// to whom
    pub to: Mailbox,
    /// where an answer goes, when not to the sender
    pub reply_to: Option<Mailbox>,
    /// when it was written
    pub at: Timestamp,
    /// the account that it is about: under its id a mail is found whatever address it went to; does not travel with it
    pub account_id: Option<String>,
    /// its subject; names nobody
    pub subject: String,
    /// as plain text
    pub text: String,
    /// as HTML, the same words
    pub html: String,
}

/// What a slow sender gives back.
pub type Sending<'a, T> = Pin<Box<dyn Future<Output = Result<T, MailError>> + Send + 'a>>;

/// A way to send mail.
pub trait Mailer: Send + Sync + 'static {
    /// Sends it, or says why not; the caller tries again later.
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a, ()>;

    /// Deletes what is kept here of mails to, from or about any of these: addresses, in any case of letters, and ids of accounts.
    /// All but the mail of the job `but`. How many there were.
    fn forget<'a>(&'a self, names: &'a [String], but: Option<&'a str>) -> Sending<'a, u64>;

    /// Counts what [`Self::forget`] would delete.
    fn count<'a>(&'a self, names: &'a [String]) -> Sending<'a, u64>;

    /// Deletes what is kept here of mails that were written before then. How many there were.
    fn sweep(&self, before: Timestamp) -> Sending<'_, u64>;
}

/// Why a mail could not be sent. Holds no address: it goes into the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailError {
    what: String,
    permanent: bool,
}

impl MailError {
    /// Something that may pass.
    pub fn transient(what: impl fmt::Display) -> Self {
        Self { what: what.to_string(), permanent: false }
    }

    /// Something that another try does not change.
    pub fn permanent(what: impl fmt::Display) -> Self {
        Self { what: what.to_string(), permanent: true }
    }

    /// Whether another try is useless.
    pub const fn is_permanent(&self) -> bool {
        self.permanent
    }
}

impl fmt::Display for MailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

/// The message as it travels (RFC 5322), text and HTML.
fn message(from: &Mailbox, mail: &Mail) -> Result<lettre::Message, MailError> {
    let mut builder = lettre::Message::builder()
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        .from(from.clone())
        .to(mail.to.clone())
        .subject(mail.subject.clone());
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.reply_to(reply_to.clone());
    }
    builder
        // Keeps answering machines quiet (RFC 3834).
        .header(AutoSubmitted)
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(MailError::permanent)
}

/// `Auto-Submitted: auto-generated`.
#[derive(Clone)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
