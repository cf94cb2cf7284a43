//! The checked values. Each is made by [`Text::parse`] only, which trims and checks; none is ever "fixed" silently.

use serde::Serialize;

use crate::{
    check::{Flaw, Text},
    country,
};

/// Declares a text value: a newtype over `String` with one rule.
macro_rules! text {
    ($($(#[$meta:meta])* $name:ident = $rule:expr;)*) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Text for $name {
            fn parse(raw: &str) -> Result<Self, Flaw> {
                let rule: fn(&str) -> Result<String, Flaw> = $rule;
                rule(raw).map(Self)
            }
        }
    )* };
}

text! {
    /// A given or family name: 1 to 100 characters of any script.
    PersonName = |raw| line(raw, 100);
    /// An e-mail address of at most 254 characters (RFC 5321), as typed.
    EmailAddress = email;
    /// A telephone number in any usual notation, 5 to 20 digits.
    Phone = phone;
    /// The name of a company or school: 1 to 200 characters.
    OrganisationName = |raw| line(raw, 200);
    /// A region or district: 1 to 100 characters.
    Region = |raw| line(raw, 100);
    /// A city or parish: 1 to 100 characters.
    City = |raw| line(raw, 100);
    /// Street and house: 1 to 200 characters.
    Street = |raw| line(raw, 200);
    /// A postcode: 2 to 12 letters, digits, spaces, dashes.
    Postcode = postcode;
    /// An ISO 3166-1 alpha-2 code in capitals.
    Country = country_code;
    /// A national registration number: 4 to 20 letters and digits; in Latvia 11 digits.
    RegistrationNumber = registration_number;
    /// An Erasmus+ organisation id: E and 8 digits.
    Oid = oid;
    /// A message of up to 5,000 characters; line breaks are kept.
    Message = |raw| block(raw, 5000);
    /// A code from a mail: 43 characters of URL-safe base64, 32 bytes.
    MailedToken = mailed_token;
}

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
        let folded = self.0.to_lowercase();
        let mut distinct: Vec<char> = folded.chars().collect();
        distinct.sort_unstable();
        distinct.dedup();
        distinct.len() < 5
            || words.iter().any(|word| {
                let word = word.trim().to_lowercase();
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

/// Cannot be seen, and can make a text read as another: controls, and the Unicode direction overrides and isolates.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn bounded(text: &str, max: usize) -> Result<&str, Flaw> {
    match text.chars().count() {
        0 => Err(Flaw::Required),
        n if n > max => Err(Flaw::TooLong { max }),
        _ => Ok(text),
    }
}

fn line(raw: &str, max: usize) -> Result<String, Flaw> {
    let text = bounded(raw.trim(), max)?;
    if text.chars().any(is_unprintable) { Err(Flaw::Unprintable) } else { Ok(text.to_owned()) }
}

fn block(raw: &str, max: usize) -> Result<String, Flaw> {
    let text = bounded(raw.trim(), max)?;
    let hidden = |c| is_unprintable(c) && !matches!(c, '\n' | '\r' | '\t');
    if text.chars().any(hidden) { Err(Flaw::Unprintable) } else { Ok(text.to_owned()) }
}

fn email(raw: &str) -> Result<String, Flaw> {
    let text = line(raw, 254)?;
    let (local, domain) = text.rsplit_once('@').ok_or(Flaw::Malformed)?;
    let local_fits = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let label_fits = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let domain_fits = domain.contains('.') && domain.split('.').all(label_fits);
    if local_fits && domain_fits { Ok(text) } else { Err(Flaw::Malformed) }
}

fn phone(raw: &str) -> Result<String, Flaw> {
    let text = line(raw, 40)?;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let usual = text.chars().all(|c| c.is_ascii_digit() || " +-()./;,".contains(c) || "xext".contains(c));
    if usual && (5..=20).contains(&digits) { Ok(text) } else { Err(Flaw::Malformed) }
}

fn postcode(raw: &str) -> Result<String, Flaw> {
    let text = line(raw, 12)?;
    let usual = text.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '-');
    if usual && text.len() >= 2 { Ok(text) } else { Err(Flaw::Malformed) }
}

fn country_code(raw: &str) -> Result<String, Flaw> {
    let text = line(raw, 2)?.to_ascii_uppercase();
    if text.len() == 2 && country::codes().any(|code| code == text) { Ok(text) } else { Err(Flaw::Malformed) }
}

/// Codes are typed with spaces, dots and dashes, in any case (F15).
fn compact(raw: &str) -> String {
    raw.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '–')).flat_map(char::to_uppercase).collect()
}

