//! The certificate of an erasure: a signed statement that names nobody (GDPR art. 5(2), 17 and 19).

use super::{Fate, Holding, Recipient};
use crate::{code, consent::Signature, wire};

/// What the files of certificates call themselves.
pub const CERTIFICATE: &str = "vet2b-erasure-certificate-1";

code! {
    /// How far a recipient of the data is with the erasure.
    pub enum CertifiedState {
        /// got letters, or visits under a name of its own; the portal has no way to have anything deleted there
        NotAsked,
        /// is being told, again and again until it answers
        BeingTold,
        /// was told
        Notified,
        /// has taken it on
        Acknowledged,
        /// has deleted
        Executed,
        /// has taken it on a week ago and longer, and has still not said that it is done
        WaitingForProof,
        /// given up; the portal's operator sees to it
        Failed,
    }
}

wire! {
    /// What is signed. A certificate's file is `serde_json`'s pretty text of [`SignedCertificate`] and a line feed, as a receipt's is.
    pub struct Certificate {
        /// [`CERTIFICATE`]
        pub schema: String,
        /// the request's reference, which the person has from the mails
        pub reference: String,
        /// who has erased: the controller
        pub controller: String,
        /// its address for questions
        pub contact: String,
        /// the law that was applied
        pub law: String,
        /// when it was asked for, RFC 3339 in UTC
        pub requested_at: String,
        /// when it was done, RFC 3339 in UTC
        pub executed_at: String,
        /// whether exactly that was erased which was foreseen and shown, but for what came or went since by the person's own doing or by
        /// time, and a count afterwards has found nothing
        pub as_foreseen: bool,
        /// what was erased
        pub erased: Vec<CertifiedItem>,
        /// what stays
        pub kept: Vec<CertifiedRest>,
        /// who else had got data
        pub recipients: Vec<CertifiedRecipient>,
    }

    /// What was erased of one holding, in entries.
    pub struct CertifiedItem {
        /// which
        pub holding: Holding,
        /// what the preview said when the person asked, with what the request itself wrote; 0 where nobody was shown one
        pub shown: i64,
        /// what the same steps counted right before the erasure; it can be more or fewer, as time has passed
        pub foreseen: i64,
        /// what was erased
        pub erased: i64,
        /// what a count afterwards has found: 0
        pub left: i64,
    }

    /// What stays of one holding.
    pub struct CertifiedRest {
        /// which
        pub holding: Holding,
        /// how
        pub fate: Fate,
        /// the ground, by law
        pub ground: String,
        /// until when, RFC 3339 in UTC; none where no day is known, as in "while the portal runs" or "until recipients have done it"
        pub until: Option<String>,
    }

    /// Somebody else who had got data.
    pub struct CertifiedRecipient {
        /// who
        pub recipient: Recipient,
        /// how far they are
        pub state: CertifiedState,
    }

    /// A certificate with its signature.
    pub struct SignedCertificate {
        /// what is signed: its compact JSON, in UTF-8
        pub certificate: Certificate,
        /// by whom
        pub signature: Signature,
    }
}

impl CertifiedItem {
    /// Whether exactly that was erased which was counted right before, and nothing is left.
    pub const fn is_as_foreseen(&self) -> bool {
        self.foreseen == self.erased && self.left == 0
    }
}
