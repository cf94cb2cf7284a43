//! The endpoints, as a table of contents. Addresses come from [`contract::path`] and stand in each handler's declaration.

mod account;
mod consent;
mod contact;
mod health;
mod policy;
mod privacy;
mod requests;
mod signing_keys;
mod site;
mod usage;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::{any, get};
use contract::consent::SESSION;
use contract::problem::Code;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::{Modify, OpenApi, openapi};
use utoipa_axum::router::OpenApiRouter;

use crate::problem::Failure;
use crate::state::State;

/// What stands above the endpoints. An endpoint needs a session unless it says `security(())`; a test asks each without one.
#[derive(OpenApi)]
#[openapi(
    info(title = "VET2B portal", description = "The API of the VET2B portal, for its own pages: it sends no CORS headers."),
    modifiers(&SessionCookie),
    security(("session" = []))
)]
struct Api;

struct SessionCookie;

impl Modify for SessionCookie {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(SESSION.name)));
        document.components.get_or_insert_default().add_security_scheme("session", cookie);
    }
}

/// The API with its document.
pub fn api() -> OpenApiRouter<State> {
    OpenApiRouter::with_openapi(Api::openapi())
        .merge(account::router())
        .merge(contact::router())
        .merge(consent::router())
        .merge(policy::router())
        .merge(privacy::router())
        .merge(requests::router())
        .merge(signing_keys::router())
        .merge(usage::router())
}

/// Everything that is served.
pub fn router() -> Router<State> {
    let (api, document) = api().split_for_parts();
    let document = serde_json::to_string(&document).unwrap_or_default();
    Router::new()
        .merge(api)
        .merge(consent::form())
        .merge(health::router())
        .merge(site::router())
        .route("/api/v1/openapi.json", get(async move || ([(CONTENT_TYPE, "application/json")], document.clone())))
        .route("/api/{*rest}", any(async || Failure::from(Code::NotFound)))
        .method_not_allowed_fallback(async || Failure::from(Code::MethodNotAllowed))
}
