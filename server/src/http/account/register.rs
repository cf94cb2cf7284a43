use axum::Json;
use axum::http::StatusCode;
use contract::account::{EmailDraft, Receipt, RegistrationDraft};
use contract::check::{Field, Flaw};
use contract::path;
use contract::policy::Document;
use contract::problem::Problem;

use crate::extract::Checked;
use crate::first_paint::Shown;
use crate::password::is_common;
use crate::problem::{Failure, Outcome};
use crate::rights;
use crate::session::token_hash;
use crate::state::State;
use crate::store::outbox::{Job, Post};
use crate::store::{self, transact};

/// Register. The answer and the work are the same for a known address: which mail it gets is decided when the mail is written.
#[utoipa::path(post, path = path::REGISTRATIONS, tag = "account", security(()), request_body = RegistrationDraft, responses(
    (status = 202, body = Receipt), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn register(
    state: State,
    Checked(registration): Checked<RegistrationDraft>,
) -> Outcome<(StatusCode, Json<Receipt>)> {
    if is_common(registration.password.expose()) {
        return Err(Failure::flaw(Field::Password, Flaw::Common));
    }
    let in_force = state.policy(Document::Privacy, registration.lang)?;
    if registration.declarations.policy_version != in_force.version {
        return Err(Failure::flaw(Field::PolicyVersion, Flaw::Outdated));
    }
    let email = registration.email.as_str().to_owned();
    state.count_mail("registration", &email)?;
    let hash = state.hasher().hash(state.random(), registration.password.expose()).await?;
    let (id, now, reference) = (state.id(), state.now(), state.random().reference());
    // Nobody has this code: the true one is made when the mail is written.
    let nobody = token_hash(&state.random().token());
    let job = Job::Mail(Post::Registration { id: id.clone(), email, reference: reference.clone() });
    transact!(state.db(), async |tx| {
        let newsletter = match registration.declarations.newsletter {
            true => Some(rights::keep_words(tx, &state, registration.lang, &Shown::NewsletterBox).await?),
            false => None,
        };
        let draft = store::registration::Draft::new(&registration, hash.clone(), newsletter);
        store::registration::insert(tx, &id, &nobody, &draft, registration.lang, now).await?;
        state.enqueue(tx, &job).await
    })?;
    Ok((StatusCode::ACCEPTED, Json(Receipt { reference })))
}

/// Ask for the confirming mail again. The same answer for every address.
#[utoipa::path(post, path = path::REGISTRATION_MAIL, tag = "account", security(()), request_body = EmailDraft, responses(
    (status = 202, body = Receipt), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn send_again(state: State, Checked(given): Checked<EmailDraft>) -> Outcome<(StatusCode, Json<Receipt>)> {
    let email = given.email.as_str().to_owned();
    state.count_mail("registration", &email)?;
    let reference = state.random().reference();
    let job = Job::Mail(Post::RegistrationAgain { email, lang: given.lang, reference: reference.clone() });
    transact!(state.db(), async |tx| { state.enqueue(tx, &job).await })?;
    Ok((StatusCode::ACCEPTED, Json(Receipt { reference })))
}
