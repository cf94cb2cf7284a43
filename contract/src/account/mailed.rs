//! Asking for a mail, and the code that came with it.

use serde::Serialize;

use crate::{
    check::{Check, Checker, Field, Violations},
    draft,
    lang::Lang,
    text::{EmailAddress, MailedToken},
};

draft! {
    /// A code from a mail.
    pub struct TokenDraft {
        /// the code
        pub token: String,
    }

    /// An address, as typed, and the language of the mail that follows.
    pub struct EmailDraft {
        /// e-mail address
        pub email: String,
        /// language of the mail
        pub lang: Lang,
    }
}

/// A checked code from a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Token {
    /// the code
    pub token: MailedToken,
}

/// A checked address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Email {
    /// e-mail address
    pub email: EmailAddress,
    /// language of the mail
    pub lang: Lang,
}

impl Check for TokenDraft {
    type Valid = Token;

    fn check(&self) -> Result<Token, Violations> {
        let mut checker = Checker::default();
        let token = checker.required(Field::Token, &self.token);
        checker.finish(token.map(|token| Token { token }))
    }
}

impl Check for EmailDraft {
    type Valid = Email;

    fn check(&self) -> Result<Email, Violations> {
        let mut checker = Checker::default();
        let email = checker.required(Field::Email, &self.email);
        checker.finish(email.map(|email| Email { email, lang: self.lang }))
    }
}
