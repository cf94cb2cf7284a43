//! A new password: with a code from a mail, or of a signed-in person.

use serde::Serialize;

use crate::{
    check::{Check, Checker, Field, Flaw, Violations},
    draft,
    text::{MailedToken, Password},
};

draft! {
    /// A new password with a code from a mail.
    pub struct RecoveryPasswordDraft {
        /// the code
        pub token: String,
        /// the new password
        pub password: String,
    }

    /// A new password of a signed-in person.
    pub struct PasswordDraft {
        /// the new password
        pub password: String,
    }
}

/// A checked new password with a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecoveryPassword {
    /// the code
    pub token: MailedToken,
    /// the new password
    pub password: Password,
}

/// A checked new password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewPassword {
    /// the new password
    pub password: Password,
}

impl Check for RecoveryPasswordDraft {
    type Valid = RecoveryPassword;

    fn check(&self) -> Result<RecoveryPassword, Violations> {
        let mut checker = Checker::default();
        let token = checker.required(Field::Token, &self.token);
        let password = new_password(&mut checker, &self.password);
        checker.finish((|| Some(RecoveryPassword { token: token?, password: password? }))())
    }
}

impl Check for PasswordDraft {
    type Valid = NewPassword;

    fn check(&self) -> Result<NewPassword, Violations> {
        let mut checker = Checker::default();
        let password = new_password(&mut checker, &self.password);
        checker.finish(password.map(|password| NewPassword { password }))
    }
}

/// The server adds the person's own words, which these forms do not hold.
fn new_password(checker: &mut Checker, raw: &str) -> Option<Password> {
    let password = checker.required::<Password>(Field::Password, raw);
    if password.as_ref().is_some_and(|password| password.is_guessable(&["vet2b"])) {
        checker.flaw(Field::Password, Flaw::Guessable);
    }
    password
}
