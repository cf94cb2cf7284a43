use axum::Json;
use axum::http::StatusCode;
use contract::account::{ColleagueDraft, Invitation, Receipt, TokenDraft};
use contract::path;
use contract::privacy::{ActivityKind, Actor};
use contract::problem::{Code, Problem};

use crate::extract::{Checked, Client, Recent, SignedIn};
use crate::problem::Outcome;
use crate::session::token_hash;
use crate::state::State;
use crate::store::activity::Origin;
use crate::store::invitation::Invitation as Stored;
use crate::store::outbox::{Job, Post};
use crate::store::{self, Conn, transact};

/// Invite a colleague to administer the organisation too, by a mail to their address. The same answer, and the same work, for every
/// address.
#[utoipa::path(post, path = path::ME_INVITATION, tag = "account", request_body = ColleagueDraft, responses(
    (status = 202, body = Receipt), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    (status = 429, body = Problem)))]
pub async fn ask(
    state: State,
    Recent(signed_in): Recent,
    client: Client,
    Checked(given): Checked<ColleagueDraft>,
) -> Outcome<(StatusCode, Json<Receipt>)> {
    let (account_id, email) = (signed_in.account_id, given.colleague_email.as_str().to_owned());
    // By whoever invites, too: the portal is nobody's means to write to many strangers.
    state.count_mail("invitations of", &account_id)?;
    state.count_mail("invitation", &email)?;
    let (reference, now) = (state.random().reference(), state.now());
    let post =
        Post::Invitation { account_id: account_id.clone(), email, lang: given.lang, reference: reference.clone() };
    transact!(state.db(), async |tx| {
        let (kind, actor) = (ActivityKind::ColleagueInvited, Actor::Person);
        store::activity::record(tx, &state.id(), &account_id, kind, actor, &client.origin(), now).await?;
        state.enqueue(tx, &Job::Mail(post.clone())).await
    })?;
    Ok((StatusCode::ACCEPTED, Json(Receipt { reference })))
}

/// What a mailed code invites to, and what accepting would do to the organisation that the account belongs to now. Changes nothing.
#[utoipa::path(post, path = path::INVITATION, tag = "account", request_body = TokenDraft, responses(
    (status = 200, body = Invitation), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 410, body = Problem), (status = 422, body = Problem)))]
pub async fn show(state: State, signed_in: SignedIn, Checked(given): Checked<TokenDraft>) -> Outcome<Json<Invitation>> {
    let conn = &mut state.db().read().await?;
    let Stored { organisation_id, organisation, name, surname, .. } =
        of_account(&state, conn, &token_hash(given.token.as_str()), &signed_in.account_id).await?;
    let former = store::organisation::of_account(conn, &signed_in.account_id).await?;
    let former = former.filter(|former| former.id != organisation_id);
    let deletes = former.as_ref().is_some_and(|former| former.members == 1);
    let leaves = former.map(|former| former.name);
    Ok(Json(Invitation { organisation, from: format!("{name} {surname}"), leaves, deletes }))
}

/// Accept an invitation by its mailed code, with the account of the address that it went to: the account belongs to that organisation
/// from now on. The record of the one before goes, if nobody else administers it.
#[utoipa::path(post, path = path::INVITATION_ACCEPTANCE, tag = "account", request_body = TokenDraft, responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 410, body = Problem),
    (status = 422, body = Problem)))]
pub async fn accept(
    state: State,
    signed_in: SignedIn,
    client: Client,
    Checked(given): Checked<TokenDraft>,
) -> Outcome<StatusCode> {
    let (hash, account_id, now) = (token_hash(given.token.as_str()), signed_in.account_id, state.now());
    transact!(state.db(), async |tx| {
        let invitation = of_account(&state, tx, &hash, &account_id).await?;
        store::organisation::hold(tx, &account_id, &invitation.organisation_id).await?;
        if !store::invitation::take(tx, &hash).await? {
            return Err(Code::Gone.into());
        }
        if !store::organisation::move_to(tx, &account_id, &invitation.organisation_id).await? {
            return Ok(());
        }
        let (kind, actor) = (ActivityKind::OrganisationJoined, Actor::Person);
        store::activity::record(tx, &state.id(), &account_id, kind, actor, &client.origin(), now).await?;
        // Nothing of the colleague's device is for whoever invited them.
        let (inviter, kind) = (invitation.account_id, ActivityKind::InvitationAccepted);
        store::activity::record(tx, &state.id(), &inviter, kind, Actor::System, &Origin::SYSTEM, now).await?;
        state.enqueue(tx, &Job::Mail(Post::InvitationAccepted { account_id: inviter })).await
    })?;
    Ok(StatusCode::NO_CONTENT)
}

/// The invitation, once it is good still and went to the account's address.
async fn of_account(state: &State, conn: &mut Conn, hash: &str, account_id: &str) -> Outcome<Stored> {
    let invitation = store::invitation::find(conn, hash, state.now()).await?.ok_or(Code::Gone)?;
    let account = store::account::by_id(conn, account_id).await?.ok_or(Code::SignInRequired)?;
    if account.email_key == invitation.email_key { Ok(invitation) } else { Err(Code::WrongAccount.into()) }
}
