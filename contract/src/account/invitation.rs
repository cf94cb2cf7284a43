//! Inviting a colleague to administer an organisation too.

use serde::Serialize;

use crate::{
    check::{Check, Checker, Field, Violations},
    draft,
    lang::Lang,
    text::EmailAddress,
    wire,
};

draft! {
    /// A colleague's address, as typed, and the language of the mail for whom the portal does not know.
    pub struct ColleagueDraft {
        /// e-mail address
        pub colleague_email: String,
        /// language of the mail
        pub lang: Lang,
    }
}

/// A colleague's checked address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Colleague {
    /// e-mail address
    pub colleague_email: EmailAddress,
    /// language of the mail
    pub lang: Lang,
}

wire! {
    /// What somebody is invited to, and what becomes of the organisation that their account belongs to now.
    pub struct Invitation {
        /// the organisation that is to be administered
        pub organisation: String,
        /// who invites
        pub from: String,
        /// the organisation that the account leaves; none when it is the same one
        pub leaves: Option<String>,
        /// nobody else administers that one: its record is deleted
        pub deletes: bool,
    }
}

impl Check for ColleagueDraft {
    type Valid = Colleague;

    fn check(&self) -> Result<Colleague, Violations> {
        let mut checker = Checker::default();
        let email = checker.required(Field::ColleagueEmail, &self.colleague_email);
        checker.finish(email.map(|colleague_email| Colleague { colleague_email, lang: self.lang }))
    }
}
