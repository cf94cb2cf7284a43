//! What an erasure and a copy do with requests.

use contract::account::Receipt;
use contract::path;
use contract::privacy::{Erasure, ErasureDraft, ErasurePreview, ErasureTime, Fate, Holding, SignedCertificate};
use contract::rights::RequestKind;
use vet2b_server::job;

use super::{DAY, form};
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
        assert_eq!(count(Holding::Requests), Some(4), "two, and two that wait");
        assert_eq!(count(Holding::Disclosures), Some(1));
        // What she reported as a guardian is a duty towards a child.
        let kept: Vec<_> = preview.items.iter().filter(|item| item.holding == Holding::GuardianReports).collect();
        assert!(kept.len() == 1 && kept[0].count == 1 && kept[0].fate == Fate::Kept);
        let asked: Erasure = anna.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::Now }).await.ok(202);
        portal.run_jobs().await;
        let report = portal.rows("select name, email, email_key, words from request where until_closed = 1").await;
        assert_eq!(report, [["Anna", "anna@example.lv", "anna@example.lv", "Bērns"]]);
        let hers = portal.every_value().await.into_iter().filter(|value| value.contains("anna@example.lv"));
        assert_eq!(hers.count(), 2, "nowhere but in the report");
        for (table, left) in [("request", "2"), ("request_claim", "0"), ("disclosure", "0")] {
            assert_eq!(portal.rows(&format!("select cast(count(*) as text) from {table}")).await, [[left]], "{table}");
        }
        assert_eq!(berta.requests().await.len(), 1);
        let certificate = serde_json::json!({ "token": asked.certificate });
        let signed: SignedCertificate = portal.visitor().post(path::CERTIFICATE, &certificate).await.ok(200);
        let rest = signed.certificate.kept.iter().find(|rest| rest.holding == Holding::GuardianReports).unwrap();
        assert_eq!((rest.ground.as_str(), rest.fate), ("GDPR art. 17(3)(b), (e)", Fate::Kept));
        assert!(signed.certificate.as_foreseen);
    }

    async fn an_open_report_of_an_erased_guardian_is_answered_and_then_goes_without_a_trace(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut references = Vec::new();
        for words in ["Bērns", "Vēl viens Bērns"] {
            let report = serde_json::json!({ "topic": "guardian_report", "name": "Anna", "email": "anna@example.lv", "message": words, "lang": "lv" });
            references.push(portal.visitor().post(path::CONTACT, &report).await.ok::<Receipt>(202).reference);
        }
        let close = async |reference: &str| {
            let words = ["staff", "close-guardian", reference, "--nothing-left", "--reason", "Konta nav.", "--as", "Ilze"];
            assert!(portal.command_of(&words).await.1);
        };
        // A closed one is no duty any more.
        close(&references[0]).await;
        portal.run_jobs().await;
        anna.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::Now }).await.is(202);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select reference from request").await, [[references[1].as_str()]]);
        portal.clock.advance(400 * DAY);
        job::sweep(&portal.state).await.unwrap();
        assert_eq!(portal.rows("select reference from request").await.len(), 1, "as long as it is open");
        close(&references[1]).await;
        job::sweep(&portal.state).await.unwrap();
        portal.run_jobs().await;
        let answer = portal.postman.last_to("anna@example.lv").text;
        assert!(answer.contains("Konta nav.") && answer.contains(&references[1]), "{answer}");
        portal.clock.advance(3 * DAY);
        job::sweep(&portal.state).await.unwrap();
        for value in portal.every_value().await {
            assert!(!value.contains("anna@example.lv") && !value.contains("Bērns"), "{value}");
        }
        if portal.is_on_sqlite() {
            for end in ["", "-wal", "-shm"] {
                let bytes = std::fs::read(portal.folder().join(format!("vet2b.sqlite{end}"))).unwrap_or_default();
                assert!(!String::from_utf8_lossy(&bytes).contains("anna@example.lv"), "vet2b.sqlite{end}");
            }
        }
    }
}
