//! An organisation as typed and as checked.

use serde::Serialize;

use crate::{
    check::{Check, Checker, Field, Flaw, Violations},
    code, draft,
    text::{City, Country, Oid, OrganisationName, Postcode, Region, RegistrationNumber, Street},
};

use super::empty_when_none;

code! {
    /// The two kinds of organisation (policy clause `controller`).
    pub enum OrganisationKind {
        /// A small or medium-sized enterprise
        Company,
        /// A provider of vocational education and training
        School,
    }
}

draft! {
    /// An organisation as typed.
    pub struct OrganisationDraft {
        /// name
        pub name: String,
        /// ISO 3166-1 alpha-2
        pub country: String,
        /// region, may be empty
        #[serde(default)]
        pub region: String,
        /// city or parish
        pub city: String,
        /// street and house
        pub street: String,
        /// postcode
        pub postcode: String,
        /// national registration number, may be empty
        #[serde(default)]
        pub registration_number: String,
        /// Erasmus+ organisation id, may be empty
        #[serde(default)]
        pub oid: String,
    }
}

/// A checked organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Organisation {
    /// name
    pub name: OrganisationName,
    /// country
    pub country: Country,
    /// region
    #[serde(serialize_with = "empty_when_none")]
    pub region: Option<Region>,
    /// city
    pub city: City,
    /// street and house
    pub street: Street,
    /// postcode
    pub postcode: Postcode,
    /// national registration number
    #[serde(serialize_with = "empty_when_none")]
    pub registration_number: Option<RegistrationNumber>,
    /// Erasmus+ organisation id
    #[serde(serialize_with = "empty_when_none")]
    pub oid: Option<Oid>,
}

impl Check for OrganisationDraft {
    type Valid = Organisation;

    fn check(&self) -> Result<Organisation, Violations> {
        let mut checker = Checker::default();
        let name = checker.required(Field::OrganisationName, &self.name);
        let country = checker.required::<Country>(Field::Country, &self.country);
        let region = checker.optional(Field::Region, &self.region);
        let city = checker.required(Field::City, &self.city);
        let street = checker.required(Field::Street, &self.street);
        let postcode = checker.required(Field::Postcode, &self.postcode);
        let registration_number =
            checker.optional::<RegistrationNumber>(Field::RegistrationNumber, &self.registration_number);
        let oid = checker.optional(Field::Oid, &self.oid);
        if let (Some(country), Some(Some(number))) = (&country, &registration_number) {
            let digits = number.as_str().chars().all(|c| c.is_ascii_digit());
            if country.as_str() == "LV" && !(digits && number.as_str().len() == 11) {
                checker.flaw(Field::RegistrationNumber, Flaw::Malformed);
            }
        }
        checker.finish((|| {
            Some(Organisation {
                name: name?,
                country: country?,
                region: region?,
                city: city?,
                street: street?,
                postcode: postcode?,
                registration_number: registration_number?,
                oid: oid?,
            })
        })())
    }
}
