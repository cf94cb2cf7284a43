use axum::http::HeaderValue;
use contract::consent::Register;

/// What a page may load: the portal's own files and the inline scripts that the build has put into `index.html`, by their hashes;
/// and for a visitor who allows it (`google`), what the register says of Google. This is the lock on Google's door.
pub fn of_pages(script_hashes: &[String], google: bool) -> HeaderValue {
    let hashes: String = script_hashes.iter().map(|hash| format!(" '{}'", hash.trim_matches('\''))).collect();
    let hosts = (Register { google }).hosts();
    let all: String = hosts.iter().map(|host| format!(" {}", host.source)).collect();
    let scripts: String = hosts.iter().filter(|host| host.scripts).map(|host| format!(" {}", host.source)).collect();
    let csp = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}{scripts}; style-src 'self'; img-src 'self' data:{all}; \
         font-src 'self'; connect-src 'self'{all}; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
         frame-ancestors 'none'"
    );
    // Hashes are base64 and hosts are constants: always a header.
    HeaderValue::from_str(&csp).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_named_by_their_hash() {
        let csp = of_pages(&["sha256-abc=".to_owned()], false);
        insta::assert_snapshot!(csp.to_str().unwrap(), @"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-abc='; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'");
    }

    #[test]
    fn google_is_named_for_those_alone_who_allow_it() {
        let csp = of_pages(&[], true);
        let csp = csp.to_str().unwrap();
        assert!(csp.contains("script-src 'self' 'wasm-unsafe-eval' https://www.googletagmanager.com;"), "{csp}");
        assert!(
            csp.contains("connect-src 'self' https://www.googletagmanager.com https://*.google-analytics.com"),
            "{csp}"
        );
    }
}
