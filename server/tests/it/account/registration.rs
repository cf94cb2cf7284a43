use contract::account::{EmailDraft, Receipt, RegistrationDraft};
use contract::lang::Lang;
use contract::path;
use contract::problem::Code;
use serde_json::json;

use crate::portal::{company, on_both, school};

type Change = fn(&mut RegistrationDraft);

on_both! {
    async fn a_company_and_a_school_get_a_mail_each(portal: Portal) {
        let receipt: Receipt = portal.visitor().post(path::REGISTRATIONS, &company("anna@example.lv")).await.ok(202);
        portal.visitor().post(path::REGISTRATIONS, &school("ines@example.pt")).await.is(202);
        portal.run_jobs().await;
        let mail = portal.postman.last_to("anna@example.lv");
        assert_eq!(mail.subject, "VET2B: apstipriniet savu e-pasta adresi");
        assert!(mail.text.contains("http://127.0.0.1:8080/lv/verify#"), "{}", mail.text);
        assert!(mail.text.contains(&receipt.reference), "{}", mail.text);
        assert!(!mail.text.contains("Anna") && !mail.html.contains("Anna"), "an unconfirmed address gets no stranger's words");
        let mail = portal.postman.last_to("ines@example.pt");
        assert_eq!(mail.subject, "VET2B: confirm your e-mail address");
        assert!(mail.text.contains("http://127.0.0.1:8080/en/verify#"), "{}", mail.text);
    }

    async fn a_mail_whose_sending_was_not_noted_is_not_followed_by_another_once_it_was_used(portal: Portal) {
        portal.visitor().post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        let payload = portal.rows("select payload from outbox where kind = 'mail'").await.remove(0).remove(0);
        portal.run_jobs().await;
        let token = portal.postman.code_to("anna@example.lv");
        portal.visitor().post(path::REGISTRATION_CONFIRMATION, &json!({ "token": token })).await.is(200);
        portal.run_jobs().await;
        let sent = portal.postman.to("anna@example.lv").len();
        // The worker that sent it died before it could say so.
        let again = format!("update outbox set done_at = null, lease_until = 0, payload = '{payload}' where kind = 'mail'");
        portal.sql(&again).await.unwrap();
        portal.run_jobs().await;
        assert_eq!(portal.postman.to("anna@example.lv").len(), sent, "not: you have an account");
        // To somebody who had one before it says so, also after such a death.
        portal.visitor().post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        portal.run_jobs().await;
        assert_eq!(portal.postman.last_to("anna@example.lv").subject, "VET2B: jums jau ir konts");
        assert_eq!(portal.rows("select id from registration").await, [[""; 1]; 0]);
    }

    async fn every_flaw_of_every_field_is_named(portal: Portal) {
        let changes: Vec<(Change, &[&str])> = vec![
            (|d| d.person.name.clear(), &["name required"]),
            (|d| d.person.name = "x".repeat(10_000), &["name too_long"]),
            (|d| d.person.name = "A\0nna".into(), &["name unprintable"]),
            (|d| d.person.surname = "Pa\u{202e}raudziņa".into(), &["surname unprintable"]),
            (|d| d.person.phone = "<script>".into(), &["phone malformed"]),
            (|d| d.email = "anna".into(), &["email malformed"]),
            (|d| d.email = "anna@example.lv\r\nBcc: x@example.lv".into(), &["email unprintable"]),
            (|d| d.email = "<script>@example.lv".into(), &["email malformed"]),
            (|d| d.organisation.name = " ".into(), &["organisation_name required"]),
            (|d| d.organisation.country = "XX".into(), &["country malformed"]),
            (|d| d.organisation.region = "x".repeat(101), &["region too_long"]),
            (|d| d.organisation.city.clear(), &["city required"]),
            (|d| d.organisation.street.clear(), &["street required"]),
            (|d| d.organisation.postcode = "LV/4101".into(), &["postcode malformed"]),
            (|d| d.organisation.registration_number = "1234".into(), &["registration_number malformed"]),
            (|d| d.organisation.oid = "123".into(), &["oid malformed"]),
            (|d| d.password = "short".into(), &["password too_short"]),
            (|d| d.password = "x".repeat(10_000), &["password too_long"]),
            (|d| d.password = "Anna-likes-lemons".into(), &["password guessable"]),
            (|d| d.password = "password-password".into(), &["password common"]),
            (|d| d.password = "qwertyuiop123456".into(), &["password common"]),
            (|d| d.declarations.adult = false, &["adult required"]),
            (|d| d.declarations.policy_read = false, &["policy_read required"]),
            (|d| d.declarations.policy_version.clear(), &["policy_version malformed"]),
            (|d| d.declarations.policy_version = "0".into(), &["policy_version outdated"]),
        ];
        for (change, expected) in changes {
            let mut draft = company("anna@example.lv");
            change(&mut draft);
            let answer = portal.visitor().post(path::REGISTRATIONS, &draft).await;
            assert_eq!(answer.flaws(), expected);
            assert!(draft.password.len() < 15 || !answer.text().contains(&draft.password), "a password is never echoed");
            assert!(answer.body.len() < 1000, "nor is anything else");
        }
        portal.run_jobs().await;
        assert_eq!(portal.postman.subjects(), [] as [String; 0], "nothing is half done");
    }

    async fn names_of_every_script_are_kept_as_typed(portal: Portal) {
        let mut draft = company("anna@example.lv");
        draft.person.name = "<script>alert(1)</script> 🦊 עִבְרִית 李".into();
        draft.organisation.name = "SIA \"A&B\" ' -- drop table account;".into();
        let mut anna = portal.registered(&draft).await;
        let viewer = anna.viewer().await.unwrap();
        assert_eq!((viewer.name, viewer.organisation), (draft.person.name, draft.organisation.name));
    }

    async fn what_is_no_registration_is_refused_whole(portal: Portal) {
        let mut draft = serde_json::to_value(company("anna@example.lv")).unwrap();
        draft["admin"] = json!(true);
        portal.visitor().post(path::REGISTRATIONS, &draft).await.refused(Code::Malformed);
        portal.visitor().post(path::REGISTRATIONS, &json!({ "kind": "company" })).await.refused(Code::Malformed);
        portal.visitor().post(path::REGISTRATIONS, &json!([])).await.refused(Code::Malformed);
    }

    async fn a_known_address_is_told_that_it_has_an_account(portal: Portal) {
        portal.anna().await;
        portal.visitor().post(path::REGISTRATIONS, &company("ANNA@example.lv")).await.is(202);
        portal.run_jobs().await;
        let mail = portal.postman.last_to("anna@example.lv");
        assert_eq!(mail.subject, "VET2B: jums jau ir konts");
        assert!(mail.text.contains("/lv/sign-in") && mail.text.contains("/lv/recover") && !mail.text.contains('#'));
    }

    async fn the_mail_can_be_sent_again_and_the_newest_code_counts(portal: Portal) {
        let mut visitor = portal.visitor();
        visitor.post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        portal.run_jobs().await;
        let first = portal.postman.code_to("anna@example.lv");
        let again = EmailDraft { email: "Anna@Example.lv".into(), lang: Lang::En };
        visitor.post(path::REGISTRATION_MAIL, &again).await.is(202);
        portal.run_jobs().await;
        let second = portal.postman.code_to("anna@example.lv");
        assert_ne!(first, second);
        visitor.post(path::REGISTRATION_CONFIRMATION, &json!({ "token": first })).await.refused(Code::Gone);
        visitor.post(path::REGISTRATION_CONFIRMATION, &json!({ "token": second })).await.is(200);
        assert_eq!(visitor.post(path::REGISTRATION_MAIL, &json!({ "email": "x", "lang": "lv" })).await.flaws(), ["email malformed"]);
    }

    async fn sent_again_is_the_first_registration_not_a_strangers_later_one(portal: Portal) {
        let mut visitor = portal.visitor();
        visitor.post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        portal.clock.advance(1);
        let mut later = company("anna@example.lv");
        later.person.name = "Svešais".into();
        portal.visitor().post(path::REGISTRATIONS, &later).await.is(202);
        for path in [path::REGISTRATION_MAIL, path::RECOVERY] {
            portal.clock.advance(1);
            visitor.post(path, &EmailDraft { email: "anna@example.lv".into(), lang: Lang::Lv }).await.is(202);
            portal.run_jobs().await;
        }
        let token = portal.postman.code_to("anna@example.lv");
        visitor.post(path::REGISTRATION_CONFIRMATION, &json!({ "token": token })).await.is(200);
        assert_eq!(visitor.viewer().await.unwrap().name, "Anna");
    }

    async fn an_unknown_address_that_asks_again_is_told_so(portal: Portal) {
        let ask = EmailDraft { email: "nobody@example.lv".into(), lang: Lang::Lv };
        portal.visitor().post(path::REGISTRATION_MAIL, &ask).await.is(202);
        portal.run_jobs().await;
        assert_eq!(portal.postman.last_to("nobody@example.lv").subject, "VET2B: ar šo adresi konta nav");
    }
}
