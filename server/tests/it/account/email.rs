use contract::account::Account;
use contract::path;
use contract::problem::Code;
use serde_json::json;

use crate::portal::{PASSWORD, company, on_both};

on_both! {
    async fn a_new_address_is_confirmed_there_and_told_to_the_old_one(portal: Portal) {
        let mut anna = portal.anna().await;
        anna.post(path::ME_EMAIL, &json!({ "email": "Anna.New@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        assert_eq!(portal.postman.last_to("anna@example.lv").subject, "VET2B: lūgums mainīt e-pasta adresi");
        let mail = portal.postman.last_to("anna.new@example.lv");
        assert_eq!(mail.subject, "VET2B: apstipriniet jauno e-pasta adresi");
        assert!(mail.text.contains("/lv/verify/email#") && !mail.text.contains("Anna!"), "not confirmed: no name");
        let account: Account = anna.get(path::ME).await.ok(200);
        assert_eq!((account.email.as_str(), account.pending_email.as_deref()), ("anna@example.lv", Some("Anna.New@example.lv")));

        let token = portal.postman.code_to("anna.new@example.lv");
        portal.visitor().post(path::EMAIL_CONFIRMATION, &json!({ "token": token })).await.is(204);
        let account: Account = anna.get(path::ME).await.ok(200);
        assert_eq!((account.email.as_str(), account.pending_email), ("Anna.New@example.lv", None));
        portal.run_jobs().await;
        assert_eq!(portal.postman.last_to("anna@example.lv").subject, "VET2B: e-pasta adrese ir nomainīta");
        portal.visitor().sign_in("anna@example.lv", PASSWORD).await.refused(Code::BadCredentials);
        portal.visitor().sign_in("anna.new@example.lv", PASSWORD).await.is(200);
        portal.visitor().post(path::EMAIL_CONFIRMATION, &json!({ "token": token })).await.refused(Code::Gone);
    }

    async fn an_address_with_an_account_answers_the_same_and_stays_where_it_is(portal: Portal) {
        let mut anna = portal.anna().await;
        portal.registered(&company("berta@example.lv")).await;
        anna.post(path::ME_EMAIL, &json!({ "email": "berta@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        let mail = portal.postman.last_to("berta@example.lv");
        assert_eq!(mail.subject, "VET2B: jums jau ir konts");
        assert!(!mail.text.contains('#'));
    }

    async fn an_address_that_is_taken_meanwhile_is_gone(portal: Portal) {
        let mut anna = portal.anna().await;
        anna.post(path::ME_EMAIL, &json!({ "email": "new@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("new@example.lv");
        portal.registered(&company("new@example.lv")).await;
        portal.visitor().post(path::EMAIL_CONFIRMATION, &json!({ "token": token })).await.refused(Code::Gone);
        assert_eq!(anna.viewer().await.unwrap().email, "anna@example.lv");
    }

    async fn a_code_is_good_for_a_day_and_the_newest_wish_counts(portal: Portal) {
        let mut anna = portal.anna().await;
        anna.post(path::ME_EMAIL, &json!({ "email": "first@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        let first = portal.postman.code_to("first@example.lv");
        anna.post(path::ME_EMAIL, &json!({ "email": "second@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        portal.visitor().post(path::EMAIL_CONFIRMATION, &json!({ "token": first })).await.refused(Code::Gone);
        let second = portal.postman.code_to("second@example.lv");
        portal.clock.advance(86_400);
        portal.visitor().post(path::EMAIL_CONFIRMATION, &json!({ "token": second })).await.refused(Code::Gone);
    }

    async fn a_code_for_a_new_password_does_not_outlive_its_address(portal: Portal) {
        let mut anna = portal.anna().await;
        portal.visitor().post(path::RECOVERY, &json!({ "email": "anna@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        let recovery = portal.postman.code_to("anna@example.lv");
        anna.post(path::ME_EMAIL, &json!({ "email": "new@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("new@example.lv");
        portal.visitor().post(path::EMAIL_CONFIRMATION, &json!({ "token": token })).await.is(204);
        portal.visitor().post(path::RECOVERY_PASSWORD, &json!({ "token": recovery, "password": "amber-lighthouse-42" })).await.refused(Code::Gone);
    }

    async fn flaws(portal: Portal) {
        let mut anna = portal.anna().await;
        for (email, flaw) in [("", "email required"), ("anna", "email malformed"), ("a\0@b.lv", "email unprintable"), ("\"x\"@b.lv", "email malformed")] {
            assert_eq!(anna.post(path::ME_EMAIL, &json!({ "email": email, "lang": "lv" })).await.flaws(), [flaw]);
        }
        portal.visitor().post(path::ME_EMAIL, &json!({ "email": "a@b.lv", "lang": "lv" })).await.refused(Code::SignInRequired);
        assert_eq!(anna.post(path::EMAIL_CONFIRMATION, &json!({ "token": "🦊" })).await.flaws(), ["token malformed"]);
    }
}
