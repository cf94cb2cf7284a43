//! Registering, signing in, and the account's own data.

use serde::{Deserialize, Serialize};

use crate::{
    check::{Check, Checker, Field, Flaw, Violations},
    code, draft,
    json::{Json, Read},
    lang::Lang,
    text::{
        City, Country, EmailAddress, GivenPassword, MailedToken, Oid, OrganisationName, Password, PersonName, Phone,
        Postcode, Region, RegistrationNumber, Street,
    },
    time::Timestamp,
    wire,
};

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

    /// The declarations and choices of a registration.
    pub struct DeclarationsDraft {
        /// 18 or over (policy clause `children`); no birth date is asked
        pub adult: bool,
        /// has read the privacy policy
        pub policy_read: bool,
        /// the version that was shown
        pub policy_version: String,
        /// wants the newsletter: a consent of its own, never needed
        #[serde(default)]
        pub newsletter: bool,
    }

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

/// Checked declarations: both are given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Declarations {
    adult: bool,
    policy_read: bool,
    /// the policy version that was shown
    pub policy_version: String,
    /// wants the newsletter
    pub newsletter: bool,
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

impl Check for DeclarationsDraft {
    type Valid = Declarations;

    fn check(&self) -> Result<Declarations, Violations> {
        let mut checker = Checker::default();
        checker.ticked(Field::Adult, self.adult);
        checker.ticked(Field::PolicyRead, self.policy_read);
        if self.policy_version.is_empty() || self.policy_version.len() > 20 {
            checker.flaw(Field::PolicyVersion, Flaw::Malformed);
        }
        checker.finish(Some(Declarations {
            adult: self.adult,
            policy_read: self.policy_read,
            policy_version: self.policy_version.clone(),
            newsletter: self.newsletter,
        }))
    }
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

fn empty_when_none<T: Serialize, S: serde::Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => value.serialize(serializer),
        None => serializer.serialize_str(""),
    }
}

wire! {
    /// Who is asking.
    #[serde(tag = "state", rename_all = "snake_case")]
    pub enum Session {
        /// nobody is signed in
        Guest,
        /// somebody is
        SignedIn(Viewer),
    }

    /// The signed-in person, as much as every page needs.
    pub struct Viewer {
        /// given name
        pub name: String,
        /// family name
        pub surname: String,
        /// e-mail address
        pub email: String,
        /// the organisation's name
        pub organisation: String,
        /// company or school
        pub kind: OrganisationKind,
        /// the last proof of identity
        pub authenticated_at: Timestamp,
        /// when the account will be erased, if that was asked for
        pub erasure_due: Option<Timestamp>,
    }

    /// Accepted; what happens next comes by mail. The same for known and unknown addresses.
    pub struct Receipt {
        /// a reference to quote, such as `R-7K3M-9QXA`
        pub reference: String,
    }

    /// Everything that the person typed.
    pub struct Account {
        /// who
        pub person: PersonReply,
        /// e-mail address
        pub email: String,
        /// an address that waits for its confirmation
        pub pending_email: Option<String>,
        /// language of the mails
        pub lang: Lang,
        /// company or school
        pub kind: OrganisationKind,
        /// the organisation
        pub organisation: OrganisationReply,
        /// when the account began
        pub created_at: Timestamp,
    }

    /// A person as stored; an empty text is "not given".
    pub struct PersonReply {
        /// given name
        pub name: String,
        /// family name
        pub surname: String,
        /// telephone
        pub phone: String,
    }

    /// An organisation as stored; an empty text is "not given".
    pub struct OrganisationReply {
        /// name
        pub name: String,
        /// ISO 3166-1 alpha-2
        pub country: String,
        /// region
        pub region: String,
        /// city
        pub city: String,
        /// street and house
        pub street: String,
        /// postcode
        pub postcode: String,
        /// national registration number
        pub registration_number: String,
        /// Erasmus+ organisation id
        pub oid: String,
    }
}

impl Read for Session {
    fn read(mut json: Json) -> Option<Self> {
        match json.member::<String>("state")?.as_str() {
            "guest" => Some(Self::Guest),
            "signed_in" => Viewer::read(json).map(Self::SignedIn),
            _ => None,
        }
    }
}

#[cfg(test)]
#[path = "account/tests.rs"]
mod tests;
