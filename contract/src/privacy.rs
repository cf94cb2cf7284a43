//! The privacy dashboard: what is held, consents, export, erasure, activity, sessions.

use crate::{
    check::{Check, Violations},
    code, draft,
    time::Timestamp,
    wire,
};

code! {
    /// The categories of the policy (clauses `personal-data`, `usage-data`, `controller`), and what the service itself keeps.
    pub enum Category {
        /// name and surname
        Name,
        /// e-mail address
        Email,
        /// telephone
        Phone,
        /// name, kind and numbers of the organisation
        Organisation,
        /// street, postcode, city, region, country
        Address,
        /// cookie decisions and consents
        Consents,
        /// usage data; none is collected without statistics consent
        Usage,
        /// sessions, shortened IP addresses, sign-ins: what protects the account
        Security,
        /// messages to the consortium
        Messages,
        /// requests about one's own data
        Requests,
    }

    /// The policy's seven purposes (clause `purposes`), in its order.
    pub enum Purpose {
        /// run the portal
        Operate,
        /// tell about changes
        Notify,
        /// interactive features
        Interact,
        /// customer service
        Support,
        /// analysis to improve
        Improve,
        /// monitor use
        Monitor,
        /// technical problems
        Protect,
    }

    /// The policy's grounds a to e (clause `principles`).
    pub enum Ground {
        /// (a) data-protection law
        Law,
        /// (b) this policy
        Policy,
        /// (c) the contract
        Contract,
        /// (d) legitimate interests
        LegitimateInterest,
        /// (e) consent
        Consent,
    }

    /// Who receives data.
    pub enum Recipient {
        /// the consortium alone
        Consortium,
        /// the company that delivers the portal's mail
        MailProvider,
    }

    /// How long a category is kept.
    pub enum Retention {
        /// as long as the account
        Account,
        /// as long as the consent, and its proof three years after
        ConsentProof,
        /// thirty days
        ThirtyDays,
        /// until withdrawn
        UntilWithdrawn,
        /// two years after the answer
        TwoYears,
    }

    /// What an activity entry tells.
    pub enum ActivityKind {
        /// the account began
        Registered,
        /// signed in
        SignedIn,
        /// signed out
        SignedOut,
        /// a sign-in with a wrong password
        SignInFailed,
        /// identity proven again
        Reauthenticated,
        /// password changed
        PasswordChanged,
        /// a new address was asked for
        EmailChangeRequested,
        /// the address changed
        EmailChanged,
        /// name or phone corrected
        PersonCorrected,
        /// organisation corrected
        OrganisationCorrected,
        /// newsletter wanted
        NewsletterGranted,
        /// newsletter withdrawn
        NewsletterWithdrawn,
        /// policy accepted
        PolicyAccepted,
        /// export asked for
        ExportRequested,
        /// export ready
        ExportReady,
        /// export downloaded
        ExportDownloaded,
        /// export deleted
        ExportDeleted,
        /// erasure asked for
        ErasureRequested,
        /// erasure stopped
        ErasureCancelled,
        /// a session was ended
        SessionEnded,
    }

    /// Who did it.
    pub enum Actor {
        /// the person
        Person,
        /// the portal by itself
        System,
        /// staff of the consortium
        Staff,
    }

    /// Kind of browser, as coarse as is still useful to recognise one's own.
    pub enum Device {
        /// Firefox
        Firefox,
        /// Chrome, Chromium
        Chrome,
        /// Edge
        Edge,
        /// Safari
        Safari,
        /// any other
        Other,
    }

    /// State of an export.
    pub enum ExportState {
        /// waits for its turn
        Queued,
        /// is being made
        Running,
        /// can be downloaded
        Ready,
        /// could not be made; ask again
        Failed,
        /// past its seven days, or deleted
        Expired,
    }

    /// When an erasure takes place.
    pub enum ErasureTime {
        /// after 14 days of grace
        AfterGrace,
        /// at once
        Now,
    }

    /// What the eraser does to something.
    pub enum Fate {
        /// deleted
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
        PolicyAcceptances,
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
    }
}

wire! {
    /// A value that is held, under the name of its field in the store.
    pub struct Held {
        /// what it is
        pub field: String,
        /// the value, as stored
        pub value: String,
    }

    /// One category of the data map.
    pub struct CategoryReport {
        /// which
        pub category: Category,
        /// how many entries are held; 0 is "nothing"
        pub count: i64,
        /// what it is used for
        pub purposes: Vec<Purpose>,
        /// why it may be
        pub grounds: Vec<Ground>,
        /// who receives it
        pub recipients: Vec<Recipient>,
        /// how long
        pub retention: Retention,
    }

    /// What is held, by category of the policy; every category is there, empty ones too.
    pub struct DataMap {
        /// the categories in order
        pub categories: Vec<CategoryReport>,
    }

    /// One change of a consent.
    pub struct ConsentChange {
        /// given or withdrawn
        pub granted: bool,
        /// when
        pub at: Timestamp,
        /// the policy version in force
        pub policy_version: String,
    }

    /// A policy version that was accepted.
    pub struct Acceptance {
        /// which version
        pub version: String,
        /// when
        pub at: Timestamp,
        /// SHA-256 of the text, hexadecimal
        pub sha256: String,
    }

    /// The account's consents, each with its history, newest first.
    pub struct Consents {
        /// newsletter wanted
        pub newsletter: bool,
        /// every change of it
        pub newsletter_history: Vec<ConsentChange>,
        /// policy versions accepted
        pub acceptances: Vec<Acceptance>,
    }

    /// An export.
    pub struct Export {
        /// its id
        pub id: String,
        /// its state
        pub state: ExportState,
        /// categories done
        pub done: u32,
        /// categories in all
        pub of: u32,
        /// size, once ready
        pub bytes: Option<i64>,
        /// when it was asked for
        pub requested_at: Timestamp,
        /// until when it can be downloaded
        pub expires_at: Option<Timestamp>,
    }

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
    }

    /// An erasure that was asked for.
    pub struct Erasure {
        /// when it was asked for
        pub requested_at: Timestamp,
        /// when it takes place
        pub due_at: Timestamp,
        /// a reference to quote
        pub reference: String,
    }

    /// An entry of the activity log.
    pub struct Activity {
        /// when
        pub at: Timestamp,
        /// what
        pub kind: ActivityKind,
        /// who
        pub actor: Actor,
        /// with which kind of browser
        pub device: Device,
    }

    /// A place where the person is signed in.
    pub struct SessionEntry {
        /// its id; not the token
        pub id: String,
        /// this very one
        pub current: bool,
        /// since when
        pub created_at: Timestamp,
        /// last used
        pub last_seen_at: Timestamp,
        /// kind of browser
        pub device: Device,
        /// network, shortened to /24 or /56
        pub network: String,
    }
}

draft! {
    /// The newsletter choice.
    pub struct NewsletterDraft {
        /// wanted
        pub granted: bool,
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

impl Check for NewsletterDraft {
    type Valid = Self;

    /// Any choice is valid.
    fn check(&self) -> Result<Self, Violations> {
        Ok(self.clone())
    }
}

impl Check for ErasureDraft {
    type Valid = Self;

    /// Any time is valid.
    fn check(&self) -> Result<Self, Violations> {
        Ok(self.clone())
    }
}
