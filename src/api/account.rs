//! Registering, signing in, and the account's own data.

use contract::{
    account::{
        Account, Email, NewPassword, Organisation, Person, Reauthentication, Receipt, RecoveryPassword, Registration,
        Session, SignIn, Token,
    },
    path,
};

use super::{ApiError, delete, get, post, post_only, put};

/// Who is signed in.
pub async fn session() -> Result<Session, ApiError> {
    get(path::SESSION).await
}

/// Signs in.
pub async fn sign_in(form: SignIn) -> Result<Session, ApiError> {
    post(path::SESSION, &form).await
}

/// Signs out.
pub async fn sign_out() -> Result<(), ApiError> {
    delete(path::SESSION).await
}

/// Proves the identity once more.
pub async fn reauthenticate(form: Reauthentication) -> Result<Session, ApiError> {
    post(path::REAUTHENTICATION, &form).await
}

/// Registers; the same answer for known and unknown addresses.
pub async fn register(form: Registration) -> Result<Receipt, ApiError> {
    post(path::REGISTRATIONS, &form).await
}

/// Confirms the address and signs in.
pub async fn confirm_registration(form: Token) -> Result<Session, ApiError> {
    post(path::REGISTRATION_CONFIRMATION, &form).await
}

/// Asks for the confirming mail again.
pub async fn resend_confirmation(form: Email) -> Result<Receipt, ApiError> {
    post(path::REGISTRATION_MAIL, &form).await
}

/// Asks for a mail that resets the password.
pub async fn recover(form: Email) -> Result<Receipt, ApiError> {
    post(path::RECOVERY, &form).await
}

/// Sets a new password by a mailed token; ends all sessions.
pub async fn set_recovered_password(form: RecoveryPassword) -> Result<(), ApiError> {
    post_only(path::RECOVERY_PASSWORD, &form).await
}

/// Everything that the person typed.
pub async fn account() -> Result<Account, ApiError> {
    get(path::ME).await
}

/// Corrects name and phone.
pub async fn correct_person(form: Person) -> Result<(), ApiError> {
    put(path::ME_PERSON, &form).await
}

/// Corrects the organisation.
pub async fn correct_organisation(form: Organisation) -> Result<(), ApiError> {
    put(path::ME_ORGANISATION, &form).await
}

/// Asks for another address; takes effect once confirmed there.
pub async fn change_email(form: Email) -> Result<Receipt, ApiError> {
    post(path::ME_EMAIL, &form).await
}

/// Confirms the new address by a mailed token.
pub async fn confirm_email(form: Token) -> Result<(), ApiError> {
    post_only(path::EMAIL_CONFIRMATION, &form).await
}

/// Changes the password; ends all other sessions.
pub async fn change_password(form: NewPassword) -> Result<(), ApiError> {
    put(path::ME_PASSWORD, &form).await
}
