//! Signing in, and proving one's identity once more.

use serde::Serialize;

use crate::{
    check::{Check, Checker, Field, Violations},
    draft,
    text::{EmailAddress, GivenPassword},
};

draft! {
    /// A sign-in as typed.
    pub struct SignInDraft {
        /// e-mail address
        pub email: String,
        /// password
        pub password: String,
    }

    /// A proof of identity, once more.
    pub struct ReauthenticationDraft {
        /// the password in use
        pub current_password: String,
    }
}

/// A checked sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignIn {
    /// e-mail address
    pub email: EmailAddress,
    /// password
    pub password: GivenPassword,
}

/// A checked re-authentication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reauthentication {
    /// the password in use
    pub current_password: GivenPassword,
}

impl Check for SignInDraft {
    type Valid = SignIn;

    fn check(&self) -> Result<SignIn, Violations> {
        let mut checker = Checker::default();
        let email = checker.required(Field::Email, &self.email);
        let password = checker.required(Field::CurrentPassword, &self.password);
        checker.finish((|| Some(SignIn { email: email?, password: password? }))())
    }
}

impl Check for ReauthenticationDraft {
    type Valid = Reauthentication;

    fn check(&self) -> Result<Reauthentication, Violations> {
        let mut checker = Checker::default();
        let current_password = checker.required(Field::CurrentPassword, &self.current_password);
        checker.finish(current_password.map(|current_password| Reauthentication { current_password }))
    }
}
