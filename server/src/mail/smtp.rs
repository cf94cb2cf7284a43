//! A mail server.

use std::time::Duration;

use contract::time::Timestamp;
use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use super::outbox::Outbox;
use super::{Mail, MailError, Mailer, Sending, message};
use crate::config::SmtpUrl;

/// A server that hangs must not hold the worker longer than this.
const PATIENCE: Duration = Duration::from_secs(20);

/// Hands mails over to a mail server.
pub struct Smtp {
    from: Mailbox,
    transport: AsyncSmtpTransport<Tokio1Executor>,
    left: Option<Outbox>,
}

impl Smtp {
    /// A sender through this server. `left` has the letters from before there was one, if any.
    ///
    /// # Errors
    /// When the address is none of an SMTP server.
    pub fn new(url: &SmtpUrl, from: Mailbox, left: Option<Outbox>) -> Result<Self, MailError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose())
            .map_err(MailError::permanent)?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Self { from, transport, left })
    }
}

impl Mailer for Smtp {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a, ()> {
        Box::pin(async move {
            let message = message(&self.from, mail)?;
            match self.transport.send(message).await {
                Ok(_) => Ok(()),
                // The server's words may repeat the address: only the kind of failure is kept.
                Err(error) if error.is_permanent() => Err(MailError::permanent("the mail server refuses it for good")),
                Err(error) if error.is_timeout() => Err(MailError::transient("the mail server does not answer")),
                Err(error) if error.is_transient() => Err(MailError::transient("the mail server refuses it for now")),
                Err(_) => Err(MailError::transient("the mail server cannot be reached")),
            }
        })
    }

    fn forget<'a>(&'a self, names: &'a [String], but: Option<&'a str>) -> Sending<'a, u64> {
        self.left.as_ref().map_or_else(none, |left| left.forget(names, but))
    }

    fn count<'a>(&'a self, names: &'a [String]) -> Sending<'a, u64> {
        self.left.as_ref().map_or_else(none, |left| left.count(names))
    }

    fn sweep(&self, before: Timestamp) -> Sending<'_, u64> {
        self.left.as_ref().map_or_else(none, |left| left.sweep(before))
    }
}

/// Nothing is kept here.
fn none<'a>() -> Sending<'a, u64> {
    Box::pin(async { Ok(0) })
}
