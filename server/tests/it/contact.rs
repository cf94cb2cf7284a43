use axum::body::Body;
use axum::http::Method;
use contract::account::Receipt;
use contract::path;
use contract::problem::Code;
use serde_json::json;
use vet2b_server::job;

use crate::portal::on_both;

on_both! {
    async fn a_message_is_received_and_passed_on(portal: Portal) {
        let message = "Labdien!\n<script>alert(1)</script>\r\nBcc: x@example.lv\n🦊";
        let draft = json!({ "topic": "data_protection", "name": "Jānis \"Bobby\" <b>Bērziņš</b>", "email": "janis@example.lv", "message": message, "lang": "lv" });
        let receipt: Receipt = portal.visitor().post(path::CONTACT, &draft).await.ok(202);
        portal.run_jobs().await;
        let mail = portal.postman.last_to("janis@example.lv");
        assert_eq!(mail.subject, format!("VET2B: jūsu ziņa {} ir saņemta", receipt.reference));
        assert!(!mail.text.contains("Jānis") && !mail.text.contains("script"), "a stranger cannot make the portal send words");
        let mail = portal.postman.last_to(portal.state.config().mail_contact.email.as_ref());
        assert_eq!(mail.subject, format!("VET2B: ziņa {} no saziņas veidlapas", receipt.reference));
        assert_eq!(mail.reply_to.unwrap().email.to_string(), "janis@example.lv");
        assert!(mail.text.contains(message) && mail.text.contains("personas datu aizsardzība"), "{}", mail.text);
        assert!(mail.html.contains("&#60;script&#62;") && !mail.html.contains("<script>") && !mail.html.contains("<b>"), "{}", mail.html);
    }

    async fn a_double_submit_is_one_message(portal: Portal, ["--mails-per-hour", "2"]) {
        for topic in ["support", "guardian_report"] {
            let draft = json!({ "topic": topic, "name": "Jānis", "email": "janis@example.lv", "message": "Labdien!", "lang": "lv" });
            let before = portal.postman.to("janis@example.lv").len();
            let sent = || {
                let (mut client, draft) = (portal.visitor(), draft.clone());
                async move { client.post(path::CONTACT, &draft).await.ok::<Receipt>(202).reference }
            };
            let (first, second) = tokio::join!(sent(), sent());
            assert_eq!(first, second);
            let form = format!("topic={topic}&name=J%C4%81nis&email=janis%40example.lv&message=Labdien!");
            let mut client = portal.visitor();
            let request = client.request(Method::POST, "/lv/contact").header("content-type", "application/x-www-form-urlencoded");
            let answer = client.send(request.body(Body::from(form)).unwrap()).await;
            assert_eq!(answer.is(303).header("location"), format!("/lv/contact?reference={first}"), "without the app, too");
            portal.run_jobs().await;
            assert_eq!(portal.postman.to("janis@example.lv").len(), before + 1, "{topic}");
            let other = json!({ "topic": topic, "name": "Jānis", "email": "janis@example.lv", "message": "Labdien?", "lang": "lv" });
            assert_ne!(client.post(path::CONTACT, &other).await.ok::<Receipt>(202).reference, first, "other words");
            // What did not count as a mail of its own is counted by nobody.
            client.post(path::CONTACT, &draft).await.is(202);
            portal.clock.advance(3600);
            assert_ne!(client.post(path::CONTACT, &draft).await.ok::<Receipt>(202).reference, first, "asked again");
            portal.run_jobs().await;
            portal.clock.advance(3600);
            job::sweep(&portal.state).await.unwrap();
            assert!(portal.rows("select key from contact_form").await.is_empty());
        }
        assert_eq!(portal.rows("select cast(count(*) as text) from contact_message").await, [["3"]]);
        assert_eq!(portal.rows("select cast(count(*) as text) from request").await, [["3"]]);
    }

    async fn a_message_counts_once_however_often_its_transaction_runs(portal: Portal, ["--mails-per-hour", "1"]) {
        // SQLite has one writer, so that no transaction loses against another one.
        if portal.is_on_sqlite() {
            return;
        }
        // What a sequence has given is not undone with the transaction.
        for statement in [
            "create sequence tries",
            "create function fail_twice() returns trigger language plpgsql as $$ begin \
             if nextval('tries') < 3 then raise exception using errcode = 'serialization_failure'; end if; return new; end $$",
            "create trigger fails_twice before insert on contact_message for each row execute function fail_twice()",
        ] {
            portal.sql(statement).await.unwrap();
        }
        let draft = |message: &str| json!({ "topic": "support", "name": "Jānis", "email": "janis@example.lv", "message": message, "lang": "lv" });
        portal.visitor().post(path::CONTACT, &draft("Labdien!")).await.is(202);
        assert_eq!(portal.rows("select cast(last_value as text) from tries").await, [["3"]]);
        portal.visitor().post(path::CONTACT, &draft("Labdien?")).await.is(429);
    }

    async fn every_flaw_is_named(portal: Portal) {
        let mut client = portal.visitor();
        let empty = json!({ "topic": "", "name": "", "email": "", "message": " ", "lang": "en" });
        assert_eq!(client.post(path::CONTACT, &empty).await.flaws(), ["topic required", "name required", "email required", "message required"]);
        let bad = json!({ "topic": "money", "name": "x".repeat(10_000), "email": "<script>", "message": "x".repeat(10_000), "lang": "en" });
        assert_eq!(client.post(path::CONTACT, &bad).await.flaws(), ["topic malformed", "name too_long", "email malformed", "message too_long"]);
        let hidden = json!({ "topic": "support", "name": "a\u{202e}b", "email": "a@b.lv", "message": "a\0b", "lang": "en" });
        assert_eq!(client.post(path::CONTACT, &hidden).await.flaws(), ["name unprintable", "message unprintable"]);
        client.post(path::CONTACT, &json!({ "topic": "support" })).await.refused(Code::Malformed);
        portal.run_jobs().await;
        assert_eq!(portal.postman.subjects(), [] as [String; 0]);
    }
}
