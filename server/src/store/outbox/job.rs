use contract::lang::Lang;
use contract::rights::{RequestEventKind, RequestKind};
use serde::{Deserialize, Serialize};

use crate::store::account::email_key;

/// Something to be done later. Done twice it does no harm: the worker may be killed between doing and noting it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// write a letter
    Mail(Post),
    /// make an export's archive
    Export {
        /// the export
        id: String,
    },
    /// tell everybody of a version of the policy that is to take effect
    Announce {
        /// which
        version: String,
        /// the account that was told last; empty at the start
        after: String,
    },
    /// erase an account whose time has come
    Erase {
        /// whose
        account_id: String,
    },
    /// tell a recipient what to do about a person
    Tell {
        /// which task
        id: String,
    },
    /// what a right that staff carried out brings along: consents end, or the newsletter rests, and its senders are told
    Follow {
        /// whose
        account_id: String,
        /// which right
        right: RequestKind,
        /// the request that it follows from; not said before recipients were shown with it
        #[serde(default)]
        reference: String,
        /// a withdrawal ends the newsletter and no other consent
        #[serde(default)]
        newsletter_alone: bool,
    },
}

/// A letter to be written. Codes are made when it is sent and are in no row; whether an address is known is looked up then
/// too, so that a request takes as long for an unknown address as for a known one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Post {
    /// confirm a registration; or, to a known address, "you have an account"
    Registration {
        /// the registration
        id: String,
        /// where to
        email: String,
        /// to quote
        reference: String,
    },
    /// the same again, on request
    RegistrationAgain {
        /// where to
        email: String,
        /// its language, when nothing is known about the address
        lang: Lang,
        /// to quote
        reference: String,
    },
    /// set a new password; or, to an unknown address, "there is no account"
    Recovery {
        /// where to
        email: String,
        /// its language, when nothing is known about the address
        lang: Lang,
        /// to quote
        reference: String,
    },
    /// the password was changed
    PasswordChanged {
        /// whose
        account_id: String,
    },
    /// confirm a new address
    EmailConfirmation {
        /// whose
        account_id: String,
        /// the new address
        email: String,
        /// to quote
        reference: String,
    },
    /// to the old address: somebody asked for a new one
    EmailChangeRequested {
        /// whose
        account_id: String,
    },
    /// to the old address: it was changed
    EmailChanged {
        /// whose
        account_id: String,
        /// the old address
        email: String,
    },
    /// to a colleague: administer the organisation too
    Invitation {
        /// who invites
        account_id: String,
        /// where to
        email: String,
        /// its language, when nothing is known about the address
        lang: Lang,
        /// to quote
        reference: String,
    },
    /// to whoever invited: the colleague has accepted
    InvitationAccepted {
        /// whose
        account_id: String,
    },
    /// confirm the newsletter
    NewsletterConfirmation {
        /// whose
        account_id: String,
    },
    /// to the sender of a message: it has arrived
    ContactReceived {
        /// the message
        id: String,
        /// where to
        email: String,
    },
    /// to the consortium: the message itself
    ContactForward {
        /// the message
        id: String,
        /// who wrote it; the mail itself goes to the consortium
        email: String,
    },
    /// an export can be downloaded
    ExportReady {
        /// whose
        account_id: String,
    },
    /// an erasure was asked for; holds a code that stops it
    ErasureRequested {
        /// whose
        account_id: String,
    },
    /// an erasure was stopped
    ErasureCancelled {
        /// whose
        account_id: String,
    },
    /// a version of the policy is to take effect
    PolicyNotice {
        /// whose
        account_id: String,
        /// which
        version: String,
    },
    /// a code that confirms a request without an account
    RequestCode {
        /// what waits for it
        id: String,
        /// where to
        email: String,
        /// its language
        lang: Lang,
    },
    /// something happened to an account's request
    RequestStep {
        /// the request
        id: String,
        /// what
        step: RequestEventKind,
        /// why, or what is asked
        reason: String,
        /// whose
        account_id: String,
    },
    /// something happened to a request without an account
    GuestRequestStep {
        /// the request
        id: String,
        /// what
        step: RequestEventKind,
        /// why, or what is asked
        reason: String,
        /// where to
        email: String,
        /// the erasure that it ended in, whose certificate the letter leads to
        erasure: Option<String>,
    },
    /// to the consortium: a request has come
    StaffRequest {
        /// the request
        id: String,
    },
    /// to the consortium: a request is about to run out
    StaffReminder {
        /// the request
        id: String,
    },
    /// the last mail: everything is erased
    Farewell {
        /// where to
        email: String,
        /// its language
        lang: Lang,
        /// to quote
        reference: String,
        /// the code that the certificate is found by
        certificate: String,
        /// recipients are still to be told to erase, and the address is kept sealed for that; not said before that was asked
        #[serde(default)]
        sealed: bool,
        /// a report about a child, of theirs, is still open, and stays with their address until it is closed
        #[serde(default)]
        reports: bool,
    },
}

impl Job {
    /// The code of its kind, for operators.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Mail(_) => "mail",
            Self::Export { .. } => "export",
            Self::Announce { .. } => "announce",
            Self::Erase { .. } => "erase",
            Self::Tell { .. } => "tell",
            Self::Follow { .. } => "follow",
        }
    }

    /// The e-mail key of whom it is about, where the job names an address.
    pub fn recipient(&self) -> Option<String> {
        match self {
            Self::Mail(
                Post::Registration { email, .. }
                | Post::RegistrationAgain { email, .. }
                | Post::Recovery { email, .. }
                | Post::EmailConfirmation { email, .. }
                | Post::EmailChanged { email, .. }
                | Post::Invitation { email, .. }
                | Post::ContactReceived { email, .. }
                | Post::ContactForward { email, .. }
                | Post::RequestCode { email, .. }
                | Post::GuestRequestStep { email, .. }
                | Post::Farewell { email, .. },
            ) => Some(email_key(email)),
            _ => None,
        }
    }

    /// The account it is about.
    pub fn account_id(&self) -> Option<&str> {
        match self {
            Self::Mail(
                Post::PasswordChanged { account_id }
                | Post::EmailConfirmation { account_id, .. }
                | Post::EmailChangeRequested { account_id }
                | Post::EmailChanged { account_id, .. }
                | Post::Invitation { account_id, .. }
                | Post::InvitationAccepted { account_id }
                | Post::NewsletterConfirmation { account_id }
                | Post::ExportReady { account_id }
                | Post::ErasureRequested { account_id }
                | Post::ErasureCancelled { account_id }
                | Post::PolicyNotice { account_id, .. }
                | Post::RequestStep { account_id, .. },
            )
            | Self::Erase { account_id }
            | Self::Follow { account_id, .. } => Some(account_id),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_mail_that_was_put_by_before_it_said_of_a_sealed_address_is_still_read() {
        let old = r#"{"mail":{"farewell":{"email":"a@example.lv","lang":"lv","reference":"R-1","certificate":"A"}}}"#;
        let Ok(Job::Mail(Post::Farewell { sealed, reference, .. })) = serde_json::from_str(old) else {
            panic!("not read");
        };
        assert!(!sealed && reference == "R-1");
    }
}
