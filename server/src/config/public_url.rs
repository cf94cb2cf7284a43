use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use axum::http::Uri;
use contract::lang::Lang;
use contract::route::Route;

/// The address that people see, without a trailing slash. Plain http is for loopback alone: no cookie of a person travels
/// unencrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    https: bool,
}

impl PublicUrl {
    /// Cookies are `Secure` and bear the `__Host-` prefix.
    pub const fn is_https(&self) -> bool {
        self.https
    }

    /// Scheme, host and port, as a browser's `Origin`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host alone, without port.
    pub fn host(&self) -> &str {
        let authority = self.origin.split_once("://").map_or("", |(_, authority)| authority);
        match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => authority,
        }
    }

    /// A page's full address.
    pub fn page(&self, route: Route, lang: Lang) -> String {
        format!("{}{}", self.origin, route.path(lang))
    }

    /// A page's full address with a code. In the fragment, which no browser sends: no log and no scanner that follows links
    /// can use it up.
    pub fn with_token(&self, route: Route, lang: Lang, token: &str) -> String {
        format!("{}#{token}", self.page(route, lang))
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(raw: &str) -> Result<Self, String> {
        let uri: Uri = raw.parse().map_err(|_| "not an address such as https://www.vet2b.eu".to_owned())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err("not an address such as https://www.vet2b.eu".into());
        };
        if uri.path() != "/" || uri.query().is_some() || raw.contains('#') || raw.contains('@') {
            return Err("an address without a path, such as https://www.vet2b.eu".into());
        }
        let host = authority.host().trim_matches(['[', ']']);
        let local = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        match scheme {
            "https" => {}
            "http" if local => {}
            "http" => return Err("http is for this machine alone; use https".into()),
            _ => return Err("neither https nor http".into()),
        }
        let authority = authority.as_str().to_ascii_lowercase();
        Ok(Self { origin: format!("{scheme}://{authority}"), https: scheme == "https" })
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_is_for_loopback_alone() {
        for good in [
            "https://www.vet2b.eu",
            "https://WWW.vet2b.eu/",
            "http://127.0.0.1:8080",
            "http://localhost",
            "http://[::1]:80",
        ] {
            assert!(good.parse::<PublicUrl>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "www.vet2b.eu",
            "http://www.vet2b.eu",
            "ftp://x.eu",
            "https://x.eu/path",
            "https://x.eu?q",
            "https://a@x.eu",
        ] {
            assert!(bad.parse::<PublicUrl>().is_err(), "{bad}");
        }
    }

    #[test]
    fn tokens_travel_in_the_fragment() {
        let url: PublicUrl = "https://www.vet2b.eu/".parse().unwrap();
        assert_eq!(url.with_token(Route::NewPassword, Lang::Lv, "abc"), "https://www.vet2b.eu/lv/recover/password#abc");
    }
}
