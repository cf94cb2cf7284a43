//! What an erasure and a copy do with requests.

use contract::path;
use contract::privacy::{ErasureDraft, ErasurePreview, ErasureTime, Fate, Holding};
use contract::rights::RequestKind;

use super::form;
use crate::portal::{company, on_both};

on_both! {
    async fn requests_of_an_erased_person_go_wherever_they_were_made(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        berta.file(RequestKind::Complaint, "b").await;
        anna.file(RequestKind::Complaint, "a").await;
        // By code for the address; and one that waits for its code.
        portal.visitor().post(path::REQUESTS, &form(RequestKind::Objection, "anna@example.lv", "c")).await.is(202);
        portal.run_jobs().await;
        let code = contract::rights::RequestCodeDraft { code: portal.typed_code_to("anna@example.lv") };
        portal.visitor().post(path::REQUEST_CONFIRMATION, &code).await.is(200);
        portal.visitor().post(path::REQUESTS, &form(RequestKind::Objection, "anna@example.lv", "d")).await.is(202);
        // From the contact form, which proves nothing: still hers, as she has the address.
        let report = serde_json::json!({ "topic": "guardian_report", "name": "Anna", "email": "anna@example.lv", "message": "Bērns", "lang": "lv" });
        portal.visitor().post(path::CONTACT, &report).await.is(202);
        // Named by somebody else.
        let mut named = form(RequestKind::Guardian, "zane@example.lv", "e");
        named.child_email = "anna@example.lv".into();
        portal.visitor().post(path::REQUESTS, &named).await.is(202);
        let (said, done) = portal.command_of(&[
            "staff", "disclose", "--account", "anna@example.lv", "--recipient", "Valsts policija", "--ground", "safety", "--reason", "x", "--as", "Ilze",
        ]).await;
        assert!(done, "{said}");
        let preview: ErasurePreview = anna.get(path::ME_ERASURE_PREVIEW).await.ok(200);
        let count = |holding| preview.items.iter().find(|item| item.holding == holding && item.fate == Fate::Deleted).map(|item| item.count);
        assert_eq!(count(Holding::Requests), Some(5), "two, one reported, two that wait");
        assert_eq!(count(Holding::Disclosures), Some(1));
        anna.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::Now }).await.is(202);
        portal.run_jobs().await;
        for value in portal.every_value().await {
            assert!(!value.contains("anna@example.lv"), "{value}");
        }
        for (table, left) in [("request", "1"), ("request_claim", "0"), ("disclosure", "0")] {
            assert_eq!(portal.rows(&format!("select cast(count(*) as text) from {table}")).await, [[left]], "{table}");
        }
        assert_eq!(berta.requests().await.len(), 1);
    }
}
