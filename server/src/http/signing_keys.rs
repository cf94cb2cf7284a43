//! The keys that receipts are signed with.

use axum::Json;
use axum::http::header;
use axum::response::IntoResponse;
use contract::consent::PublicKey;
use contract::path;
use contract::time::Timestamp;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::clock::moment;
use crate::problem::Outcome;
use crate::state::State;
use crate::store::signing_key;

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(get))
}

/// All keys, oldest first: those that were replaced verify the receipts they signed.
#[utoipa::path(
    get,
    path = path::SIGNING_KEYS,
    tag = "consent",
    security(()),
    responses((status = 200, body = Vec<PublicKey>))
)]
async fn get(state: State) -> Outcome<impl IntoResponse> {
    let keys = signing_key::all(&mut state.db().read().await?).await?;
    let keys: Vec<PublicKey> = keys
        .into_iter()
        .map(|key| PublicKey {
            id: key.id,
            public: key.public,
            created_at: moment::for_machines(Timestamp(key.created_at)),
            replaced_at: key.replaced_at.map(|at| moment::for_machines(Timestamp(at))),
        })
        .collect();
    // A minute: whoever downloads a receipt after a rotation does not wait long for the key that signed it.
    Ok(([(header::CACHE_CONTROL, "public, max-age=60")], Json(keys)))
}
