//! Erasure (GDPR Article 17): its preview, its time, and what becomes of each holding.

use crate::{
    check::{Check, Violations},
    code,
    time::Timestamp,
    wire,
};

code! {
    /// When an erasure takes place.
    pub enum ErasureTime {
        /// after 14 days of grace
        AfterGrace,
        /// at once
        Now,
    }

    /// What the eraser does to something.
    pub enum Fate {
        /// deleted with the request itself, whatever time is chosen
        DeletedNow,
        /// deleted when the erasure takes place
        Deleted,
        /// kept without any link to the person
        Anonymised,
        /// kept
        Kept,
    }

    /// What the eraser touches: one per table or folder.
    pub enum Holding {
        /// account: name, address, phone, password
        Account,
        /// the organisation, when the person is its last member
        Organisation,
        /// sessions
        Sessions,
        /// activity log
        Activity,
        /// newsletter consent and its history
        Newsletter,
        /// acceptance of policy versions
        PolicyRecords,
        /// statistics about the devices that the account was used on
        Usage,
        /// the account's cookie choice, and which devices it was used on
        CookieChoices,
        /// exports
        Exports,
        /// messages to the consortium
        Messages,
        /// mails that wait or lie in the outbox
        Mail,
        /// unused codes from mails
        Tokens,
        /// sign-in failures, counted
        SignInFailures,
        /// a registration that was not confirmed
        PendingRegistration,
        /// cookie decisions of the ledger: a random name, no link to the person
        ConsentLedger,
        /// a keyed hash that lets an erasure be repeated after a restore; no personal data
        Tombstone,
        /// the one mail that says the erasure is done
        FarewellMail,
        /// restrictions and objections
        Limits,
        /// what recipients were told about the person
        RecipientTasks,
        /// the word to recipients to erase, with the address sealed until they have
        RecipientErasures,
        /// the signed statement of what was erased; no personal data
        Certificate,
        /// requests about one's own data
        Requests,
        /// the person's open reports, as a guardian, about a child: kept until they are closed
        GuardianReports,
        /// the record of what was disclosed to whom
        Disclosures,
    }
}

wire! {
    /// What will happen to one holding.
    pub struct ErasureItem {
        /// which
        pub holding: Holding,
        /// how many entries
        pub count: i64,
        /// what happens
        pub fate: Fate,
    }

    /// The eraser's own dry run.
    pub struct ErasurePreview {
        /// every holding that is not empty, and everything that is kept
        pub items: Vec<ErasureItem>,
        /// when it would take place, with grace
        pub due_at: Timestamp,
        /// the organisation whose record goes too, as nobody else administers it
        pub last_administrator_of: Option<String>,
    }

    /// An erasure that was asked for.
    pub struct Erasure {
        /// when it was asked for
        pub requested_at: Timestamp,
        /// when it takes place
        pub due_at: Timestamp,
        /// a reference to quote
        pub reference: String,
        /// the secret code that the certificate is found by afterwards
        pub certificate: String,
    }
}

/// A request for erasure.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ErasureDraft {
    /// when
    pub when: ErasureTime,
}

impl Check for ErasureDraft {
    type Valid = Self;

    /// Any time is valid.
    fn check(&self) -> Result<Self, Violations> {
        Ok(self.clone())
    }
}
