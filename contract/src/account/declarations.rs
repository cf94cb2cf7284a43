//! What a person declares and chooses when registering.

use serde::Serialize;

use crate::{
    check::{Check, Checker, Field, Flaw, Violations},
    draft,
};

draft! {
    /// The declarations and choices of a registration.
    pub struct DeclarationsDraft {
        /// 18 or over (policy clause `children`); no birth date is asked
        pub adult: bool,
        /// has read the privacy policy
        pub policy_read: bool,
        /// the version that was shown
        pub policy_version: String,
        /// wants the newsletter: a consent of its own, never needed
        #[serde(default)]
        pub newsletter: bool,
    }
}

/// Checked declarations: both are given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Declarations {
    adult: bool,
    policy_read: bool,
    /// the policy version that was shown
    pub policy_version: String,
    /// wants the newsletter
    pub newsletter: bool,
}

impl Check for DeclarationsDraft {
    type Valid = Declarations;

    fn check(&self) -> Result<Declarations, Violations> {
        let mut checker = Checker::default();
        checker.ticked(Field::Adult, self.adult);
        checker.ticked(Field::PolicyRead, self.policy_read);
        if self.policy_version.is_empty() || self.policy_version.len() > 20 {
            checker.flaw(Field::PolicyVersion, Flaw::Malformed);
        }
        checker.finish(Some(Declarations {
            adult: self.adult,
            policy_read: self.policy_read,
            policy_version: self.policy_version.clone(),
            newsletter: self.newsletter,
        }))
    }
}
