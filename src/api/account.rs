//! Registering, signing in, and the account's own data.

use contract::{
    account::{
        Account, Colleague, Email, Invitation, Language, NewPassword, Organisation, Person, Reauthentication, Receipt,
        RecoveryPassword, Registration, Session, SignIn, Token,
    },
    path,
};

use super::{Answer, delete, get, post, put};

/// Who is signed in.
pub fn session() -> Answer<Session> {
    get(path::SESSION)
}

/// Signs in.
pub fn sign_in(form: SignIn) -> Answer<Session> {
    post(path::SESSION, &form)
}

/// Signs out.
pub fn sign_out() -> Answer<()> {
    delete(path::SESSION)
}

/// Proves the identity once more.
pub fn reauthenticate(form: Reauthentication) -> Answer<Session> {
    post(path::REAUTHENTICATION, &form)
}

/// Registers; the same answer for known and unknown addresses.
pub fn register(form: Registration) -> Answer<Receipt> {
    post(path::REGISTRATIONS, &form)
}

/// Confirms the address and signs in.
pub fn confirm_registration(form: Token) -> Answer<Session> {
    post(path::REGISTRATION_CONFIRMATION, &form)
}

/// Asks for the confirming mail again.
pub fn resend_confirmation(form: Email) -> Answer<Receipt> {
    post(path::REGISTRATION_MAIL, &form)
}

/// Asks for a mail that resets the password.
pub fn recover(form: Email) -> Answer<Receipt> {
    post(path::RECOVERY, &form)
}

/// Sets a new password by a mailed token; ends all sessions.
pub fn set_recovered_password(form: RecoveryPassword) -> Answer<()> {
    post(path::RECOVERY_PASSWORD, &form)
}

/// Everything that the person typed.
pub fn account() -> Answer<Account> {
    get(path::ME)
}

/// Corrects name and phone.
pub fn correct_person(form: Person) -> Answer<()> {
    put(path::ME_PERSON, &form)
}

/// Corrects the organisation.
pub fn correct_organisation(form: Organisation) -> Answer<()> {
    put(path::ME_ORGANISATION, &form)
}

/// Chooses the language of the mails.
pub fn set_language(form: Language) -> Answer<()> {
    put(path::ME_LANGUAGE, &form)
}

/// Invites a colleague to administer the organisation too; the same answer for every address.
pub fn invite(form: Colleague) -> Answer<Receipt> {
    post(path::ME_INVITATION, &form)
}

/// What a mailed token invites to.
pub fn invitation(form: Token) -> Answer<Invitation> {
    post(path::INVITATION, &form)
}

/// Accepts an invitation by its mailed token.
pub fn accept_invitation(form: Token) -> Answer<()> {
    post(path::INVITATION_ACCEPTANCE, &form)
}

/// Asks for another address; takes effect once confirmed there.
pub fn change_email(form: Email) -> Answer<Receipt> {
    post(path::ME_EMAIL, &form)
}

/// Confirms the new address by a mailed token.
pub fn confirm_email(form: Token) -> Answer<()> {
    post(path::EMAIL_CONFIRMATION, &form)
}

/// Changes the password; ends all other sessions.
pub fn change_password(form: NewPassword) -> Answer<()> {
    put(path::ME_PASSWORD, &form)
}
