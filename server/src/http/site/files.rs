use std::path::Path;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

/// A year: the name of such a file changes with its content.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Kept, but asked about each time; the `ETag` makes that cheap.
const ASK: HeaderValue = HeaderValue::from_static("no-cache");

/// A file of the built portal, compressed beforehand where the browser can take it; none when there is no such file.
pub(super) async fn serve(site: &Path, request: Request) -> Option<Response> {
    let path = request.uri().path().to_owned();
    // The page without its parts is none, and compressed copies come under the name of what they are copies of.
    if path.starts_with("/index.html") || path.ends_with(".br") || path.ends_with(".gz") {
        return None;
    }
    let folder = ServeDir::new(site).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    let mut response = folder.oneshot(request).await.ok()?.map(Body::new);
    if response.status() == StatusCode::NOT_FOUND {
        return None;
    }
    let caching = if is_hashed(&path) { FOREVER } else { ASK };
    response.headers_mut().insert(header::CACHE_CONTROL, caching);
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    Some(response)
}

/// Whether a name holds a hash of the content, as in `vet2b-portal-1f2e3d4c5b6a7988_bg.wasm`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['-', '_', '.']).any(|part| part.len() >= 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names() {
        assert!(is_hashed("/vet2b-portal-1f2e3d4c5b6a7988_bg.wasm") && is_hashed("/main-a1b2c3d4e5f60718.css"));
        assert!(!is_hashed("/robots.txt") && !is_hashed("/favicon.svg") && !is_hashed("/fonts/inter-latin-ext.woff2"));
    }
}
