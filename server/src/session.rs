//! The session cookie and the rules of a session's life.

use axum::http::{HeaderMap, HeaderValue, header};
use contract::consent::{SESSION, SESSION_PLAIN};
use contract::time::Timestamp;
use sha2::{Digest, Sha256};

use crate::config::PublicUrl;
use crate::hex::hex;

/// Unused for so many seconds, a session ends: 12 hours.
pub const IDLE_SECONDS: i64 = 12 * 3600;
/// However used, it ends after so many seconds: 14 days.
pub const ABSOLUTE_SECONDS: i64 = 14 * 86_400;
/// A proof of identity is good for so many seconds: 10 minutes.
pub const RECENT_SECONDS: i64 = 600;
/// "Last seen" is noted at most once in so many seconds: each note is a write.
pub const SEEN_SECONDS: i64 = 60;

/// What is stored of a token: its SHA-256, hexadecimal. A stolen copy of the database opens no session.
pub fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token))
}

/// The cookie's name: `__Host-` binds it to this host and to https; browsers refuse the prefix on plain http, which only
/// loopback may use.
pub const fn cookie_name(url: &PublicUrl) -> &'static str {
    if url.is_https() { SESSION.name } else { SESSION_PLAIN }
}

/// A cookie that begins a session.
pub fn cookie(url: &PublicUrl, token: &str) -> HeaderValue {
    set_cookie(url, token, ABSOLUTE_SECONDS)
}

/// A cookie that ends it.
pub fn no_cookie(url: &PublicUrl) -> HeaderValue {
    set_cookie(url, "", 0)
}

fn set_cookie(url: &PublicUrl, value: &str, seconds: i64) -> HeaderValue {
    let secure = if url.is_https() { "; Secure" } else { "" };
    let name = cookie_name(url);
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    // Tokens are URL-safe base64, so the text always is a header.
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The token that a request carries, if any.
pub fn token<'h>(url: &PublicUrl, headers: &'h HeaderMap) -> Option<&'h str> {
    cookie_value(headers, cookie_name(url)).filter(|token| token.len() == 43)
}

/// The value of a cookie.
pub fn cookie_value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The names of all cookies of a request.
pub fn cookie_names(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|header| header.to_str().ok());
    all.flat_map(|header| header.split(';')).filter_map(|pair| Some(pair.trim().split_once('=')?.0))
}

/// Whether a session, created and last seen then, is over.
pub const fn is_over(created_at: Timestamp, last_seen_at: Timestamp, now: Timestamp) -> bool {
    now.0 >= created_at.plus_seconds(ABSOLUTE_SECONDS).0 || now.0 >= last_seen_at.plus_seconds(IDLE_SECONDS).0
}

/// Whether the last proof of identity is recent enough for what is sensitive.
pub const fn is_recent(authenticated_at: Timestamp, now: Timestamp) -> bool {
    now.0 < authenticated_at.plus_seconds(RECENT_SECONDS).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_bound_to_the_host_where_there_is_https() {
        let https: PublicUrl = "https://www.vet2b.eu".parse().unwrap();
        let http: PublicUrl = "http://127.0.0.1:8080".parse().unwrap();
        insta::assert_snapshot!(cookie(&https, "t").to_str().unwrap(), @"__Host-vet2b=t; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax; Secure");
        insta::assert_snapshot!(cookie(&http, "t").to_str().unwrap(), @"vet2b=t; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax");
        insta::assert_snapshot!(no_cookie(&http).to_str().unwrap(), @"vet2b=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn cookies_are_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; vet2b_lang=lv"));
        headers.append(header::COOKIE, HeaderValue::from_static("vet2b=x=y"));
        assert_eq!(cookie_value(&headers, "vet2b"), Some("x=y"));
        assert_eq!(cookie_value(&headers, "vet2b_lang"), Some("lv"));
        assert_eq!(cookie_value(&headers, "vet"), None);
    }

    #[test]
    fn sessions_end() {
        let start = Timestamp(0);
        assert!(!is_over(start, start, start.plus_seconds(IDLE_SECONDS - 1)));
        assert!(is_over(start, start, start.plus_seconds(IDLE_SECONDS)));
        let late = start.plus_seconds(ABSOLUTE_SECONDS);
        assert!(is_over(start, late, late) && !is_over(start, late, late.plus_seconds(-1)));
    }
}
