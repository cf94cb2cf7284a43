use axum::Json;
use contract::path;
use contract::privacy::{ConsentChange, Consents, Purpose};
use contract::time::Timestamp;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::SignedIn;
use crate::problem::Outcome;
use crate::state::State;
use crate::store;

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(get))
}

/// Newsletter and versions of the policy, each with its history.
#[utoipa::path(get, path = path::ME_CONSENTS, tag = "privacy", responses((status = 200, body = Consents)))]
async fn get(state: State, who: SignedIn) -> Outcome<Json<Consents>> {
    Ok(Json(consents(&state, &who.account_id).await?))
}

/// The account's consents as they stand.
pub(super) async fn consents(state: &State, account_id: &str) -> Outcome<Consents> {
    let conn = &mut state.db().read().await?;
    let newsletter = store::newsletter::wanted(conn, account_id).await?;
    let waiting = store::newsletter::waiting(conn, account_id, state.now()).await?;
    let newsletter_limited = store::processing_limit::holds(conn, account_id, Purpose::Notify).await?;
    let history = store::newsletter::history(conn, account_id).await?;
    let policy = store::policy::records(conn, account_id).await?;
    Ok(Consents {
        newsletter,
        newsletter_requested_at: waiting.filter(|_| !newsletter).map(|asked| Timestamp(asked.requested_at)),
        newsletter_limited,
        newsletter_history: history
            .into_iter()
            .map(|change| ConsentChange {
                granted: change.granted == 1,
                requested_at: Timestamp(change.requested_at),
                at: Timestamp(change.at),
                policy_version: change.policy_version,
            })
            .collect(),
        policy,
    })
}
