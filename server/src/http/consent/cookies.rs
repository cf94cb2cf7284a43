use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::AppendHeaders;
use contract::consent::{DECISION, Decision, Medium, Owner, Register};

use crate::config::PublicUrl;
use crate::session::{cookie_names, cookie_value};

/// `Set-Cookie`, any number of them.
pub type SetCookies = AppendHeaders<Vec<(header::HeaderName, HeaderValue)>>;

/// The decision as a cookie that the app may read, since it decides what the app may store; and the end of every cookie that is
/// allowed no longer. Set by the server, as Safari caps what scripts set at seven days, and as it works without scripts. A device that
/// gets another name gets one from Google, too: what Google knew it by goes.
pub fn cookies(url: &PublicUrl, now: i64, headers: &HeaderMap, decision: &Decision) -> SetCookies {
    let lifetime = i64::from(DECISION.lifetime.seconds().unwrap_or_default());
    let seconds = (decision.at + lifetime - now).clamp(0, lifetime);
    let (value, secure) = (decision.to_cookie(), secure(url));
    let own = format!("{}={value}; Path=/; Max-Age={seconds}; SameSite=Lax{secure}", DECISION.name);
    let before = cookie_value(headers, DECISION.name).and_then(Decision::from_cookie);
    let renamed = before.is_some_and(|before| before.has_subject() && before.subject != decision.subject);
    set(std::iter::once(own).chain(gone(url, headers, decision, renamed)))
}

/// The end of every cookie that a request brings along without a decision that allows it: that decision has expired, or a script
/// of another's wrote the cookie once more after it was withdrawn. A decision that holds no more (`expired`) goes too, so that the
/// app does not trust what the server does not.
pub fn leftovers(url: &PublicUrl, headers: &HeaderMap, decision: Option<&Decision>, expired: bool) -> SetCookies {
    let expired = (expired && cookie_names(headers).any(|name| name == DECISION.name))
        .then(|| format!("{}=; Path=/; Max-Age=0; SameSite=Lax{}", DECISION.name, secure(url)));
    set(gone(url, headers, decision.unwrap_or(&Decision::none()), false).chain(expired))
}

fn set(cookies: impl Iterator<Item = String>) -> SetCookies {
    let header = |text: String| Some((header::SET_COOKIE, HeaderValue::from_str(&text).ok()?));
    AppendHeaders(cookies.filter_map(header).collect())
}

const fn secure(url: &PublicUrl) -> &'static str {
    if url.is_https() { "; Secure" } else { "" }
}

/// Deletes what is forbidden, on the host and above: a script of Google's sets its cookies as far up as the browser lets it.
fn gone(url: &PublicUrl, headers: &HeaderMap, decision: &Decision, renamed: bool) -> impl Iterator<Item = String> {
    forbidden(headers, decision, renamed).flat_map(|name| {
        let gone = format!("{name}=; Path=/; Max-Age=0; SameSite=Lax{}", secure(url));
        let above = domains(url.host()).map(|domain| format!("{gone}; Domain={domain}")).collect::<Vec<_>>();
        above.into_iter().chain([gone])
    })
}

/// The names of cookies that came with a request and may not be kept. Google's too when Google is not set up any more.
fn forbidden<'h>(headers: &'h HeaderMap, decision: &Decision, renamed: bool) -> impl Iterator<Item = &'h str> {
    let refused: Vec<_> = (Register { google: true })
        .items()
        .filter(|item| item.medium == Medium::Cookie)
        .filter(|item| !decision.may_keep(item) || (renamed && item.owner == Owner::Google))
        .collect();
    cookie_names(headers).filter(move |name| refused.iter().any(|item| item.is_named(name)))
}

/// The host and the domains above it, but for the top one; none for an address of digits or a single name.
fn domains(host: &str) -> impl Iterator<Item = &str> {
    let numeric = host.starts_with('[') || host.split('.').all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let names = std::iter::successors(Some(host), |name| Some(name.split_once('.')?.1));
    names.filter(move |name| !numeric && name.contains('.'))
}

#[cfg(test)]
mod tests {
    use contract::consent::How;
    use contract::time::Timestamp;

    use super::*;

    #[test]
    fn domains_above_a_host() {
        assert_eq!(domains("www.vet2b.eu").collect::<Vec<_>>(), ["www.vet2b.eu", "vet2b.eu"]);
        for host in ["localhost", "127.0.0.1", "[::1]"] {
            assert_eq!(domains(host).count(), 0, "{host}");
        }
    }

    #[test]
    fn what_is_refused_goes_on_the_host_and_above_it() {
        let url: PublicUrl = "https://www.vet2b.eu".parse().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "vet2b_lang=lv; _ga=1; _ga_AB=2; __Host-vet2b=x; other=1".parse().unwrap());
        let now = Timestamp(1_790_000_000_000_000);
        let sent = |granted| {
            let decision = Decision::on_everything(Register { google: true }, granted, How::Settings, now);
            let AppendHeaders(all) = cookies(&url, now.seconds(), &headers, &decision);
            all.iter().map(|(_, value)| value.to_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(sent(true).len(), 1);
        let sent = sent(false);
        assert!(sent[0].ends_with("; Path=/; Max-Age=15724800; SameSite=Lax; Secure"), "{}", sent[0]);
        for gone in [
            "vet2b_lang=; Path=/; Max-Age=0; SameSite=Lax; Secure",
            "_ga=; Path=/; Max-Age=0; SameSite=Lax; Secure; Domain=vet2b.eu",
            "_ga_AB=; Path=/; Max-Age=0; SameSite=Lax; Secure; Domain=www.vet2b.eu",
            "_ga_AB=; Path=/; Max-Age=0; SameSite=Lax; Secure",
        ] {
            assert!(sent.iter().any(|cookie| cookie == gone), "{gone}");
        }
        assert!(!sent.iter().any(|cookie| cookie.starts_with("other") || cookie.starts_with("__Host")));
    }

    #[test]
    fn a_device_with_another_name_gets_another_one_from_google() {
        let url: PublicUrl = "https://vet2b.eu".parse().unwrap();
        let now = Timestamp(1_790_000_000_000_000);
        let all = Decision::on_everything(Register { google: true }, true, How::Settings, now);
        let named = |letter: &str| Decision { subject: letter.repeat(32), recorded: true, ..all.clone() };
        for (before, ended) in [(named("a"), 0), (named("b"), 2), (Decision::none(), 0)] {
            let mut headers = HeaderMap::new();
            let sent = format!("{}={}; _ga=1; vet2b_lang=lv", DECISION.name, before.to_cookie());
            headers.insert(header::COOKIE, sent.parse().unwrap());
            let AppendHeaders(cookies) = cookies(&url, now.seconds(), &headers, &named("a"));
            let google = cookies.iter().filter(|(_, value)| value.to_str().unwrap().starts_with("_ga=; "));
            assert_eq!((google.count(), cookies.len()), (ended, ended + 1), "{}", before.subject);
        }
    }
}
