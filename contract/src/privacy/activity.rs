//! The activity log.

use crate::{code, time::Timestamp, wire};

use super::Device;

code! {
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
        /// policy declined
        PolicyDeclined,
        /// a new purpose of the policy allowed
        PurposeAllowed,
        /// a new purpose of the policy refused
        PurposeRefused,
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
        /// a request about one's data was filed
        RequestFiled,
        /// a request was taken back
        RequestCancelled,
        /// staff looked at a request and the data that it is about
        RequestViewed,
        /// staff took a request up
        RequestAssigned,
        /// staff asked who files a request
        RequestAsked,
        /// a question about a request was answered
        RequestAnswered,
        /// staff extended a request
        RequestExtended,
        /// a request was decided
        RequestDecided,
        /// data was given to somebody outside
        DataDisclosed,
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
}

wire! {
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
}
