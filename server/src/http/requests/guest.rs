use axum::Json;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::http::StatusCode;
use axum::response::Response;
use contract::path;
use contract::problem::{Code, Problem};
use contract::rights::{Confirmed, Request, RequestCodeDraft, RequestFormDraft};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::case::{self, Asked};
use crate::extract::{Checked, Client};
use crate::problem::Outcome;
use crate::rights::{self, Office};
use crate::session::token_hash;
use crate::state::State;
use crate::store::request::Stored;
use crate::store::{self, Conn, transact};

pub(super) fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(post))
        .routes(routes!(confirm))
        .routes(routes!(status))
        .routes(routes!(cancel))
        .routes(routes!(file))
}

/// Ask for something about one's data without an account. A code is mailed; the answer is the same for every address.
#[utoipa::path(post, path = path::REQUESTS, tag = "requests", security(()), request_body = RequestFormDraft, responses(
    (status = 202), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn post(state: State, Checked(form): Checked<RequestFormDraft>) -> Outcome<StatusCode> {
    state.count_mail("request", form.email.as_str())?;
    transact!(state.db(), async |tx| { rights::claim(tx, &state, &form).await })?;
    Ok(StatusCode::ACCEPTED)
}

/// Confirm a request by the mailed code. The receipt code shows it from now on.
#[utoipa::path(post, path = path::REQUEST_CONFIRMATION, tag = "requests", security(()), request_body = RequestCodeDraft,
    responses((status = 200, body = Confirmed), (status = 410, body = Problem), (status = 422, body = Problem)))]
async fn confirm(state: State, client: Client, Checked(code): Checked<RequestCodeDraft>) -> Outcome<Json<Confirmed>> {
    let stored =
        transact!(state.db(), async |tx| { rights::confirm(tx, &state, code.as_str(), &client.origin()).await })?;
    let receipt = rights::receipt_code(&state, &stored.id);
    let request = rights::shown(&mut state.db().read().await?, Office::of(&state), stored).await?;
    Ok(Json(Confirmed { receipt, request }))
}

/// The state of a request, by its receipt code.
#[utoipa::path(post, path = path::REQUEST_STATUS, tag = "requests", security(()), request_body = RequestCodeDraft,
    responses((status = 200, body = Request), (status = 410, body = Problem), (status = 422, body = Problem)))]
async fn status(state: State, Checked(code): Checked<RequestCodeDraft>) -> Outcome<Json<Request>> {
    let conn = &mut state.db().read().await?;
    let stored = find(conn, code.as_str()).await?;
    Ok(Json(rights::shown(conn, Office::of(&state), stored).await?))
}

/// Take an open request back, by its receipt code.
#[utoipa::path(post, path = path::REQUEST_CANCELLATION, tag = "requests", security(()), request_body = RequestCodeDraft,
    responses((status = 204), (status = 409, body = Problem), (status = 410, body = Problem)))]
async fn cancel(state: State, client: Client, Checked(code): Checked<RequestCodeDraft>) -> Outcome<StatusCode> {
    transact!(state.db(), async |tx| {
        let stored = find(tx, code.as_str()).await?;
        rights::cancel(tx, &state, &stored, &client.origin()).await
    })?;
    Ok(StatusCode::NO_CONTENT)
}

/// The case file of a request, by its receipt code, in the request's language. It names who filed it where they typed that with it; of
/// an account it says nothing, as the code proves a mail and no account.
#[utoipa::path(post, path = path::REQUEST_FILE, tag = "requests", security(()), params(Asked), request_body = RequestCodeDraft,
    responses((status = 200, content_type = "text/html"), (status = 410, body = Problem), (status = 422, body = Problem)))]
async fn file(
    state: State,
    asked: Result<Query<Asked>, QueryRejection>,
    Checked(code): Checked<RequestCodeDraft>,
) -> Outcome<Response> {
    let format = case::format(asked)?;
    let conn = &mut state.db().read().await?;
    let stored = find(conn, code.as_str()).await?;
    let (person, lang) = ((stored.name.clone(), stored.email.clone()), stored.lang());
    case::file(&state, conn, stored, person, (lang, format)).await
}

async fn find(conn: &mut Conn, code: &str) -> Outcome<Stored> {
    Ok(store::request::by_receipt(conn, &token_hash(code)).await?.ok_or(Code::Gone)?)
}
