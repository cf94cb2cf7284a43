use axum::Json;
use axum::http::StatusCode;
use contract::account::{EmailDraft, Receipt, RecoveryPasswordDraft};
use contract::path;
use contract::privacy::{ActivityKind, Actor};
use contract::problem::{Code, Problem};

use super::{password, wrong_password};
use crate::extract::{Checked, Client};
use crate::problem::Outcome;
use crate::session::token_hash;
use crate::state::State;
use crate::store::outbox::{Job, Post};
use crate::store::token::Purpose;
use crate::store::{self, transact};

/// Ask for a mail that resets the password. The same answer, and the same work, for every address.
#[utoipa::path(post, path = path::RECOVERY, tag = "account", security(()), request_body = EmailDraft, responses(
    (status = 202, body = Receipt), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn ask(state: State, Checked(given): Checked<EmailDraft>) -> Outcome<(StatusCode, Json<Receipt>)> {
    let email = given.email.as_str().to_owned();
    state.count_mail("recovery", &email)?;
    let reference = state.random().reference();
    let job = Job::Mail(Post::Recovery { email, lang: given.lang, reference: reference.clone() });
    transact!(state.db(), async |tx| { state.enqueue(tx, &job).await })?;
    Ok((StatusCode::ACCEPTED, Json(Receipt { reference })))
}

/// Set a new password by a mailed code. All sessions end before the answer; signing in is the next step.
#[utoipa::path(post, path = path::RECOVERY_PASSWORD, tag = "account", security(()), request_body = RecoveryPasswordDraft, responses(
    (status = 204), (status = 410, body = Problem), (status = 422, body = Problem)))]
pub async fn set(state: State, client: Client, Checked(given): Checked<RecoveryPasswordDraft>) -> Outcome<StatusCode> {
    let (code, now) = (token_hash(given.token.as_str()), state.now());
    let token = store::token::find(&mut state.db().read().await?, Purpose::Recovery, &code, now).await?;
    let account_id = token.ok_or(Code::Gone)?.account_id;
    // A password that does not do leaves the code as it is, for another try.
    let account = password::acceptable(&state, &account_id, &given.password).await?;
    let hash = state.hasher().hash(state.random(), given.password.expose()).await?;
    transact!(state.db(), async |tx| {
        store::token::take(tx, Purpose::Recovery, &code, now).await?.ok_or(Code::Gone)?;
        store::account::set_password(tx, &account_id, &hash).await?;
        store::session::end_all(tx, &account_id).await?;
        store::token::revoke(tx, &account_id, Purpose::Recovery).await?;
        wrong_password::forgive(&state, tx, &account.email_key).await?;
        let (kind, actor) = (ActivityKind::PasswordChanged, Actor::Person);
        store::activity::record(tx, &state.id(), &account_id, kind, actor, &client.origin(), now).await?;
        state.enqueue(tx, &Job::Mail(Post::PasswordChanged { account_id: account_id.clone() })).await
    })?;
    Ok(StatusCode::NO_CONTENT)
}
