//! From what was typed to what may be sent: one rule set for the browser and the server.

use crate::{
    code,
    json::{Json, Read},
    wire,
};

code! {
    /// A field of any form. One list, so that labels, errors and links to fields stay in step.
    pub enum Field {
        /// Given name
        Name,
        /// Family name
        Surname,
        /// E-mail address
        Email,
        /// Telephone number
        Phone,
        /// Language of the mails
        Lang,
        /// Name of the organisation
        OrganisationName,
        /// Country of the organisation, ISO 3166-1 alpha-2
        Country,
        /// Region, district
        Region,
        /// City or parish
        City,
        /// Street and house
        Street,
        /// Postcode
        Postcode,
        /// National registration number
        RegistrationNumber,
        /// Erasmus+ organisation id
        Oid,
        /// New password
        Password,
        /// The password in use
        CurrentPassword,
        /// Declaration: 18 or over
        Adult,
        /// Declaration: policy read
        PolicyRead,
        /// Version of the policy that was shown
        PolicyVersion,
        /// Newsletter wanted
        Newsletter,
        /// What a message is about
        Topic,
        /// The message
        Message,
        /// Code from a mail
        Token,
        /// Which right a request is about
        Right,
        /// What a dispute is about
        Concern,
        /// What a person asks for, in their own words
        Statement,
        /// The address that a child registered with
        ChildEmail,
        /// The address of a colleague who is to administer the organisation too
        ColleagueEmail,
        /// A code to be typed
        Code,
        /// What a browser names a form by; nobody types it
        FormKey,
    }
}

wire! {
    /// What is wrong with a value; how to say it is the browser's matter.
    #[serde(tag = "flaw", rename_all = "snake_case")]
    pub enum Flaw {
        /// Nothing was given
        Required,
        /// Shorter than `min` characters
        TooShort {
            /// least number of characters
            min: usize,
        },
        /// Longer than `max` characters
        TooLong {
            /// greatest number of characters
            max: usize,
        },
        /// Not of the form that the field needs
        Malformed,
        /// A control or direction-changing character, which cannot be seen and can deceive
        Unprintable,
        /// A password that holds the person's name, address or the portal's name, or repeats itself
        Guessable,
        /// A password known from public lists
        Common,
        /// Not the password in use
        Wrong,
        /// The value has changed meanwhile (a new policy version); look again
        Outdated,
    }
}

/// One flaw of one field.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
pub struct Violation {
    /// where
    pub field: Field,
    /// what
    #[serde(flatten)]
    pub flaw: Flaw,
}

impl Read for Violation {
    fn read(mut json: Json) -> Option<Self> {
        Some(Self { field: json.member("field")?, flaw: Flaw::read(json)? })
    }
}

impl Read for Flaw {
    fn read(mut json: Json) -> Option<Self> {
        Some(match json.member::<String>("flaw")?.as_str() {
            "required" => Self::Required,
            "too_short" => Self::TooShort { min: json.member("min")? },
            "too_long" => Self::TooLong { max: json.member("max")? },
            "malformed" => Self::Malformed,
            "unprintable" => Self::Unprintable,
            "guessable" => Self::Guessable,
            "common" => Self::Common,
            "wrong" => Self::Wrong,
            "outdated" => Self::Outdated,
            _ => return None,
        })
    }
}

/// All flaws of a form, in the order of its fields.
pub type Violations = Vec<Violation>;

/// A form as typed, and the way to what may be sent.
pub trait Check {
    /// The form with every value checked.
    type Valid;

    /// Checks every field and reports every flaw, not only the first.
    ///
    /// # Errors
    /// One violation per flawed field, in the order of the form.
    fn check(&self) -> Result<Self::Valid, Violations>;
}

/// A value that can only be made from text that fits.
pub trait Text: Sized {
    /// Trims and checks.
    ///
    /// # Errors
    /// What is wrong with the text.
    fn parse(raw: &str) -> Result<Self, Flaw>;
}

/// Collects the flaws of a form.
#[derive(Default)]
pub struct Checker {
    violations: Violations,
}

impl Checker {
    /// Notes a flaw.
    pub fn flaw(&mut self, field: Field, flaw: Flaw) {
        self.violations.push(Violation { field, flaw });
    }

    /// A field that must be filled.
    pub fn required<T: Text>(&mut self, field: Field, raw: &str) -> Option<T> {
        match T::parse(raw) {
            Ok(value) => Some(value),
            Err(flaw) => {
                self.flaw(field, flaw);
                None
            }
        }
    }

    /// A field that may stay empty: `Some(None)` when it is.
    pub fn optional<T: Text>(&mut self, field: Field, raw: &str) -> Option<Option<T>> {
        if raw.trim().is_empty() { Some(None) } else { self.required(field, raw).map(Some) }
    }

    /// A box that must be ticked.
    pub fn ticked(&mut self, field: Field, ticked: bool) {
        if !ticked {
            self.flaw(field, Flaw::Required);
        }
    }

    /// A part with a check of its own.
    pub fn part<P: Check>(&mut self, part: &P) -> Option<P::Valid> {
        part.check().map_err(|violations| self.violations.extend(violations)).ok()
    }

    /// The valid form, when nothing was wrong and every part is there.
    ///
    /// # Errors
    /// The flaws that were noted.
    pub fn finish<T>(self, valid: Option<T>) -> Result<T, Violations> {
        match valid {
            Some(valid) if self.violations.is_empty() => Ok(valid),
            _ => Err(self.violations),
        }
    }
}
