use axum::Json;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::http::StatusCode;
use axum::response::Response;
use contract::path;
use contract::problem::{Code, Problem};
use contract::rights::{Disclosure, OpenRequestDraft, Request, Requests};
use contract::time::Timestamp;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::case::{self, Asked};
use crate::extract::{Checked, Client, Id, SignedIn};
use crate::problem::{Failure, Outcome};
use crate::rights::{self, Office};
use crate::state::State;
use crate::store::request::Stored;
use crate::store::{self, Conn, transact};

pub(super) fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(list, post)).routes(routes!(delete)).routes(routes!(file))
}

/// Every request about one's data: the open ones by date, then the latest closed ones; and what was disclosed to whom.
#[utoipa::path(get, path = path::ME_REQUESTS, tag = "requests", responses((status = 200, body = Requests)))]
async fn list(state: State, who: SignedIn) -> Outcome<Json<Requests>> {
    let (conn, office) = (&mut state.db().read().await?, Office::of(&state));
    let mut requests = Vec::new();
    for stored in store::request::of_account(conn, &who.account_id).await? {
        requests.push(rights::shown(conn, office, stored).await?);
    }
    let mut disclosures = Vec::new();
    for given in store::request::disclosures(conn, &who.account_id).await? {
        let ground = given.ground()?;
        let (at, recipient, reason) = (Timestamp(given.at), given.recipient, given.reason);
        disclosures.push(Disclosure { at, recipient, ground, reason });
    }
    Ok(Json(Requests { requests, disclosures }))
}

/// File a request in words. The same form sent twice is one.
#[utoipa::path(post, path = path::ME_REQUESTS, tag = "requests", request_body = OpenRequestDraft, responses(
    (status = 201, body = Request), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn post(
    state: State,
    who: SignedIn,
    client: Client,
    Checked(form): Checked<OpenRequestDraft>,
) -> Outcome<(StatusCode, Json<Request>)> {
    let known = store::request::by_key(&mut state.db().read().await?, &who.account_id, form.key.as_str()).await?;
    if known.is_none() {
        // Each request sends mails.
        let account = store::account::by_id(&mut state.db().read().await?, &who.account_id).await?;
        // Counted apart from the form without an account, where anybody may type this address.
        state.count_mail("my request", &account.ok_or(Code::SignInRequired)?.email)?;
    }
    let stored =
        transact!(state.db(), async |tx| { rights::file(tx, &state, &who.account_id, &form, &client.origin()).await })?;
    Ok((StatusCode::CREATED, Json(shown(&state, stored).await?)))
}

/// Take an open request back.
#[utoipa::path(delete, path = path::ME_REQUEST, tag = "requests", params(("id" = String, Path)), responses(
    (status = 204), (status = 404, body = Problem), (status = 409, description = "closed, or the portal's own")))]
async fn delete(state: State, who: SignedIn, client: Client, Id(id): Id) -> Outcome<StatusCode> {
    transact!(state.db(), async |tx| {
        let stored = find(tx, &who, &id).await?;
        rights::cancel(tx, &state, &stored, &client.origin()).await
    })?;
    Ok(StatusCode::NO_CONTENT)
}

/// The case file of a request: what happened and when, to be taken to the supervisory authority.
#[utoipa::path(
    get,
    path = path::ME_REQUEST_FILE,
    tag = "requests",
    params(("id" = String, Path), Asked),
    responses((status = 200, content_type = "text/html"), (status = 404, body = Problem))
)]
async fn file(
    state: State,
    who: SignedIn,
    Id(id): Id,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Outcome<Response> {
    let format = case::format(asked)?;
    let conn = &mut state.db().read().await?;
    let stored = find(conn, &who, &id).await?;
    let account = store::account::by_id(conn, &who.account_id).await?.ok_or(Code::SignInRequired)?;
    let person = (format!("{} {}", account.name, account.surname), account.email.clone());
    case::file(&state, conn, stored, person, (account.lang(), format)).await
}

async fn shown(state: &State, stored: Stored) -> Outcome<Request> {
    rights::shown(&mut state.db().read().await?, Office::of(state), stored).await
}

/// The person's own; somebody else's is as unknown as none.
async fn find(conn: &mut Conn, who: &SignedIn, id: &str) -> Outcome<Stored> {
    let found = store::request::by_id(conn, id).await?;
    let own = found.filter(|stored| stored.account_id.as_deref() == Some(who.account_id.as_str()));
    own.ok_or_else(|| Failure::from(Code::NotFound))
}
