//! Registering, signing in, and the account's own data.

mod declarations;
mod invitation;
mod language;
mod mailed;
mod me;
mod organisation;
mod password;
mod person;
mod registration;
mod sign_in;
#[cfg(test)]
mod tests;

use serde::Serialize;

pub use declarations::{Declarations, DeclarationsDraft};
pub use invitation::{Colleague, ColleagueDraft, Invitation};
pub use language::{Language, LanguageDraft};
pub use mailed::{Email, EmailDraft, Token, TokenDraft};
pub use me::{Account, OrganisationReply, PersonReply, Receipt, Session, Viewer};
pub use organisation::{Organisation, OrganisationDraft, OrganisationKind};
pub use password::{NewPassword, PasswordDraft, RecoveryPassword, RecoveryPasswordDraft};
pub use person::{Person, PersonDraft};
pub use registration::{Registration, RegistrationDraft};
pub use sign_in::{Reauthentication, ReauthenticationDraft, SignIn, SignInDraft};

pub(crate) fn empty_when_none<T: Serialize, S: serde::Serializer>(
    value: &Option<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => value.serialize(serializer),
        None => serializer.serialize_str(""),
    }
}
