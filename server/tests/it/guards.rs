//! What applies to every request.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use contract::path::{self, APP_HEADER};
use contract::problem::Code;
use serde_json::json;
use tower::ServiceExt as _;
use tower_http::catch_panic::CatchPanicLayer;
use vet2b_server::guard;

use crate::portal::{PASSWORD, Portal, captured_log, company, on_both};

on_both! {
    async fn every_response_carries_the_headers(portal: Portal) {
        let mut anna = portal.anna().await;
        let answers = [
            anna.get("/lv").await,
            anna.get("/lv/nothing").await,
            anna.get("/nothing").await,
            anna.get("/").await,
            anna.get(path::ME).await,
            anna.head(path::ME).await,
            anna.get("/api/v1/nothing").await,
            anna.get("/api/nothing").await,
            anna.get(path::RECOVERY).await,
            anna.get("/healthz").await,
            anna.get("/readyz").await,
            anna.get("/api/v1/openapi.json").await,
            anna.post(path::SESSION, &json!({ "email": "" })).await,
            anna.post(path::RECOVERY, &json!({ "email": "", "lang": "lv" })).await,
            portal.visitor().get(path::ME).await,
            portal.visitor().send(Request::post(path::SESSION).body(Body::empty()).unwrap()).await,
        ];
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
        assert_eq!(statuses, [200, 404, 404, 303, 200, 200, 404, 404, 405, 204, 204, 200, 400, 422, 401, 403]);
        for answer in answers {
            for (name, value) in [
                ("strict-transport-security", "max-age=63072000; includeSubDomains"),
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "no-referrer"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
                ("x-frame-options", "DENY"),
            ] {
                assert_eq!(answer.header(name), value, "{name}");
            }
            let csp = answer.header("content-security-policy");
            assert!(csp.starts_with("default-src 'none'; ") && csp.contains("frame-ancestors 'none'"), "{csp}");
            assert!(answer.header("permissions-policy").contains("camera=()"));
            assert!(answer.header("x-request-id").starts_with("R-"));
            for name in ["server", "access-control-allow-origin", "x-powered-by"] {
                assert_eq!(answer.header(name), "", "{name}");
            }
        }
    }

    async fn a_page_may_load_the_portals_own_and_its_hashed_scripts(portal: Portal) {
        let csp = portal.visitor().get("/lv").await.header("content-security-policy").to_owned();
        insta::assert_snapshot!(csp, @"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'");
        let mut anna = portal.anna().await;
        let answer = anna.get(path::ME).await;
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'; base-uri 'none'"));
    }

    async fn another_site_changes_nothing(portal: Portal) {
        let mut anna = portal.anna().await;
        let body = || Body::from(r#"{"name":"Eve","surname":"Eve","phone":""}"#);
        let put = |client: &crate::portal::Client| client.request(Method::PUT, path::ME_PERSON).header(header::CONTENT_TYPE, "application/json");
        for site in ["cross-site", "same-site", "nonsense"] {
            let mut request = put(&anna).body(body()).unwrap();
            request.headers_mut().insert("sec-fetch-site", site.parse().unwrap());
            anna.send(request).await.refused(Code::CrossSite);
        }
        for origin in ["https://evil.example", "null", "http://127.0.0.1:8081"] {
            let mut request = put(&anna).header(header::ORIGIN, origin).body(body()).unwrap();
            request.headers_mut().remove("sec-fetch-site");
            anna.send(request).await.refused(Code::CrossSite);
        }
        let mut request = put(&anna).body(body()).unwrap();
        request.headers_mut().remove(APP_HEADER);
        anna.send(request).await.refused(Code::CrossSite);
        assert_eq!(anna.viewer().await.unwrap().name, "Anna");
        // A preflight is told nothing that would let the true request follow.
        let preflight = anna.request(Method::OPTIONS, path::ME_PERSON).header(header::ORIGIN, "https://evil.example");
        let preflight = preflight.header("access-control-request-method", "PUT").body(Body::empty()).unwrap();
        let answer = anna.send(preflight).await;
        assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control")), "{answer:?}");
        // An old browser that says its origin alone is served when it is ours.
        let mut request = put(&anna).header(header::ORIGIN, "http://127.0.0.1:8080").body(body()).unwrap();
        request.headers_mut().remove("sec-fetch-site");
        anna.send(request).await.is(200);
    }

    async fn a_body_is_json_and_no_larger_than_64_kib(portal: Portal) {
        let mut client = portal.visitor();
        let text = r#"{"email":"a@b.lv","lang":"lv"}"#;
        for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx", ""] {
            let request = client.request(Method::POST, path::RECOVERY).header(header::CONTENT_TYPE, kind).body(Body::from(text)).unwrap();
            client.send(request).await.refused(Code::UnsupportedMediaType);
        }
        let request = client.request(Method::POST, path::RECOVERY).body(Body::from(text)).unwrap();
        client.send(request).await.refused(Code::UnsupportedMediaType);
        for (kind, body) in [("application/json; charset=utf-8", text.as_bytes()), ("application/json", b"\xff\xfe"), ("application/json", b"{"), ("application/json", b"")] {
            let request = client.request(Method::POST, path::RECOVERY).header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap();
            let answer = client.send(request).await;
            assert_eq!(answer.status.as_u16(), if body == text.as_bytes() { 202 } else { 400 });
        }
        let large = json!({ "email": "x".repeat(64 * 1024), "lang": "lv" });
        client.post(path::RECOVERY, &large).await.refused(Code::TooLarge);
    }

    async fn changing_requests_are_limited_by_client(portal: Portal, ["--requests-per-minute", "3"]) {
        let mut client = portal.visitor();
        for _ in 0..3 {
            client.delete(path::SESSION).await.is(204);
        }
        let problem = client.delete(path::SESSION).await.refused(Code::TooManyRequests);
        assert_eq!(problem.retry_after, Some(20));
        for spoofed in ["198.51.100.1", "127.0.0.1"] {
            let request = client.request(Method::DELETE, path::SESSION).header("x-forwarded-for", spoofed);
            let request = request.header("forwarded", format!("for={spoofed}")).header("x-real-ip", spoofed).body(Body::empty()).unwrap();
            client.send(request).await.refused(Code::TooManyRequests);
        }
        client.get(path::SESSION).await.is(200);
        let mut other = portal.visitor();
        other.address = "198.51.100.1:1".parse().unwrap();
        other.delete(path::SESSION).await.is(204);
        portal.clock.advance(20);
        client.delete(path::SESSION).await.is(204);
        client.delete(path::SESSION).await.refused(Code::TooManyRequests);
    }

    async fn one_ipv6_household_is_one_client(portal: Portal, ["--requests-per-minute", "1"]) {
        let mut client = portal.visitor();
        client.address = "[2001:db8:1:2::1]:1".parse().unwrap();
        client.delete(path::SESSION).await.is(204);
        client.address = "[2001:db8:1:2:ffff::9]:1".parse().unwrap();
        client.delete(path::SESSION).await.refused(Code::TooManyRequests);
        client.address = "[2001:db8:1:3::1]:1".parse().unwrap();
        client.delete(path::SESSION).await.is(204);
    }

    async fn a_named_proxy_is_believed(portal: Portal, ["--requests-per-minute", "1", "--trusted-proxies", "203.0.113.77"]) {
        let mut client = portal.visitor();
        for (forwarded, status) in [("198.51.100.1", 204), ("198.51.100.1", 429), ("6.6.6.6, 198.51.100.1", 429), ("198.51.100.2", 204)] {
            let request = client.request(Method::DELETE, path::SESSION).header("x-forwarded-for", forwarded);
            client.send(request.body(Body::empty()).unwrap()).await.is(status);
        }
    }

    async fn a_misplaced_method_is_told_so(portal: Portal) {
        let mut anna = portal.anna().await;
        anna.post(path::ME, &json!({})).await.refused(Code::MethodNotAllowed);
        anna.delete(path::ME_PERSON).await.refused(Code::MethodNotAllowed);
        let trace = anna.request(Method::TRACE, path::ME).body(Body::empty()).unwrap();
        assert!(anna.send(trace).await.status.is_client_error());
        anna.get("/api/v1/%00%ff/../me").await.refused(Code::NotFound);
    }

    async fn the_log_holds_nothing_personal_and_one_line_per_event(portal: Portal) {
        let (guard, log) = captured_log();
        let mut anna = portal.registered(&company("anna@example.lv")).await;
        let code = portal.postman.to("anna@example.lv")[0].text.split_once('#').unwrap().1[..43].to_owned();
        anna.sign_in("anna@example.lv", "wrong-harbour-lamp").await.is(401);
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        let token = anna.cookies["vet2b"].clone();
        anna.post(path::REAUTHENTICATION, &json!({ "current_password": PASSWORD })).await.is(200);
        anna.get("/api/v1/me?before=%0d%0aFAKE").await.is(200);
        anna.get("/api/v1/%0d%0aFAKE").await.is(404);
        let request = anna.request(Method::GET, path::ME).header(header::REFERER, "https://anna@example.lv/").body(Body::empty()).unwrap();
        anna.send(request).await.is(200);
        drop(guard);
        let log = log();
        assert!(log.contains("\"path\":\"/api/v1/session\""), "{log}");
        for secret in ["anna@example.lv", PASSWORD, "wrong-harbour-lamp", &code, &token, "203.0.113.77", "Paraudzi", "argon2", "FAKE"] {
            let line = log.lines().find(|line| line.contains(secret));
            assert_eq!(line, None, "{secret}");
        }
        assert!(log.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "each line is one event");
    }

    async fn a_panic_is_a_500_and_the_process_lives(portal: Portal) {
        let router: Router = Router::new()
            .route("/panic", get(async || { if true { panic!("anna@example.lv") } }))
            .layer(CatchPanicLayer::custom(guard::panic::answer))
            .layer(from_fn_with_state(portal.state.clone(), guard::trace::request))
            .layer(from_fn_with_state(portal.state.clone(), guard::failure::show));
        let page = Request::get("/panic").header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
        let page = router.clone().oneshot(page).await.unwrap();
        assert_eq!((page.status().as_u16(), page.headers()["content-type"].to_str().unwrap()), (500, "text/html; charset=utf-8"));
        for _ in 0..2 {
            let response = router.clone().oneshot(Request::get("/panic").body(Body::empty()).unwrap()).await.unwrap();
            assert_eq!(response.status().as_u16(), 500);
            assert_eq!(response.headers()["content-type"], "application/problem+json");
            let body = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
            assert!(!String::from_utf8_lossy(&body).contains("anna"));
        }
    }
}

