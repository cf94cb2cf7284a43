//! What the portal writes to people. The words are in `lv` and `en`; the templates give them their form.

mod en;
mod lv;

use askama::Template;
use contract::day;
use contract::lang::Lang;
use contract::portal::Topic;
use contract::rights::{RequestKind, RequestState};
use contract::time::Timestamp;
use lettre::Address;
use lettre::message::Mailbox;

use super::{Mail, MailError};
use crate::config::PublicUrl;

/// A letter's matter, without its words. Links hold codes, so a letter is never stored or logged.
#[derive(Clone)]
pub enum Letter {
    /// confirm a registration
    Confirm {
        /// with the code
        link: String,
        /// the newsletter is confirmed along with it
        newsletter: bool,
        /// to quote
        reference: String,
    },
    /// a registration, or a new address, of an address that has an account
    Known {
        /// the page
        sign_in: String,
        /// the page for a forgotten password
        recover: String,
        /// to quote
        reference: String,
    },
    /// something was asked for an address without an account
    Unknown {
        /// the page
        register: String,
        /// to quote
        reference: String,
    },
    /// set a new password
    Recovery {
        /// with the code
        link: String,
        /// to quote
        reference: String,
    },
    /// the password was changed
    PasswordChanged {
        /// the page for a forgotten password
        recover: String,
    },
    /// confirm a new address
    ConfirmEmail {
        /// with the code
        link: String,
        /// to quote
        reference: String,
    },
    /// to the old address: somebody asked for a new one
    EmailChangeRequested {
        /// the page with all sessions
        sessions: String,
    },
    /// to the old address: it was changed
    EmailChanged {
        /// the contact page
        contact: String,
    },
    /// administer an organisation too. Names neither that nor who invites: a stranger could make the portal send words of his own
    Invitation {
        /// with the code
        link: String,
        /// to quote
        reference: String,
    },
    /// a colleague has accepted an invitation
    InvitationAccepted {
        /// the page with the activity log
        activity: String,
    },
    /// confirm the newsletter
    ConfirmNewsletter {
        /// with the code
        link: String,
    },
    /// a message has arrived
    ContactReceived {
        /// to quote
        reference: String,
    },
    /// the message itself, to the consortium
    ContactForward {
        /// to quote
        reference: String,
        /// what it is about
        topic: Topic,
        /// who wrote
        name: String,
        /// where the answer goes
        email: String,
        /// what they wrote
        message: String,
    },
    /// an export can be downloaded
    ExportReady {
        /// the page
        link: String,
    },
    /// an erasure was asked for
    ErasureRequested {
        /// with the code that stops it
        link: String,
        /// when it takes place
        due_at: Timestamp,
        /// to quote
        reference: String,
    },
    /// an erasure was stopped
    ErasureCancelled,
    /// a version of the policy is to take effect
    PolicyNotice {
        /// the day, in words, as in "on a day"
        day: String,
        /// the page with what changes
        changes: String,
        /// the page with all consents
        consents: String,
        /// the page to erase everything
        delete: String,
    },
    /// a code that confirms a request without an account
    RequestCode {
        /// the code, to be typed
        code: String,
        /// with the code
        link: String,
    },
    /// a request was received
    RequestReceived {
        /// what it is
        request: RequestFacts,
    },
    /// staff ask who files a request
    RequestAsked {
        /// what it is
        request: RequestFacts,
        /// the question
        question: String,
    },
    /// the clock goes on
    RequestAnswered {
        /// what it is
        request: RequestFacts,
    },
    /// a request takes longer
    RequestExtended {
        /// what it is
        request: RequestFacts,
        /// why
        reason: String,
    },
    /// a request was decided
    RequestDecided {
        /// what it is
        request: RequestFacts,
        /// how
        state: RequestState,
        /// why
        reason: String,
    },
    /// to the consortium: a request has come
    StaffRequest {
        /// what it is
        request: RequestFacts,
        /// the portal could not do it by itself
        has_failed: bool,
    },
    /// to the consortium: a request is about to run out, or has
    StaffReminder {
        /// what it is
        request: RequestFacts,
        /// days left; negative when its time is over
        days_left: i64,
    },
    /// to the consortium: nobody has answered its question
    StaffUnanswered {
        /// what it is
        request: RequestFacts,
        /// for so many days
        days: i64,
    },
    /// everything is erased
    Farewell {
        /// with the code of the certificate
        link: String,
        /// to quote
        reference: String,
        /// the address is kept sealed until recipients have erased it
        sealed: bool,
        /// a report about a child, of theirs, stays until it is closed
        reports: bool,
    },
}

