//! Passwords, new and given: never shown, not even by `Debug`.

use serde::Serialize;

use crate::check::{Flaw, Text};

use super::fold::fold;

/// A new password: 15 to 128 characters of any kind, kept exactly as typed (ASVS 5.0, 6.2).
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Password(String);

impl Password {
    /// Fewest characters: the password is the only factor (NIST SP 800-63B-4).
    pub const MIN: usize = 15;
    /// Most characters, against hashing as a way to stop the server.
    pub const MAX: usize = 128;

    /// The password.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it holds one of the words, or consists of a few repeated characters.
    pub fn is_guessable(&self, words: &[&str]) -> bool {
        let folded = fold(&self.0);
        let mut distinct = Vec::new();
        for letter in folded.chars() {
            if !distinct.contains(&letter) {
                distinct.push(letter);
            }
        }
        distinct.len() < 5
            || words.iter().any(|word| {
                let word = fold(word.trim());
                word.chars().count() >= 4 && folded.contains(&word)
            })
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(..)")
    }
}

impl Text for Password {
    fn parse(raw: &str) -> Result<Self, Flaw> {
        match raw.chars().count() {
            0 => Err(Flaw::Required),
            n if n < Self::MIN => Err(Flaw::TooShort { min: Self::MIN }),
            n if n > Self::MAX => Err(Flaw::TooLong { max: Self::MAX }),
            _ if raw.contains('\0') => Err(Flaw::Unprintable),
            _ => Ok(Self(raw.to_owned())),
        }
    }
}

/// A password as given at sign-in: anything but nothing; only its length is bounded.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct GivenPassword(String);

impl GivenPassword {
    /// The password.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for GivenPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GivenPassword(..)")
    }
}

impl Text for GivenPassword {
    fn parse(raw: &str) -> Result<Self, Flaw> {
        match raw.chars().count() {
            0 => Err(Flaw::Required),
            n if n > Password::MAX => Err(Flaw::TooLong { max: Password::MAX }),
            _ => Ok(Self(raw.to_owned())),
        }
    }
}
