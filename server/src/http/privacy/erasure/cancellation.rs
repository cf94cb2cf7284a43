use axum::http::StatusCode;
use contract::account::TokenDraft;
use contract::path;
use contract::privacy::{ActivityKind, Actor, RecipientAction};
use contract::problem::Code;
use contract::rights::RequestKind;

use crate::extract::{Checked, Client};
use crate::problem::Outcome;
use crate::rights;
use crate::session::token_hash;
use crate::state::State;
use crate::store::activity::Origin;
use crate::store::outbox::{Job, Post};
use crate::store::token::Purpose;
use crate::store::{self, transact};

/// Stop an erasure by the code of the mail; needs no session, as all of them were ended.
#[utoipa::path(
    post,
    path = path::ERASURE_CANCELLATION,
    tag = "privacy",
    security(()),
    request_body = TokenDraft,
    responses((status = 204), (status = 409, description = "it has begun"), (status = 410, description = "no such code"))
)]
pub(super) async fn post(state: State, client: Client, Checked(draft): Checked<TokenDraft>) -> Outcome<StatusCode> {
    let (hash, now) = (token_hash(draft.token.as_str()), state.now());
    let conn = &mut state.db().read().await?;
    let found = store::token::find(conn, Purpose::ErasureCancel, &hash, now).await?;
    let Some(found) = found else { return Err(Code::Gone.into()) };
    cancel(&state, &found.account_id, &client.origin()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Stops an erasure that has not begun; its codes are void then, so each is good once.
///
/// # Errors
/// 409 when it has begun.
pub(super) async fn cancel(state: &State, account_id: &str, origin: &Origin) -> Outcome<()> {
    let (entry, now) = (state.id(), state.now());
    transact!(state.db(), async |tx| {
        store::processing_limit::lock(tx, account_id).await?;
        if !store::erasure::cancel(tx, account_id).await? {
            return match store::erasure::of_account(tx, account_id).await? {
                Some(_) => Err(Code::Conflict.into()),
                None => Ok(()),
            };
        }
        let (kind, actor) = (ActivityKind::ErasureCancelled, Actor::Person);
        store::activity::record(tx, &entry, account_id, kind, actor, origin, now).await?;
        // The newsletter goes on, unless a limit stands against it or it is not wanted any more.
        if store::recipient::may_subscribe(tx, account_id).await? {
            state.tell(tx, account_id, RecipientAction::Subscribe, "").await?;
        }
        rights::taken_back(tx, state, account_id, RequestKind::Erasure).await?;
        let post = Post::ErasureCancelled { account_id: account_id.to_owned() };
        state.enqueue(tx, &Job::Mail(post)).await
    })
}
