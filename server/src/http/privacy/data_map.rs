use axum::Json;
use contract::path;
use contract::privacy::{Category, CategoryReport, DataMap};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::basis::Basis;
use crate::extract::SignedIn;
use crate::problem::Outcome;
use crate::state::State;
use crate::store;

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(get))
}

/// What is held, by category of the policy; the empty ones too.
#[utoipa::path(get, path = path::ME_DATA_MAP, tag = "privacy", responses((status = 200, body = DataMap)))]
async fn get(state: State, who: SignedIn) -> Outcome<Json<DataMap>> {
    let conn = &mut state.db().read().await?;
    let email_keys = store::erasure::email_keys(conn, &who.account_id).await?;
    let subject = state.subject(&who.account_id, email_keys);
    let newsletter = store::newsletter::wanted(conn, &who.account_id).await?;
    let holders = store::recipient::holders(conn, &who.account_id).await?;
    let mut categories = Vec::new();
    for category in Category::ALL.iter().copied() {
        let count = store::held::count(conn, &subject, category).await?;
        let Basis { purposes, grounds, recipients, retention } = state.basis(category, newsletter, &holders);
        categories.push(CategoryReport { category, count, purposes, grounds, recipients, retention });
    }
    Ok(Json(DataMap { categories }))
}
