//! The checked values. Each is made by [`Text::parse`] only, which trims and checks; none is ever "fixed" silently.

use serde::Serialize;

use crate::check::{Flaw, Text};
use rule::{
    block, country_code, email, form_key, line, mailed_token, oid, phone, postcode, registration_number, short_code,
};

pub use fold::plain;
pub use password::{GivenPassword, Password};

mod fold;
mod password;
mod rule;
#[cfg(test)]
mod tests;

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
    /// A code to be typed: 12 signs from a mail, or the 16 of a receipt.
    ShortCode = short_code;
    /// What a browser names a form by, so that a double submit is one: 16 to 64 letters, digits and dashes.
    FormKey = form_key;
}
