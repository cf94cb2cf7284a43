use contract::account::Receipt;
use contract::path;
use contract::problem::Code;
use serde_json::json;

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
