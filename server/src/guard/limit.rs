//! So many changing requests a minute from one client address.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use contract::path;

use super::csrf::is_unsafe;
use crate::extract::ClientIp;
use crate::state::State;

/// Refuses with 429 what is too much. IPv6 counts by /64, which one household has to itself.
pub async fn requests(state: State, request: Request, next: Next) -> Response {
    if is_unsafe(request.method()) {
        let ClientIp(address) = ClientIp::of(request.extensions(), request.headers(), &state.config().trusted_proxies);
        let client = match address {
            std::net::IpAddr::V4(address) => address.to_string(),
            std::net::IpAddr::V6(address) => format!("{:x?}", &address.segments()[..4]),
        };
        let (limits, client) = (state.limits(), state.keyed_hash("client", &client));
        let allowed = match request.uri().path() {
            path::USAGE => limits.usage(&client),
            _ => limits.request(&client),
        };
        if let Err(failure) = allowed {
            return failure.into_response();
        }
    }
    next.run(request).await
}
