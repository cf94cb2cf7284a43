use axum::body::Body;
use axum::http::Method;
use contract::consent::{DECISION, LANG, THEME};
use contract::lang::Lang;
use contract::problem::Code;
use contract::route::Route;

use crate::portal::on_both;

const ALLOWS_PREFERENCES: &str = "2.p+1.s-1.1795348800.b.0123456789abcdef0123456789abcdef";

on_both! {
    async fn old_receipts_lead_to_where_they_are_verified_now(portal: Portal) {
        for (from, to) in [("/lv/consent/verify", "/lv/verify"), ("/en/consent/verify/", "/en/verify"), ("/consent/verify", "/lv/verify")] {
            let answer = portal.visitor().get(from).await;
            assert_eq!((answer.status.as_u16(), answer.header("location")), (308, to), "{from}");
        }
        portal.visitor().get("/de/consent/verify").await.is(404);
    }

    async fn every_page_has_a_first_paint(portal: Portal) {
        let mut visitor = portal.visitor();
        for lang in Lang::ALL {
            for route in Route::all() {
                let answer = visitor.get(&route.path(lang)).await;
                let html = answer.is(200).text();
                assert!(html.contains("<title>A page</title>") && !html.contains("<meta name=\"vet2b-"), "{html}");
                assert_eq!(html.contains("noindex"), route.is_private(), "{route:?}");
                assert_eq!(html.contains("rel=\"canonical\""), !route.is_private(), "{route:?}");
                assert!(html.contains(&format!("<html lang=\"{}\">", lang.tag())));
            }
        }
        let privacy = visitor.get("/lv/privacy").await;
        assert!(privacy.text().contains("<h1>Privātuma politika</h1>"), "the policy goes into the page");
        assert_eq!(privacy.header("content-type"), "text/html; charset=utf-8");
        assert!(privacy.header("content-security-policy").contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-"));
        assert!(privacy.header("cache-control").contains("no-cache"));
    }

    async fn addresses_without_a_language_lead_to_the_chosen_one_or_latvian(portal: Portal) {
        let mut visitor = portal.visitor();
        for (path, place) in [("/", "/lv"), ("/privacy", "/lv/privacy"), ("/legal", "/lv/legal"), ("/my-privacy/data", "/lv/my-privacy/data")] {
            assert_eq!(visitor.get(path).await.is(303).header("location"), place);
        }
        visitor.cookies.insert(LANG.name.into(), "en".into());
        assert_eq!(visitor.get("/legal").await.is(303).header("location"), "/lv/legal", "nobody let us remember it");
        visitor.cookies.insert(DECISION.name.into(), ALLOWS_PREFERENCES.into());
        assert_eq!(visitor.get("/legal").await.is(303).header("location"), "/en/legal");
        visitor.cookies.insert(LANG.name.into(), "xx".into());
        assert_eq!(visitor.get("/").await.is(303).header("location"), "/lv");
    }

    async fn unknown_paths_are_real_404s_with_a_page(portal: Portal) {
        let mut visitor = portal.visitor();
        for path in ["/lv/nothing", "/nothing", "/de", "/index.html", "/../secret.key", "/%2e%2e/vet2b.sqlite", "/lv/%00"] {
            let answer = visitor.get(path).await;
            assert!(answer.is(404).text().contains("<h1>"), "{path}");
        }
        visitor.get("/api/v1/nothing").await.refused(Code::NotFound);
        visitor.put("/lv/privacy", &()).await.refused(Code::MethodNotAllowed);
    }

    async fn files_are_served_compressed_beforehand_and_cached_by_their_names(portal: Portal) {
        let site = portal.folder().join("dist");
        for (name, text) in [
            ("favicon.svg", "<svg/>"),
            ("portal-0123456789abcdef.js", "plain"),
            ("portal-0123456789abcdef.js.br", "brotli"),
            ("portal-0123456789abcdef.js.gz", "gzip"),
        ] {
            std::fs::write(site.join(name), text).unwrap();
        }
        let mut visitor = portal.visitor();
        let icon = visitor.get("/favicon.svg").await;
        assert_eq!((icon.is(200).text().as_str(), icon.header("cache-control")), ("<svg/>", "no-cache"));
        assert!(!icon.header("etag").is_empty());
        for (accepted, body) in [("br, gzip", "brotli"), ("gzip", "gzip"), ("identity", "plain")] {
            let request = visitor.request(axum::http::Method::GET, "/portal-0123456789abcdef.js");
            let request = request.header("accept-encoding", accepted).body(axum::body::Body::empty()).unwrap();
            let answer = visitor.send(request).await;
            assert_eq!(answer.is(200).text(), body);
            assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
            assert_eq!(answer.header("content-type"), "text/javascript");
        }
        visitor.get("/portal-0123456789abcdef.js.br").await.is(404);
    }

    async fn crawlers_find_every_public_page_in_every_language(portal: Portal) {
        let mut visitor = portal.visitor();
        let robots = visitor.get("/robots.txt").await.is(200).text();
        assert!(robots.ends_with("Disallow: /api/\nSitemap: http://127.0.0.1:8080/sitemap.xml\n"), "{robots}");
        let sitemap = visitor.get("/sitemap.xml").await;
        assert_eq!(sitemap.is(200).header("content-type"), "application/xml");
        let xml = sitemap.text();
        let places: Vec<_> = xml.split("<loc>http://127.0.0.1:8080").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
        assert!(places.contains(&"/lv") && places.contains(&"/en/privacy/1") && places.contains(&"/lv/contact"), "{places:?}");
        for place in &places {
            let html = visitor.get(place).await.is(200).text();
            assert!(!html.contains("noindex"), "{place}");
        }
        assert_eq!(xml.matches("hreflang=\"x-default\"").count(), places.len());
    }

    async fn a_message_can_be_sent_without_scripts(portal: Portal) {
        let mut visitor = portal.visitor();
        let form = |body: &str, from: &str| {
            let request = portal.visitor().request(Method::POST, "/lv/contact");
            let mut request = request.header("content-type", "application/x-www-form-urlencoded");
            request.headers_mut().unwrap().insert("sec-fetch-site", from.parse().unwrap());
            request.body(Body::from(body.to_owned())).unwrap()
        };
        let own = "same-origin";
        let body = "topic=support&name=Anna&email=anna%40example.lv&message=Labdien!%0D%0AVai+var%3F";
        let answer = visitor.send(form(body, own)).await;
        let place = answer.is(303).header("location").to_owned();
        assert!(place.starts_with("/lv/contact?reference=R-"), "{place}");
        portal.run_jobs().await;
        let mail = portal.postman.last_to(portal.state.config().mail_contact.email.as_ref());
        assert!(mail.text.contains("Labdien!\nVai var?"), "{}", mail.text);
        assert!(visitor.get(&place).await.is(200).text().contains("Sent("), "the page says the reference");
        let wrong = visitor.send(form("topic=money&name=%3Cb%3E&email=anna&message=", own)).await;
        let html = wrong.is(422).text();
        assert!(html.contains("&lt;b>") && html.contains("Email, flaw: Malformed") && html.contains("Message, flaw: Required"), "{html}");
        visitor.send(form(body, "cross-site")).await.refused(Code::CrossSite);
        let json = visitor.request(Method::POST, "/lv/contact").header("content-type", "application/json");
        visitor.send(json.body(Body::from("{}")).unwrap()).await.refused(Code::UnsupportedMediaType);
    }

    async fn what_is_sent_to_a_page_without_the_app_leads_to_the_page_again(portal: Portal) {
        let mut visitor = portal.visitor();
        for (sent_to, place) in [
            ("/lv/sign-in?next=/lv/my-privacy", "/lv/sign-in?next=/lv/my-privacy"),
            ("/en/register/", "/en/register"),
            ("/lv/my-privacy/data", "/lv/my-privacy/data"),
            ("/lv/privacy", "/lv/privacy"),
        ] {
            let request = visitor.request(Method::POST, sent_to).header("content-type", "application/x-www-form-urlencoded");
            let answer = visitor.send(request.body(Body::from("password=violet-harbour-lamp")).unwrap()).await;
            assert_eq!(answer.is(303).header("location"), place);
        }
        let elsewhere = visitor.request(Method::POST, "//lv/sign-in").body(Body::empty()).unwrap();
        let answer = visitor.send(elsewhere).await;
        assert!(!answer.header("location").starts_with("//"), "to no other host: {answer:?}");
        visitor.post("/lv/nothing", &()).await.refused(Code::MethodNotAllowed);
    }

    async fn a_failure_is_a_page_to_whoever_reads_pages(portal: Portal, ["--requests-per-minute", "3"]) {
        let mut visitor = portal.visitor();
        let form = |kind: &str, body: String| {
            let request = portal.visitor().request(Method::POST, "/lv/contact").header("accept-encoding", "gzip, br");
            let request = request.header("content-type", "application/x-www-form-urlencoded").header("accept", kind);
            request.body(Body::from(body)).unwrap()
        };
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        let large = "message=".to_owned() + &"x".repeat(64 * 1024);
        visitor.send(form("*/*", large.clone())).await.refused(Code::TooLarge);
        let other = visitor.request(Method::PUT, "/lv/nothing").header("accept", browser).body(Body::empty()).unwrap();
        let answers = [
            (413, "TooLarge at /lv/contact, form: true", visitor.send(form(browser, large)).await),
            (405, "MethodNotAllowed at /lv/nothing, form: false", visitor.send(other).await),
            (429, "TooManyRequests at /lv/contact, form: true", visitor.send(form(browser, String::new())).await),
        ];
        for (status, words, answer) in answers {
            let html = answer.is(status).text();
            assert!(html.contains(words) && html.contains("<title>A failure</title>") && !html.contains("<script"), "{html}");
            assert!(html.contains(&format!("Some(\"{}\")", answer.header("x-request-id"))), "{html}");
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
            assert_eq!((answer.header("content-encoding"), answer.header("cache-control")), ("", "no-store"));
            assert!(answer.header("content-security-policy").contains("style-src 'self'"));
            assert_eq!(answer.header("x-frame-options"), "DENY");
            assert_eq!(answer.header("retry-after").is_empty(), status != 429);
        }
        let api = visitor.request(Method::DELETE, contract::path::SESSION).header("accept", browser).body(Body::empty()).unwrap();
        visitor.send(api).await.refused(Code::TooManyRequests);
    }

    async fn pages_are_compressed_as_they_are_made(portal: Portal) {
        let mut visitor = portal.visitor();
        let request = visitor.request(axum::http::Method::GET, "/lv").header("accept-encoding", "gzip, br");
        let answer = visitor.send(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(answer.header("content-encoding"), "br");
        let vary: Vec<_> = answer.headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
        assert!(vary.join(",").contains("accept-encoding") && vary.join(",").contains("cookie"), "{vary:?}");
    }

    async fn a_page_knows_the_decision_of_its_visitor_if_it_is_one(portal: Portal) {
        let mut visitor = portal.visitor();
        visitor.cookies.insert(DECISION.name.into(), "2.p-1.s-1.1795348800.b.0123456789abcdef0123456789abcdef".into());
        visitor.get("/lv").await.is(200);
        visitor.cookies.insert(DECISION.name.into(), "<script>".into());
        visitor.get("/lv").await.is(200);
    }

    async fn the_theme_is_there_at_once_for_those_who_let_us_remember_it(portal: Portal) {
        let mut visitor = portal.visitor();
        let html = async |visitor: &mut crate::portal::Client, theme: &str| {
            visitor.cookies.insert(THEME.name.into(), theme.into());
            let text = visitor.get("/en").await.text();
            text.split_once("<head>").unwrap().0.to_owned()
        };
        assert!(html(&mut visitor, "dark").await.ends_with("<html lang=\"en\">"));
        assert!(!visitor.cookies.contains_key(THEME.name), "what nobody allowed is deleted");
        visitor.cookies.insert(DECISION.name.into(), ALLOWS_PREFERENCES.into());
        for theme in ["light", "dark"] {
            assert!(html(&mut visitor, theme).await.ends_with(&format!("<html lang=\"en\" data-theme=\"{theme}\">")));
        }
        for garbage in ["", "blue", "dark\" onload=\"alert(1)", "DARK", "<script>"] {
            assert!(html(&mut visitor, garbage).await.ends_with("<html lang=\"en\">"), "{garbage}");
        }
    }

    async fn the_browsers_signal_is_obeyed_and_that_is_said(portal: Portal) {
        let mut visitor = portal.visitor();
        let answer = visitor.get("/.well-known/gpc.json").await;
        assert_eq!(answer.is(200).text(), r#"{"gpc":true,"lastUpdate":"2026-11-22"}"#);
        assert_eq!(answer.header("content-type"), "application/json");
        visitor.post("/.well-known/gpc.json", &()).await.refused(Code::MethodNotAllowed);
        visitor.get("/.well-known/security.txt").await.is(404);
    }
}