fn registration_number(raw: &str) -> Result<String, Flaw> {
    let text = line(&compact(raw), 20)?;
    if text.chars().all(|c| c.is_ascii_alphanumeric()) && text.len() >= 4 { Ok(text) } else { Err(Flaw::Malformed) }
}

fn oid(raw: &str) -> Result<String, Flaw> {
    let text = line(&compact(raw), 20)?;
    let digits = text.strip_prefix('E').ok_or(Flaw::Malformed)?;
    if digits.len() == 8 && digits.chars().all(|c| c.is_ascii_digit()) { Ok(text) } else { Err(Flaw::Malformed) }
}

fn mailed_token(raw: &str) -> Result<String, Flaw> {
    let text = line(raw, 43)?;
    let base64 = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if text.len() == 43 && text.chars().all(base64) { Ok(text) } else { Err(Flaw::Malformed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw<T: Text>(raw: &str) -> Option<Flaw> {
        T::parse(raw).err()
    }

    #[test]
    fn emails() {
        for good in ["a@b.lv", " janis.berzins+x@skola.edu.lv ", "o'neil@x-y.eu", "jānis@bērzi.lv"] {
            assert_eq!(flaw::<EmailAddress>(good), None, "{good}");
        }
        for bad in [
            "a",
            "a@b",
            "@b.lv",
            "a@.lv",
            "a b@c.lv",
            "a@b..lv",
            "a@@b.lv",
            "<script>@b.lv",
            "a@b.lv\u{202e}",
            ".a@b.lv",
        ] {
            assert!(flaw::<EmailAddress>(bad).is_some(), "{bad}");
        }
        let long = format!("a@{}.lv", "b".repeat(260));
        assert_eq!(flaw::<EmailAddress>(&long), Some(Flaw::TooLong { max: 254 }));
    }

    #[test]
    fn lines_keep_every_script_and_refuse_what_hides() {
        for good in ["Jānis", "Ζωή", "עִבְרִית", "李", "🦊", "<script>alert(1)</script>", "O'Neil-Šmite"]
        {
            assert_eq!(flaw::<PersonName>(good), None, "{good}");
        }
        assert_eq!(flaw::<PersonName>("  "), Some(Flaw::Required));
        assert_eq!(flaw::<PersonName>("a\0b"), Some(Flaw::Unprintable));
        assert_eq!(flaw::<PersonName>("a\u{202e}b"), Some(Flaw::Unprintable));
        assert_eq!(flaw::<PersonName>(&"ā".repeat(101)), Some(Flaw::TooLong { max: 100 }));
        assert_eq!(flaw::<PersonName>(&"ā".repeat(100)), None);
    }

    #[test]
    fn codes_ignore_case_and_separators() {
        assert_eq!(Oid::parse(" e 1012-3456 ").map(|oid| oid.as_str().to_owned()), Ok("E10123456".into()));
        assert_eq!(flaw::<Oid>("10123456"), Some(Flaw::Malformed));
        let number = RegistrationNumber::parse("4000 3012-345").map(|n| n.as_str().to_owned());
        assert_eq!(number, Ok("40003012345".into()));
        assert_eq!(Country::parse("lv").map(|c| c.as_str().to_owned()), Ok("LV".into()));
        assert_eq!(flaw::<Country>("XX"), Some(Flaw::Malformed));
    }

    #[test]
    fn phones_in_any_notation() {
        for good in ["+371 67 123 456", "(01) 234-5678", "67123456"] {
            assert_eq!(flaw::<Phone>(good), None, "{good}");
        }
        for bad in ["1234", "phone", "123456789012345678901"] {
            assert_eq!(flaw::<Phone>(bad), Some(Flaw::Malformed), "{bad}");
        }
    }

    #[test]
    fn passwords_are_long_free_and_not_guessable() {
        assert_eq!(flaw::<Password>("short"), Some(Flaw::TooShort { min: 15 }));
        assert_eq!(flaw::<Password>(&"x".repeat(129)), Some(Flaw::TooLong { max: 128 }));
        assert_eq!(flaw::<Password>("zaļš kaķis lec pār ūdeni 🐈"), None);
        let password = |raw| Password::parse(raw).ok();
        let guessable = |raw, words: &[&str]| password(raw).map(|p: Password| p.is_guessable(words));
        assert_eq!(guessable("aaaaaaaaaaaaaaaa", &[]), Some(true));
        assert_eq!(guessable("janis.berzins-2026", &["Janis.Berzins"]), Some(true));
        assert_eq!(guessable("violet-harbour-lamp", &["ann", "janis"]), Some(false));
        assert_eq!(format!("{:?}", password("violet-harbour-lamp")), "Some(Password(..))");
    }
}
