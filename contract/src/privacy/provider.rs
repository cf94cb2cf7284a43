//! The register of recipients (policy clauses `transfers`, `providers`, `mailchimp`, `campayn`, `analytics`; GDPR art. 13(1)(e) and
//! (f), 19, 28), and what each was told about a person.

use crate::{code, time::Timestamp, wire};

use super::{Category, Purpose, Recipient};

code! {
    /// A company that gets personal data on the consortium's behalf.
    pub enum Provider {
        /// delivers the portal's mail; the operator chooses which
        MailProvider,
        /// sends the newsletter
        Mailchimp,
        /// sends the newsletter
        Campayn,
        /// counts visits
        GoogleAnalytics,
    }

    /// What a recipient is told to do.
    pub enum RecipientAction {
        /// send the newsletter to this address
        Subscribe,
        /// send it no more
        Unsubscribe,
        /// keep the data and do not use it (GDPR art. 18, 19)
        Restrict,
        /// use another address (GDPR art. 16, 19)
        Rectify,
        /// delete everything about the person (GDPR art. 17, 19)
        Erase,
    }

    /// How far it is with that.
    pub enum RecipientState {
        /// waits to be told
        Queued,
        /// told; the answer was none, or made no sense, so it is told again
        Notified,
        /// the recipient has taken it on
        Acknowledged,
        /// taken on a week ago and longer, and still not said to be done
        WaitingForProof,
        /// done, as the recipient says
        Executed,
        /// given up; the portal's operator sees to it
        Failed,
        /// never told: something later took its place
        Superseded,
    }
}

impl Provider {
    /// Its name, the same in every language; none for the mail provider, which the operator chooses.
    pub const fn company(self) -> Option<&'static str> {
        match self {
            Self::MailProvider => None,
            Self::Mailchimp => Some("Mailchimp (The Rocket Science Group)"),
            Self::Campayn => Some("Campayn"),
            Self::GoogleAnalytics => Some("Google Analytics (Google)"),
        }
    }

    /// The same, as a recipient of a category.
    pub const fn recipient(self) -> Recipient {
        match self {
            Self::MailProvider => Recipient::MailProvider,
            Self::Mailchimp => Recipient::Mailchimp,
            Self::Campayn => Recipient::Campayn,
            Self::GoogleAnalytics => Recipient::GoogleAnalytics,
        }
    }

    /// Its terms.
    pub const fn terms(self) -> Option<&'static str> {
        match self {
            Self::MailProvider => None,
            Self::Mailchimp => Some("https://mailchimp.com/legal/"),
            Self::Campayn => Some("https://www.campayn.com/legal"),
            Self::GoogleAnalytics => Some("https://policies.google.com/privacy?hl=en"),
        }
    }

    /// What it gets data for.
    pub const fn purposes(self) -> &'static [Purpose] {
        match self {
            Self::MailProvider => &[Purpose::Operate, Purpose::Notify, Purpose::Support],
            Self::Mailchimp | Self::Campayn => &[Purpose::Notify],
            Self::GoogleAnalytics => &[Purpose::Improve, Purpose::Monitor],
        }
    }

    /// What it gets.
    pub const fn categories(self) -> &'static [Category] {
        match self {
            Self::MailProvider => &[Category::Name, Category::Email, Category::Messages, Category::Requests],
            Self::Mailchimp | Self::Campayn => &[Category::Email],
            Self::GoogleAnalytics => &[Category::Usage],
        }
    }

    /// Its code, as on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MailProvider => "mail_provider",
            Self::Mailchimp => "mailchimp",
            Self::Campayn => "campayn",
            Self::GoogleAnalytics => "google_analytics",
        }
    }

    /// Whether it is told by a connector what to do about one person.
    pub const fn is_told(self) -> bool {
        matches!(self, Self::Mailchimp | Self::Campayn)
    }
}

wire! {
    /// Something that a recipient was told to do about a person.
    pub struct RecipientTask {
        /// what
        pub action: RecipientAction,
        /// how far it is
        pub state: RecipientState,
        /// when it followed from what the person did
        pub requested_at: Timestamp,
        /// when the recipient was first told
        pub told_at: Option<Timestamp>,
        /// when it was done or given up
        pub ended_at: Option<Timestamp>,
    }

    /// A recipient that was told something because of a request (GDPR art. 19).
    pub struct ToldRecipient {
        /// which
        pub provider: Provider,
        /// the last that it was told because of it
        pub task: RecipientTask,
    }

    /// What a recipient holds of a person.
    pub struct ProviderReport {
        /// which
        pub provider: Provider,
        /// whether this portal uses it
        pub configured: bool,
        /// whether it holds something of the person, as far as the portal knows
        pub holds: bool,
        /// since when
        pub since: Option<Timestamp>,
        /// what it was told, the newest first
        pub tasks: Vec<RecipientTask>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_what_travels() {
        for provider in Provider::ALL {
            assert_eq!(serde_json::to_value(provider).ok(), Some(provider.code().into()));
        }
    }
}
