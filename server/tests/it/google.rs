//! Google's door: open for those alone who allow it, on public pages alone, and only where it is set up.

use axum::body::Body;
use axum::http::{HeaderMap, Method};
use contract::consent::{ConsentDraft, DECISION, Decision, Place};
use contract::path;

use crate::portal::{Answer, Client, Portal, on_both};

const SUBJECT: &str = "0123456789abcdef0123456789abcdef";
const SCRIPT: &str = "<script src=\"/google.js\" data-id=\"G-AB12CD34EF\" defer></script>";

fn decision(granted: bool) -> ConsentDraft {
    ConsentDraft { preferences: Some(granted), statistics: Some(granted), ..ConsentDraft::default() }
}

fn with_cookie(portal: &Portal, cookie: &str) -> Client {
    let mut visitor = portal.visitor();
    visitor.cookies.insert(DECISION.name.into(), cookie.into());
    visitor
}

fn headers(headers: &HeaderMap) -> String {
    headers.iter().map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap())).collect()
}

/// Neither a host of Google's nor the script that would ask one.
#[track_caller]
fn has_no_google(answer: &Answer) {
    let all = format!("{}\n{}", headers(&answer.headers), answer.text());
    for trace in ["googletagmanager", "google-analytics", "analytics.google", "google.js", "unsafe-none", "gtag"] {
        assert!(!all.contains(trace), "{trace}: {all}");
    }
    assert_eq!(answer.header("cross-origin-embedder-policy"), "require-corp");
}

#[track_caller]
fn has_google(answer: &Answer) {
    let head = answer.text().split("</head>").next().unwrap().to_owned();
    assert!(head.contains(SCRIPT), "{head}");
    let csp = answer.header("content-security-policy");
    assert!(
        csp.contains("script-src 'self' 'wasm-unsafe-eval'") && csp.contains(" https://www.googletagmanager.com;"),
        "{csp}"
    );
    assert!(
        csp.contains("connect-src 'self' https://www.googletagmanager.com https://*.google-analytics.com"),
        "{csp}"
    );
    assert_eq!(answer.header("cross-origin-embedder-policy"), "unsafe-none");
}

async fn with_signal(client: &mut Client, page: &str) -> Answer {
    let request = client.request(Method::GET, page).header("sec-gpc", "1").body(Body::empty()).unwrap();
    client.send(request).await
}

on_both! {
    async fn it_is_there_for_a_consent_to_google_on_public_pages_alone(portal: Portal, ["--ga-id", "G-AB12CD34EF"]) {
        let mut willing = portal.visitor();
        let granted: Decision = willing.post(path::CONSENT, &decision(true)).await.ok(200);
        assert_eq!((granted.statistics.granted, granted.statistics.version), (true, 2));
        for page in ["/lv", "/en/privacy", "/en/cookies"] {
            has_google(&willing.get(page).await);
        }
        // The later choice is explicit, and goes before the signal.
        has_google(&with_signal(&mut willing, "/lv").await);
        for page in ["/lv/my-privacy", "/lv/my-privacy/delete", "/en/welcome", "/lv/nothing", "/nothing"] {
            has_no_google(&willing.get(page).await);
        }
        for endpoint in [path::SESSION, path::CONSENT, "/api/v1/nothing", "/healthz", "/.well-known/gpc.json"] {
            has_no_google(&willing.get(endpoint).await);
        }
    }

    async fn it_is_there_for_nobody_else(portal: Portal, ["--ga-id", "G-AB12CD34EF"]) {
        let mut refusing = portal.visitor();
        refusing.post(path::CONSENT, &decision(false)).await.is(200);
        let mut partly = portal.visitor();
        let preferences = ConsentDraft { preferences: Some(true), ..ConsentDraft::default() };
        partly.post(path::CONSENT, &preferences).await.is(200);
        let mut visitors = vec![portal.visitor(), refusing, partly];
        visitors.extend(
            [
                // a consent to the portal's own statistics
                format!("2.p+1.s+1.1795348800.b.{SUBJECT}"),
                // not recorded
                format!("2.p+1.s+2.1795348800.b.{SUBJECT}.u"),
                // run out
                format!("2.p+1.s+2.1779000000.b.{SUBJECT}"),
                // of the first format, and garbage
                format!("1.ps.1795348800.b.{SUBJECT}"),
                "2.p+1.s+2".to_owned(),
                "<script>".to_owned(),
                String::new(),
            ]
            .iter()
            .map(|cookie| with_cookie(portal, cookie)),
        );
        for mut visitor in visitors {
            let answer = visitor.get("/lv/privacy").await;
            has_no_google(&answer);
            let meta = "<meta name=\"vet2b-google\" content=\"G-AB12CD34EF\">";
            assert!(answer.text().contains(meta), "the app knows that it is set up");
        }
        has_no_google(&with_signal(&mut portal.visitor(), "/lv").await);
    }

    async fn it_is_there_for_nobody_where_it_is_not_set_up(portal: Portal) {
        let mut willing = portal.visitor();
        let granted: Decision = willing.post(path::CONSENT, &decision(true)).await.ok(200);
        assert_eq!(granted.statistics.version, 1);
        let mut before = with_cookie(portal, &format!("2.p+1.s+2.1795348800.b.{SUBJECT}"));
        for visitor in [&mut willing, &mut before] {
            let answer = visitor.get("/lv").await;
            has_no_google(&answer);
            assert!(!answer.text().contains("vet2b-google"));
        }
    }

    async fn a_withdrawal_ends_it_and_deletes_its_cookies(portal: Portal, ["--ga-id", "G-AB12CD34EF", "--public-url", "https://www.vet2b.eu"]) {
        let mut willing = portal.visitor();
        willing.post(path::CONSENT, &decision(true)).await.is(200);
        willing.cookies.extend([("_ga".into(), "GA1.1.1.2".into()), ("_ga_AB12CD34EF".into(), "GS1.1".into())]);
        let kept = willing.get("/lv").await;
        has_google(&kept);
        assert_eq!(kept.header("set-cookie"), "", "nothing is deleted that is allowed");
        let withdrawal = ConsentDraft { statistics: Some(false), place: Place::Settings, ..ConsentDraft::default() };
        let answer = willing.clone().post(path::CONSENT, &withdrawal).await;
        let form = willing.request(Method::POST, path::CONSENT_FORM).header("content-type", "application/x-www-form-urlencoded");
        let form = form.body(Body::from("choice=save&preferences=on&place=settings&lang=lv")).unwrap();
        let by_form = willing.send(form).await;
        for answer in [answer.is(200), by_form.is(303)] {
            let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
            for name in ["_ga", "_ga_AB12CD34EF"] {
                for domain in ["", "; Domain=www.vet2b.eu", "; Domain=vet2b.eu"] {
                    let gone = format!("{name}=; Path=/; Max-Age=0; SameSite=Lax; Secure{domain}");
                    assert!(cookies.contains(&gone.as_str()), "{gone}: {cookies:?}");
                }
            }
        }
        has_no_google(&willing.get("/lv").await);
        // A script that was still running writes it once more; the next page ends it again.
        willing.cookies.insert("_ga".into(), "GA1.1.1.2".into());
        assert!(headers(&willing.get("/lv").await.headers).contains("set-cookie: _ga=; Path=/; Max-Age=0"));
        assert!(!willing.cookies.contains_key("_ga"));
    }
}
