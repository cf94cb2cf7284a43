mod archive;

use axum::Json;
use axum::http::StatusCode;
use contract::path;
use contract::privacy::{ActivityKind, Actor, Category, Export};
use contract::problem::Code;
use contract::rights::RequestKind;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::cooled_off;
use crate::extract::{Client, Id, Recent, SignedIn};
use crate::problem::{Failure, Outcome};
use crate::rights;
use crate::state::State;
use crate::store::export::Stored;
use crate::store::outbox::Job;
use crate::store::{self, transact};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(list, post)).routes(routes!(get, delete)).routes(routes!(archive::get))
}

/// The latest exports, newest first.
#[utoipa::path(get, path = path::ME_EXPORTS, tag = "privacy", responses((status = 200, body = [Export])))]
async fn list(state: State, who: SignedIn) -> Outcome<Json<Vec<Export>>> {
    let now = state.now();
    let exports = store::export::all(&mut state.db().read().await?, &who.account_id).await?;
    Ok(Json(exports.into_iter().map(|export| export.shown(now)).collect::<sqlx::Result<_>>()?))
}

/// Start an export, or get the one on its way.
#[utoipa::path(
    post,
    path = path::ME_EXPORTS,
    tag = "privacy",
    responses((status = 202, body = Export), (status = 403, description = "prove the identity first, or wait"))
)]
async fn post(state: State, Recent(who): Recent, client: Client) -> Outcome<(StatusCode, Json<Export>)> {
    cooled_off(&state, &who.account_id).await?;
    let account = store::account::by_id(&mut state.db().read().await?, &who.account_id).await?;
    let lang = account.ok_or(Failure::from(Code::SignInRequired))?.lang();
    let (id, entry, now, origin) = (state.id(), state.id(), state.now(), client.origin());
    let export = transact!(state.db(), async |tx| {
        if let Some(running) = store::export::on_its_way(tx, &who.account_id).await? {
            if !running.is_lost(now) {
                return Ok(running);
            }
            store::export::fail(tx, &running.id, "lost").await?;
            rights::stuck(tx, &state, &who.account_id, RequestKind::Access).await?;
        }
        if store::export::insert(tx, &id, &who.account_id, lang, Category::ALL.len(), now).await? {
            let (kind, actor) = (ActivityKind::ExportRequested, Actor::Person);
            store::activity::record(tx, &entry, &who.account_id, kind, actor, &origin, now).await?;
            rights::begun(tx, &state, &who.account_id, RequestKind::Access).await?;
            state.enqueue(tx, &Job::Export { id: id.clone() }).await?;
        }
        // Another request may have been faster: then its export is the one on its way.
        let export = store::export::on_its_way(tx, &who.account_id).await?;
        export.ok_or(Failure::from(Code::Conflict))
    })?;
    Ok((StatusCode::ACCEPTED, Json(export.shown(now)?)))
}

/// An export's state.
#[utoipa::path(
    get,
    path = path::ME_EXPORT,
    tag = "privacy",
    params(("id" = String, Path)),
    responses((status = 200, body = Export), (status = 404))
)]
async fn get(state: State, who: SignedIn, Id(id): Id) -> Outcome<Json<Export>> {
    let now = state.now();
    Ok(Json(find(&state, &who, &id).await?.shown(now)?))
}

/// Delete an export's archive; one on its way is stopped.
#[utoipa::path(
    delete,
    path = path::ME_EXPORT,
    tag = "privacy",
    params(("id" = String, Path)),
    responses((status = 204), (status = 404))
)]
async fn delete(state: State, who: SignedIn, client: Client, Id(id): Id) -> Outcome<StatusCode> {
    find(&state, &who, &id).await?;
    let (entry, now, origin) = (state.id(), state.now(), client.origin());
    transact!(state.db(), async |tx| {
        let running = store::export::on_its_way(tx, &who.account_id).await?;
        if store::export::delete(tx, &id).await? {
            if running.is_some_and(|running| running.id == id) {
                rights::taken_back(tx, &state, &who.account_id, RequestKind::Access).await?;
            }
            let (kind, actor) = (ActivityKind::ExportDeleted, Actor::Person);
            store::activity::record(tx, &entry, &who.account_id, kind, actor, &origin, now).await?;
        }
        Ok(())
    })?;
    Ok(StatusCode::NO_CONTENT)
}

/// The person's own; somebody else's is as unknown as none.
async fn find(state: &State, who: &SignedIn, id: &str) -> Outcome<Stored> {
    let export = store::export::of_account(&mut state.db().read().await?, &who.account_id, id).await?;
    export.ok_or(Code::NotFound.into())
}
