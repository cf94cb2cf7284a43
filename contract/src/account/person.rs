//! A person as typed and as checked.

use serde::Serialize;

use crate::{
    check::{Check, Checker, Field, Violations},
    draft,
    text::{PersonName, Phone},
};

use super::empty_when_none;

draft! {
    /// A person as typed.
    pub struct PersonDraft {
        /// given name
        pub name: String,
        /// family name
        pub surname: String,
        /// telephone, may be empty
        #[serde(default)]
        pub phone: String,
    }
}

/// A checked person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// given name
    pub name: PersonName,
    /// family name
    pub surname: PersonName,
    /// telephone
    #[serde(serialize_with = "empty_when_none")]
    pub phone: Option<Phone>,
}

impl Check for PersonDraft {
    type Valid = Person;

    fn check(&self) -> Result<Person, Violations> {
        let mut checker = Checker::default();
        let name = checker.required(Field::Name, &self.name);
        let surname = checker.required(Field::Surname, &self.surname);
        let phone = checker.optional(Field::Phone, &self.phone);
        checker.finish((|| Some(Person { name: name?, surname: surname?, phone: phone? }))())
    }
}
