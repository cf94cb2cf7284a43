//! Requests about one's own data: those of who is signed in, and those of who is not.

mod case;
mod guest;
mod mine;

use utoipa_axum::router::OpenApiRouter;

use crate::state::State;

/// The endpoints.
pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().merge(mine::router()).merge(guest::router())
}
