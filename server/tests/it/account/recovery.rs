use contract::path;
use contract::problem::Code;
use serde_json::json;

use crate::portal::{PASSWORD, company, on_both};

const NEW: &str = "amber-lighthouse-42";

on_both! {
    async fn a_new_password_ends_all_sessions(portal: Portal) {
        let mut anna = portal.anna().await;
        portal.visitor().post(path::RECOVERY, &json!({ "email": "anna@example.lv", "lang": "en" })).await.is(202);
        portal.run_jobs().await;
        let mail = portal.postman.last_to("anna@example.lv");
        assert_eq!(mail.subject, "VET2B: jaunas paroles izveide", "the account's language, not the asker's");
        assert!(mail.text.contains("/lv/recover/password#") && mail.text.contains("Anna"));
        let token = portal.postman.code_to("anna@example.lv");
        portal.visitor().post(path::RECOVERY_PASSWORD, &json!({ "token": token, "password": NEW })).await.is(204);
        assert_eq!(anna.viewer().await, None);
        portal.visitor().sign_in("anna@example.lv", PASSWORD).await.refused(Code::BadCredentials);
        portal.visitor().sign_in("anna@example.lv", NEW).await.is(200);
        portal.run_jobs().await;
        assert_eq!(portal.postman.last_to("anna@example.lv").subject, "VET2B: parole ir nomainīta");
        portal.visitor().post(path::RECOVERY_PASSWORD, &json!({ "token": token, "password": NEW })).await.refused(Code::Gone);
    }

    async fn a_password_that_does_not_do_leaves_the_code_good(portal: Portal) {
        portal.anna().await;
        portal.visitor().post(path::RECOVERY, &json!({ "email": "anna@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("anna@example.lv");
        for (password, flaw) in [
            ("short", "password too_short"),
            ("paroleparoleparole", "password common"),
            ("paraudziņa-is-my-name", "password guessable"),
            ("vet2b-vet2b-vet2b", "password guessable"),
            ("violet-harbour-lamp\0", "password unprintable"),
        ] {
            let answer = portal.visitor().post(path::RECOVERY_PASSWORD, &json!({ "token": token, "password": password })).await;
            assert_eq!(answer.flaws(), [flaw]);
        }
        portal.visitor().post(path::RECOVERY_PASSWORD, &json!({ "token": token, "password": NEW })).await.is(204);
    }

    async fn a_code_is_good_for_an_hour_and_for_this_alone(portal: Portal) {
        portal.anna().await;
        let ask = json!({ "email": "anna@example.lv", "lang": "lv" });
        portal.visitor().post(path::RECOVERY, &ask).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("anna@example.lv");
        portal.visitor().post(path::REGISTRATION_CONFIRMATION, &json!({ "token": token })).await.refused(Code::Gone);
        portal.visitor().post(path::EMAIL_CONFIRMATION, &json!({ "token": token })).await.refused(Code::Gone);
        portal.clock.advance(3600);
        portal.visitor().post(path::RECOVERY_PASSWORD, &json!({ "token": token, "password": NEW })).await.refused(Code::Gone);
        // The newest code alone counts.
        for _ in 0..2 {
            portal.visitor().post(path::RECOVERY, &ask).await.is(202);
        }
        portal.run_jobs().await;
        let mails = portal.postman.to("anna@example.lv");
        let code = |mail: &vet2b_server::mail::Mail| mail.text.split_once('#').unwrap().1[..43].to_owned();
        let (older, newer) = (code(&mails[mails.len() - 2]), code(&mails[mails.len() - 1]));
        portal.visitor().post(path::RECOVERY_PASSWORD, &json!({ "token": older, "password": NEW })).await.refused(Code::Gone);
        portal.visitor().post(path::RECOVERY_PASSWORD, &json!({ "token": newer, "password": NEW })).await.is(204);
    }

    async fn fifty_uses_at_the_same_time_are_one(portal: Portal) {
        portal.anna().await;
        portal.visitor().post(path::RECOVERY, &json!({ "email": "anna@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("anna@example.lv");
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let (mut client, body) = (portal.visitor(), json!({ "token": token, "password": NEW }));
            tasks.spawn(async move { client.post(path::RECOVERY_PASSWORD, &body).await.status.as_u16() });
        }
        let mut statuses = tasks.join_all().await;
        statuses.sort_unstable();
        assert_eq!(statuses, [vec![204], vec![410; 49]].concat());
    }

    async fn whoever_has_not_confirmed_is_helped_by_the_confirming_mail(portal: Portal) {
        portal.visitor().post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        portal.visitor().post(path::RECOVERY, &json!({ "email": "anna@example.lv", "lang": "lv" })).await.is(202);
        portal.visitor().post(path::RECOVERY, &json!({ "email": "nobody@example.lv", "lang": "en" })).await.is(202);
        portal.run_jobs().await;
        assert_eq!(portal.postman.last_to("anna@example.lv").subject, "VET2B: apstipriniet savu e-pasta adresi");
        assert_eq!(portal.postman.last_to("nobody@example.lv").subject, "VET2B: this address has no account");
    }

    async fn flaws(portal: Portal) {
        let mut client = portal.visitor();
        assert_eq!(client.post(path::RECOVERY, &json!({ "email": "", "lang": "lv" })).await.flaws(), ["email required"]);
        client.post(path::RECOVERY, &json!({ "email": "a@b.lv", "lang": "de" })).await.refused(Code::Malformed);
        assert_eq!(client.post(path::RECOVERY_PASSWORD, &json!({ "token": "", "password": "" })).await.flaws(), ["token required", "password required"]);
        client.get(path::RECOVERY_PASSWORD).await.refused(Code::MethodNotAllowed);
    }
}
