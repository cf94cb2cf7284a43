//! The account's consents and their history.

use crate::{
    check::{Check, Violations},
    draft,
    lang::Lang,
    policy::PolicyRecord,
    time::Timestamp,
    wire,
};

wire! {
    /// One change of a consent.
    pub struct ConsentChange {
        /// given or withdrawn
        pub granted: bool,
        /// when the person asked for it
        pub requested_at: Timestamp,
        /// since when it holds: a consent once it is confirmed by mail, a withdrawal at once
        pub at: Timestamp,
        /// the policy version in force
        pub policy_version: String,
    }

    /// The account's consents, each with its history, newest first.
    pub struct Consents {
        /// newsletter wanted, and confirmed by mail
        pub newsletter: bool,
        /// asked for at this time, and waiting for the confirmation by mail
        pub newsletter_requested_at: Option<Timestamp>,
        /// restricted or objected to: it is neither sent nor can it be asked for until that is lifted
        pub newsletter_limited: bool,
        /// every change of it
        pub newsletter_history: Vec<ConsentChange>,
        /// what happened with versions of the policy
        pub policy: Vec<PolicyRecord>,
    }
}

draft! {
    /// The newsletter choice.
    pub struct NewsletterDraft {
        /// wanted
        pub granted: bool,
        /// the language that it was asked in
        pub lang: Lang,
    }
}

impl Check for NewsletterDraft {
    type Valid = Self;

    /// Any choice is valid.
    fn check(&self) -> Result<Self, Violations> {
        Ok(self.clone())
    }
}
