//! Receipts: the proof that a person keeps. Fields after ISO/IEC TS 27560:2023 and GDPR art. 7(1).

use super::{How, Purpose};
use crate::{lang::Lang, wire};

wire! {
    /// What is signed. A receipt's file is `serde_json`'s pretty text of [`SignedReceipt`] and a line feed, which is what browsers
    /// make with `JSON.stringify(value, null, 2)`; so whatever was changed in it, a blank too, shows.
    pub struct Receipt {
        /// `vet2b-consent-receipt-1`
        pub schema: String,
        /// place in the ledger
        pub number: i64,
        /// the device's random name
        pub subject: String,
        /// who asked: the controller and how to reach it
        pub controller: String,
        /// its address for questions
        pub contact: String,
        /// the law that applies, such as `GDPR`
        pub jurisdiction: String,
        /// the page with the privacy policy
        pub policy: String,
        /// the language it was asked in
        pub lang: Lang,
        /// the exact words that were shown
        pub notice: String,
        /// their SHA-256, hexadecimal
        pub notice_sha256: String,
        /// what was asked and answered
        pub purposes: Vec<ReceiptPurpose>,
        /// how it was given
        pub how: How,
        /// when, RFC 3339 in UTC
        pub given_at: String,
        /// when it ends by itself, RFC 3339 in UTC
        pub expires_at: String,
        /// where it can be withdrawn
        pub withdraw: String,
        /// the ledger entry's hash, hexadecimal
        pub ledger_sha256: String,
    }

    /// One purpose of a receipt.
    pub struct ReceiptPurpose {
        /// which
        pub purpose: Purpose,
        /// its version
        pub version: u16,
        /// its words in the receipt's language
        pub words: String,
        /// allowed
        pub granted: bool,
        /// the ground: consent, GDPR art. 6(1)(a)
        pub basis: String,
        /// who gets the data
        pub recipients: Vec<String>,
        /// what is stored on the device, by name
        pub items: Vec<String>,
    }

    /// A receipt with its signature.
    pub struct SignedReceipt {
        /// what is signed: its compact JSON, in UTF-8
        pub receipt: Receipt,
        /// by whom
        pub signature: Signature,
    }

    /// A signature (RFC 8032).
    pub struct Signature {
        /// `Ed25519`
        pub algorithm: String,
        /// the published key's id
        pub key: String,
        /// 64 bytes, base64url without padding
        pub value: String,
    }

    /// A published key. Keys stay published after they were replaced, so that old receipts can be verified.
    pub struct PublicKey {
        /// its id
        pub id: String,
        /// 32 bytes, base64url without padding
        pub public: String,
        /// RFC 3339 in UTC
        pub created_at: String,
        /// RFC 3339 in UTC; none while it signs
        pub replaced_at: Option<String>,
    }
}
