use contract::account::Session;
use contract::path;
use contract::problem::Code;
use serde_json::json;

use crate::portal::{PASSWORD, on_both};

on_both! {
    async fn a_proof_is_good_for_ten_minutes(portal: Portal) {
        let mut anna = portal.anna().await;
        let change = json!({ "email": "new@example.lv", "lang": "lv" });
        portal.clock.advance(599);
        anna.post(path::ME_EMAIL, &change).await.is(202);
        portal.clock.advance(1);
        anna.post(path::ME_EMAIL, &change).await.refused(Code::ReauthenticationRequired);
        anna.put(path::ME_PASSWORD, &json!({ "password": "another-harbour-lamp" })).await.refused(Code::ReauthenticationRequired);
        anna.post(path::REAUTHENTICATION, &json!({ "current_password": PASSWORD })).await.is(200);
        anna.post(path::ME_EMAIL, &change).await.is(202);
    }

    async fn the_token_changes_and_the_session_stays(portal: Portal) {
        let mut anna = portal.anna().await;
        let before = anna.clone();
        portal.clock.advance(60);
        let answer = anna.post(path::REAUTHENTICATION, &json!({ "current_password": PASSWORD })).await;
        let Session::SignedIn(viewer) = answer.ok(200) else { panic!("signed in") };
        assert_eq!(viewer.authenticated_at, portal.state.now());
        assert_ne!(anna.cookies, before.cookies);
        assert_eq!(before.clone().viewer().await, None, "the former token is worth nothing");
        let sessions: Vec<serde_json::Value> = anna.get(path::ME_SESSIONS).await.ok(200);
        assert_eq!(sessions.len(), 1);
    }

    async fn it_needs_a_session_and_the_right_password(portal: Portal) {
        let mut anna = portal.anna().await;
        assert_eq!(anna.post(path::REAUTHENTICATION, &json!({ "current_password": "" })).await.flaws(), ["current_password required"]);
        assert_eq!(anna.post(path::REAUTHENTICATION, &json!({ "current_password": "\0<script>🦊" })).await.flaws(), ["current_password wrong"]);
        assert!(anna.viewer().await.is_some(), "a wrong password ends nothing");
        portal.visitor().post(path::REAUTHENTICATION, &json!({ "current_password": PASSWORD })).await.refused(Code::SignInRequired);
    }
}