/// What letters say about a request.
#[derive(Clone)]
pub struct RequestFacts {
    /// which right
    pub kind: RequestKind,
    /// to quote
    pub reference: String,
    /// the day by whose end it is answered, in words, as in "on a day"
    pub due: String,
    /// the page that shows it
    pub link: String,
    /// the code that shows it there, without an account
    pub receipt: Option<String>,
    /// the page with the certificate of the erasure that it ended in
    pub certificate: Option<String>,
}

/// A letter in words.
struct Words {
    /// names nobody: it is shown on locked screens
    subject: String,
    paragraphs: Vec<String>,
    /// what to do: the button's text and address
    action: Option<(&'static str, String)>,
    /// what else is good to know
    notes: Vec<String>,
    /// why it came, and what to do if one did not ask
    why: String,
    reference: Option<String>,
}

/// What stands in every letter of a language.
struct Frame {
    hello: &'static str,
    regards: &'static str,
    reference: &'static str,
    paste: &'static str,
}

#[derive(Template)]
#[template(path = "mail/letter.txt", escape = "none")]
struct Text<'a> {
    greeting: &'a str,
    words: &'a Words,
    frame: &'a Frame,
    portal: &'a str,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    lang: &'a str,
    greeting: &'a str,
    words: &'a Words,
    frame: &'a Frame,
    portal: &'a str,
}

impl Letter {
    /// The letter in a language, ready to be sent. `name` greets whom the portal knows; an address that is not confirmed is greeted by
    /// none, as a stranger could make the portal send words of his own to it.
    ///
    /// # Errors
    /// When the address is none that mail can be sent to.
    pub fn write(&self, to: &str, name: Option<&str>, lang: Lang, url: &PublicUrl) -> Result<Mail, MailError> {
        let address: Address = to.parse().map_err(|_| MailError::permanent("not an address for mail"))?;
        let (mut words, frame) = match lang {
            Lang::Lv => (lv::words(self), &lv::FRAME),
            Lang::En => (en::words(self), &en::FRAME),
        };
        // What does not hold for this letter is empty.
        words.paragraphs.retain(|paragraph| !paragraph.is_empty());
        let greeting = name.map_or_else(|| format!("{}!", frame.hello), |name| format!("{}, {name}!", frame.hello));
        let (greeting, words) = (greeting.as_str(), &words);
        let portal = url.origin();
        let text = Text { greeting, words, frame, portal }.render().map_err(MailError::permanent)?;
        let html = Html { lang: lang.tag(), greeting, words, frame, portal };
        let html = html.render().map_err(MailError::permanent)?;
        Ok(Mail {
            id: String::new(),
            to: Mailbox::new(None, address),
            reply_to: self.reply_to(),
            at: Timestamp(0),
            account_id: None,
            subject: words.subject.clone(),
            text,
            html,
        })
    }

    fn reply_to(&self) -> Option<Mailbox> {
        let Self::ContactForward { email, .. } = self else { return None };
        Some(Mailbox::new(None, email.parse().ok()?))
    }
}

/// The day in Latvia on which something happens.
fn on(lang: Lang, at: Timestamp) -> String {
    let instant = jiff::Timestamp::from_microsecond(at.0).unwrap_or_default();
    let riga = jiff::tz::TimeZone::get("Europe/Riga").unwrap_or(jiff::tz::TimeZone::UTC);
    let date = instant.to_zoned(riga).date();
    day::on(lang, date.year(), date.month(), date.day())
}