/// A database that is locked by another process: a 503 that says when to try again, and no success that was none.
#[tokio::test]
async fn a_locked_database_is_a_503_and_recovers() {
    use sqlx::{Connection as _, Executor as _};
    let portal = Portal::on_sqlite(&[]).await;
    let mut anna = portal.anna().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(portal.folder().join("vet2b.sqlite"));
    let mut other = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    other.execute("begin exclusive").await.unwrap();
    let person = json!({ "name": "Anna", "surname": "Bērziņa", "phone": "" });
    let problem = anna.put(path::ME_PERSON, &person).await.refused(Code::Unavailable);
    assert!(problem.retry_after.is_some());
    other.execute("rollback").await.unwrap();
    assert_eq!(anna.viewer().await.unwrap().surname, "Paraudziņa");
    anna.put(path::ME_PERSON, &person).await.is(200);
}

/// A transaction that the database undoes by itself, as on a full disk: the next one is not held up by it.
#[tokio::test]
async fn a_transaction_that_sqlite_undid_holds_up_no_other() {
    use sqlx::{Connection as _, Executor as _};
    let portal = Portal::on_sqlite(&[]).await;
    let mut anna = portal.anna().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(portal.folder().join("vet2b.sqlite"));
    let mut other = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    let full = "create trigger full before update on account begin select raise(rollback, 'no room'); end";
    other.execute(full).await.unwrap();
    let person = json!({ "name": "Anna", "surname": "Bērziņa", "phone": "" });
    assert!(anna.put(path::ME_PERSON, &person).await.status.is_server_error());
    other.execute("drop trigger full").await.unwrap();
    assert_eq!(anna.viewer().await.unwrap().surname, "Paraudziņa");
    anna.put(path::ME_PERSON, &person).await.is(200);
}
