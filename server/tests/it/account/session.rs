use contract::account::Session;
use contract::path;
use contract::problem::Code;
use serde_json::json;

use crate::portal::{PASSWORD, company, on_both};

const HOUR: i64 = 3600;

on_both! {
    async fn sign_in_and_out(portal: Portal) {
        portal.anna().await;
        let mut client = portal.visitor();
        assert_eq!(client.get(path::SESSION).await.ok::<Session>(200), Session::Guest);
        let answer = client.sign_in("Anna@Example.lv", PASSWORD).await;
        assert!(matches!(answer.ok(200), Session::SignedIn(_)));
        assert_eq!(client.viewer().await.unwrap().email, "anna@example.lv");
        let kept = client.clone();
        client.delete(path::SESSION).await.is(204);
        assert_eq!((client.viewer().await, kept.clone().viewer().await), (None, None), "the token is worth nothing any more");
        client.delete(path::SESSION).await.is(204);
    }

    async fn the_cookie_cannot_be_read_by_scripts_nor_sent_by_other_sites(portal: Portal) {
        portal.anna().await;
        let answer = portal.visitor().sign_in("anna@example.lv", PASSWORD).await;
        let cookie = answer.header("set-cookie").to_owned();
        let (value, attributes) = cookie.split_once(';').unwrap();
        assert_eq!(value.len(), "vet2b=".len() + 43);
        assert_eq!(attributes, " Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax");
    }

    async fn over_https_the_cookie_is_bound_to_the_host(portal: Portal, ["--public-url", "https://www.vet2b.eu"]) {
        portal.anna().await;
        let mut client = portal.visitor();
        let cookie = client.sign_in("anna@example.lv", PASSWORD).await.header("set-cookie").to_owned();
        assert!(cookie.starts_with("__Host-vet2b=") && cookie.ends_with("; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        assert!(client.viewer().await.is_some());
        // The plain name is for loopback alone.
        let token = client.cookies.remove("__Host-vet2b").unwrap();
        client.cookies.insert("vet2b".into(), token);
        assert_eq!(client.viewer().await, None);
    }

    async fn a_wrong_password_and_an_unknown_address_are_the_same(portal: Portal) {
        portal.anna().await;
        let wrong = portal.visitor().sign_in("anna@example.lv", "wrong-harbour-lamp").await;
        let unknown = portal.visitor().sign_in("nobody@example.lv", PASSWORD).await;
        wrong.refused(Code::BadCredentials);
        unknown.refused(Code::BadCredentials);
        assert_eq!(wrong.header("set-cookie"), "");
    }

    async fn an_unconfirmed_address_cannot_sign_in(portal: Portal) {
        portal.visitor().post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        portal.run_jobs().await;
        portal.visitor().sign_in("anna@example.lv", PASSWORD).await.refused(Code::BadCredentials);
    }

    async fn flawed_and_hostile_sign_ins(portal: Portal) {
        let mut client = portal.visitor();
        assert_eq!(client.sign_in("", "").await.flaws(), ["email required", "current_password required"]);
        assert_eq!(client.sign_in("x", &"x".repeat(10_000)).await.flaws(), ["email malformed", "current_password too_long"]);
        client.sign_in("anna@example.lv", "' or 1=1 -- 🦊\u{202e}\0").await.refused(Code::BadCredentials);
        client.post(path::SESSION, &json!({ "email": "a@b.lv", "password": "x", "remember": true })).await.refused(Code::Malformed);
    }

    async fn the_token_changes_with_each_sign_in(portal: Portal) {
        let mut client = portal.anna().await;
        let before = client.clone();
        client.sign_in("anna@example.lv", PASSWORD).await.is(200);
        assert_ne!(client.cookies, before.cookies);
        assert_eq!(before.clone().viewer().await, None, "the browser's former session has ended");
    }

    async fn a_session_ends_after_12_hours_without_use(portal: Portal) {
        let mut client = portal.anna().await;
        portal.clock.advance(12 * HOUR - 1);
        assert!(client.viewer().await.is_some());
        portal.clock.advance(12 * HOUR - 1);
        assert!(client.viewer().await.is_some(), "use prolongs it");
        portal.clock.advance(12 * HOUR);
        assert_eq!(client.viewer().await, None);
        client.get(path::ME).await.refused(Code::SignInRequired);
    }

    async fn a_session_ends_after_14_days_however_used(portal: Portal) {
        let mut client = portal.anna().await;
        for _ in 0..33 {
            portal.clock.advance(10 * HOUR);
            assert!(client.viewer().await.is_some());
        }
        portal.clock.advance(6 * HOUR);
        assert_eq!(client.viewer().await, None);
    }

    async fn a_made_up_token_is_nobody(portal: Portal) {
        for token in ["", "x", &"A".repeat(43), &"A".repeat(4000), "' or 1=1 --"] {
            let mut client = portal.visitor();
            client.cookies.insert("vet2b".into(), token.into());
            assert_eq!(client.viewer().await, None);
            client.get(path::ME).await.refused(Code::SignInRequired);
        }
    }

    async fn the_database_knows_no_token(portal: Portal) {
        let client = portal.anna().await;
        let token = client.cookies["vet2b"].clone();
        let mut conn = portal.state.db().read().await.unwrap();
        let hash = vet2b_server::session::token_hash(&token);
        assert!(vet2b_server::store::session::by_token(&mut conn, &hash).await.unwrap().is_some());
        assert!(vet2b_server::store::session::by_token(&mut conn, &token).await.unwrap().is_none());
    }
}
