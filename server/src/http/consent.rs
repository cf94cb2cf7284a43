//! The cookie decision: by the app as JSON, by the banner's form without any script.

mod cookies;
mod form;
mod receipt;
mod record;

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use contract::consent::{ConsentDraft, ConsentReply, DECISION, Decision};
use contract::lang::Lang;
use contract::path;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Checked, Client, SignedIn};
use crate::problem::Outcome;
use crate::session::cookie_value;
use crate::state::State;
use crate::store;
use record::Choice;

pub use cookies::{SetCookies, cookies, leftovers};
pub use form::router as form;

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(get, post)).merge(receipt::router())
}

/// The decision that a request carries in its cookie, whatever it answers, and who is signed in.
#[derive(Clone, Debug)]
pub struct Decided {
    /// the decision, if there is one that is not older than six months
    pub decision: Option<Decision>,
    /// who is signed in
    pub account_id: Option<String>,
    headers: HeaderMap,
}

impl Decided {
    /// Of a request's headers.
    pub fn of(headers: &HeaderMap, state: &State) -> Option<Decision> {
        cookie_value(headers, DECISION.name)
            .and_then(Decision::from_cookie)
            .filter(|decision| decision.holds_at(state.now()))
    }

    /// The decision that counts: Global Privacy Control is a refusal (policy clause `cookies`), so nothing is asked; an explicit
    /// choice goes before it.
    pub fn effective(&self, state: &State) -> Option<Decision> {
        let signal = self.headers.get("sec-gpc").is_some_and(|value| value.as_bytes() == b"1");
        let refused = || signal.then(|| Decision::by_signal(state.register(), state.now()));
        self.decision.clone().or_else(refused)
    }
}

impl FromRequestParts<State> for Decided {
    type Rejection = crate::problem::Failure;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Self::Rejection> {
        let account_id = SignedIn::find(parts, state).await?.map(|signed_in| signed_in.account_id);
        Ok(Self { decision: Self::of(&parts.headers, state), account_id, headers: parts.headers.clone() })
    }
}

/// The decision that holds for a request, where it is another than its cookie says: of a signed-in person's devices the stricter decision
/// holds, and under a name of theirs. Its cookie comes with the answer.
///
/// # Errors
/// The database's.
pub async fn in_force(state: &State, decided: &Decided, lang: Lang) -> Outcome<Option<Decision>> {
    let (Some(decision), Some(account_id)) = (&decided.decision, &decided.account_id) else { return Ok(None) };
    record::settle(state, decision, account_id, lang).await
}

/// Somebody has signed in. The device, if it has decided, is noted as the account's, under another name if it was somebody else's, and
/// the stricter of its decision and the person's holds: gives the cookies of a decision that was tightened or renamed.
///
/// # Errors
/// The database's.
pub async fn signed_in(
    state: &State,
    headers: &HeaderMap,
    account_id: &str,
    lang: Lang,
) -> Outcome<Option<SetCookies>> {
    let Some(decision) = Decided::of(headers, state) else { return Ok(None) };
    let settled = record::settle(state, &decision, account_id, lang).await?;
    Ok(settled.map(|decision| cookies(&state.config().public_url, state.now().seconds(), headers, &decision)))
}

/// The device's decision and its history.
#[utoipa::path(
    get,
    path = path::CONSENT,
    tag = "consent",
    security(()),
    responses((status = 200, body = ConsentReply))
)]
async fn get(state: State, decided: Decided) -> Outcome<Json<ConsentReply>> {
    let history = match &decided.decision {
        Some(decision) => store::consent::history(&mut state.db().read().await?, &decision.subject).await?,
        None => Vec::new(),
    };
    Ok(Json(ConsentReply { decision: decided.decision, history }))
}

/// Decide.
#[utoipa::path(
    post,
    path = path::CONSENT,
    tag = "consent",
    security(()),
    request_body = ConsentDraft,
    responses((status = 200, body = Decision))
)]
async fn post(
    state: State,
    decided: Decided,
    client: Client,
    Checked(draft): Checked<ConsentDraft>,
) -> Outcome<impl IntoResponse> {
    let how = draft.how();
    let ConsentDraft { preferences, statistics, lang, place, .. } = draft;
    let choice = Choice { preferences, statistics, how, lang, place, origin: client.origin() };
    let Decided { decision: before, account_id, headers } = decided;
    let decision = record::record(&state, before, account_id.as_deref(), choice).await?;
    let cookies = cookies(&state.config().public_url, state.now().seconds(), &headers, &decision);
    Ok((cookies, Json(decision)))
}
