//! A registration as typed and as checked.

use serde::{Deserialize, Serialize};

use crate::{
    check::{Check, Checker, Field, Flaw, Violations},
    lang::Lang,
    text::{EmailAddress, Password},
};

use super::{Declarations, DeclarationsDraft, Organisation, OrganisationDraft, OrganisationKind, Person, PersonDraft};

/// A registration as typed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RegistrationDraft {
    /// company or school
    pub kind: OrganisationKind,
    /// language of the mails
    pub lang: Lang,
    /// who
    pub person: PersonDraft,
    /// e-mail address
    pub email: String,
    /// which organisation
    pub organisation: OrganisationDraft,
    /// the password
    pub password: String,
    /// declarations and choices
    pub declarations: DeclarationsDraft,
}

/// A checked registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Registration {
    /// company or school
    pub kind: OrganisationKind,
    /// language of the mails
    pub lang: Lang,
    /// who
    pub person: Person,
    /// where mails go
    pub email: EmailAddress,
    /// which organisation
    pub organisation: Organisation,
    /// the password
    pub password: Password,
    /// declarations and choices
    pub declarations: Declarations,
}

impl RegistrationDraft {
    /// The words that a password must not hold: the portal's name and the person's own.
    fn context_words(&self) -> [&str; 5] {
        let local = self.email.split('@').next().unwrap_or_default();
        ["vet2b", &self.person.name, &self.person.surname, &self.organisation.name, local]
    }
}

impl Check for RegistrationDraft {
    type Valid = Registration;

    fn check(&self) -> Result<Registration, Violations> {
        let mut checker = Checker::default();
        let person = checker.part(&self.person);
        let email = checker.required(Field::Email, &self.email);
        let organisation = checker.part(&self.organisation);
        let password = checker.required::<Password>(Field::Password, &self.password);
        if password.as_ref().is_some_and(|password| password.is_guessable(&self.context_words())) {
            checker.flaw(Field::Password, Flaw::Guessable);
        }
        let declarations = checker.part(&self.declarations);
        checker.finish((|| {
            Some(Registration {
                kind: self.kind,
                lang: self.lang,
                person: person?,
                email: email?,
                organisation: organisation?,
                password: password?,
                declarations: declarations?,
            })
        })())
    }
}
