use contract::path;
use contract::problem::Code;
use serde_json::json;

use crate::portal::{PASSWORD, on_both};

const NEW: &str = "zaļš kaķis lec pār ūdeni 🐈";

on_both! {
    async fn the_other_sessions_end_and_this_one_gets_another_token(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut elsewhere = portal.visitor();
        elsewhere.sign_in("anna@example.lv", PASSWORD).await.is(200);
        let before = anna.clone();
        anna.put(path::ME_PASSWORD, &json!({ "password": NEW })).await.is(204);
        assert!(anna.viewer().await.is_some());
        assert_eq!((before.clone().viewer().await, elsewhere.viewer().await), (None, None));
        portal.visitor().sign_in("anna@example.lv", PASSWORD).await.refused(Code::BadCredentials);
        portal.visitor().sign_in("anna@example.lv", NEW).await.is(200);
        portal.run_jobs().await;
        assert_eq!(portal.postman.last_to("anna@example.lv").subject, "VET2B: parole ir nomainīta");
    }

    async fn flaws(portal: Portal) {
        let mut anna = portal.anna().await;
        for (password, flaw) in [
            ("", "password required"),
            ("fourteen chars", "password too_short"),
            ("aaaaaaaaaaaaaaaa", "password guessable"),
            ("SIA Paraugs rules", "password guessable"),
            ("administrator2026", "password common"),
            ("violet-harbour\0-lamp", "password unprintable"),
        ] {
            assert_eq!(anna.put(path::ME_PASSWORD, &json!({ "password": password })).await.flaws(), [flaw], "{password:?}");
        }
        assert_eq!(anna.put(path::ME_PASSWORD, &json!({ "password": "x".repeat(10_000) })).await.flaws(), ["password too_long"]);
        portal.visitor().put(path::ME_PASSWORD, &json!({ "password": NEW })).await.refused(Code::SignInRequired);
    }
}
