mod cancellation;
mod preview;

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse};
use contract::path;
use contract::privacy::{ActivityKind, Actor, Erasure, ErasureDraft, ErasureTime, Holding, RecipientAction};
use contract::rights::RequestKind;
use contract::time::Timestamp;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::cooled_off;
use crate::extract::{Checked, Client, Recent, SignedIn};
use crate::problem::Outcome;
use crate::rights;
use crate::session::no_cookie;
use crate::state::State;
use crate::store::erasure::Stored;
use crate::store::outbox::{Job, Post};
use crate::store::{self, transact};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(get, post, delete))
        .routes(routes!(preview::get))
        .routes(routes!(cancellation::post))
}

/// The erasure that was asked for; `null` when none was.
#[utoipa::path(get, path = path::ME_ERASURE, tag = "privacy", responses((status = 200, body = Option<Erasure>)))]
async fn get(state: State, who: SignedIn) -> Outcome<Json<Option<Erasure>>> {
    let request = store::erasure::of_account(&mut state.db().read().await?, &who.account_id).await?;
    Ok(Json(request.map(|request| to_show(&state, request))))
}

/// Ask for the erasure of the account: after the time of grace, or at once. Ends all sessions. Asked again, it never takes
/// place later than before.
#[utoipa::path(
    post,
    path = path::ME_ERASURE,
    tag = "privacy",
    request_body = ErasureDraft,
    responses((status = 202, body = Erasure), (status = 403, description = "prove the identity first, or wait"))
)]
async fn post(
    state: State,
    Recent(who): Recent,
    client: Client,
    Checked(draft): Checked<ErasureDraft>,
) -> Outcome<impl IntoResponse> {
    cooled_off(&state, &who.account_id).await?;
    let now = state.now();
    let due_at = match draft.when {
        ErasureTime::AfterGrace => after_grace(&state),
        ErasureTime::Now => now,
    };
    let asked = Stored {
        id: state.id(),
        reference: state.random().reference(),
        requested_at: now.0,
        due_at: due_at.0,
        state: "waiting".to_owned(),
    };
    let (entry, origin) = (state.id(), client.origin());
    let email_keys = store::erasure::email_keys(&mut state.db().read().await?, &who.account_id).await?;
    let subject = state.subject(&who.account_id, email_keys);
    let letters = preview::letters(&state, &subject).await?;
    let request = transact!(state.db(), async |tx| {
        store::processing_limit::lock(tx, &who.account_id).await?;
        let is_sent = store::recipient::may_subscribe(tx, &who.account_id).await?;
        let request = store::erasure::request(tx, &who.account_id, &asked).await?;
        // They end now and not with the rest: what the preview says of them is done here.
        let ended = i64::try_from(store::session::end_all(tx, &who.account_id).await?).unwrap_or(i64::MAX);
        store::erasure::note_done(tx, &who.account_id, Holding::Sessions, (ended, ended)).await?;
        let (kind, actor) = (ActivityKind::ErasureRequested, Actor::Person);
        store::activity::record(tx, &entry, &who.account_id, kind, actor, &origin, now).await?;
        let reference = rights::begun(tx, &state, &who.account_id, RequestKind::Erasure).await?;
        // At once means that the last mail is the only one, and the word to erase the only one to recipients: a way to stop it would come
        // too late.
        if draft.when == ErasureTime::AfterGrace {
            if is_sent {
                // Until then the newsletter rests. Asked again, it rests already.
                state.tell(tx, &who.account_id, RecipientAction::Restrict, &reference).await?;
            }
            let post = Post::ErasureRequested { account_id: who.account_id.clone() };
            state.enqueue(tx, &Job::Mail(post)).await?;
        }
        let job = Job::Erase { account_id: who.account_id.clone() };
        state.enqueue_at(tx, &job, Timestamp(request.due_at)).await?;
        // Last, with what the request itself has written: what is erased is compared with it.
        let shown = preview::counts(tx, &subject, letters).await?;
        store::erasure::note_shown(tx, &who.account_id, &shown).await?;
        Ok(request)
    })?;
    let cookie = AppendHeaders([(header::SET_COOKIE, no_cookie(&state.config().public_url))]);
    Ok((StatusCode::ACCEPTED, cookie, Json(to_show(&state, request))))
}

/// Stop the erasure. Nothing to stop is as good; one that has begun cannot be stopped.
#[utoipa::path(
    delete,
    path = path::ME_ERASURE,
    tag = "privacy",
    responses((status = 204), (status = 409, description = "it has begun"))
)]
async fn delete(state: State, who: SignedIn, client: Client) -> Outcome<StatusCode> {
    cancellation::cancel(&state, &who.account_id, &client.origin()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// When an erasure that is asked for now takes place.
fn after_grace(state: &State) -> Timestamp {
    state.now().plus_seconds(i64::from(state.config().erasure_grace_days) * 86_400)
}

fn to_show(state: &State, request: Stored) -> Erasure {
    Erasure {
        certificate: state.certificate_code(&request.id),
        requested_at: Timestamp(request.requested_at),
        due_at: Timestamp(request.due_at),
        reference: request.reference,
    }
}
