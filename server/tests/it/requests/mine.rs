use contract::page::Page;
use contract::path;
use contract::privacy::{Activity, ActivityKind, Actor};
use contract::problem::Code;
use contract::rights::{Concern, Request, RequestEventKind, RequestKind, RequestState};
use serde_json::{Value, json};

use super::typed;
use crate::portal::{company, on_both};

on_both! {
    async fn a_complaint_has_a_month_and_is_acknowledged(portal: Portal) {
        let mut anna = portal.anna().await;
        let filed = anna.file(RequestKind::Complaint, "a").await;
        assert_eq!((filed.state, filed.by_portal, filed.concern), (RequestState::Received, false, Concern::Everything));
        let clock = &filed.timeline;
        // 22 November is a Sunday; the month ends on a Tuesday.
        assert_eq!((clock.received_on.as_str(), clock.due_on.as_str(), clock.days_left), ("2026-11-22", "2026-12-22", 30));
        assert_eq!(anna.requests().await, std::slice::from_ref(&filed));
        portal.run_jobs().await;
        let mail = portal.postman.last_to("anna@example.lv");
        assert_eq!(mail.subject, format!("VET2B: pieprasījums {} ir saņemts", filed.reference));
        assert!(mail.text.contains("2026. gada 22. decembrī") && mail.text.contains("/lv/my-privacy/requests"), "{}", mail.text);
        assert!(!mail.text.contains("nepareizi."), "the words stay in the portal: {}", mail.text);
        let staff = portal.postman.last_to(portal.state.config().mail_contact.email.as_ref());
        assert_eq!(staff.subject, format!("VET2B: jauns pieprasījums {}", filed.reference));
        assert!(!staff.text.contains("anna@") && !staff.text.contains("Anna"), "{}", staff.text);
        let log: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        assert!(log.items.iter().any(|entry| entry.kind == ActivityKind::RequestFiled && entry.actor == Actor::Person));
    }

    async fn the_same_form_sent_twice_is_one_and_a_second_complaint_is_another(portal: Portal) {
        let mut anna = portal.anna().await;
        let first = anna.file(RequestKind::Complaint, "a").await;
        assert_eq!(anna.file(RequestKind::Complaint, "a").await, first);
        let second = anna.file(RequestKind::Complaint, "b").await;
        assert_ne!(second.id, first.id);
        assert_eq!(anna.requests().await.len(), 2);
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        assert_ne!(berta.file(RequestKind::Complaint, "a").await.id, first.id, "another's form is another's");
    }

    async fn two_submits_at_the_same_moment_are_one(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut again = anna.clone();
        let draft = typed(RequestKind::Complaint, "a");
        let (one, other) = tokio::join!(anna.post(path::ME_REQUESTS, &draft), again.post(path::ME_REQUESTS, &draft));
        assert_eq!(one.ok::<Request>(201).id, other.ok::<Request>(201).id);
        assert_eq!(anna.requests().await.len(), 1);
    }

    async fn of_access_and_erasure_the_running_one_is_given_back(portal: Portal) {
        let mut anna = portal.anna().await;
        for kind in [RequestKind::Access, RequestKind::Erasure] {
            let first = anna.file(kind, &format!("{kind:?}1")).await;
            assert_eq!(anna.file(kind, &format!("{kind:?}2")).await.id, first.id);
            anna.delete(&path::with(path::ME_REQUEST, &first.id)).await.is(204);
            assert_ne!(anna.file(kind, &format!("{kind:?}3")).await.id, first.id, "after it another can begin");
        }
    }

    async fn a_dispute_restricts_its_field_until_it_is_decided(portal: Portal) {
        let mut anna = portal.anna().await;
        let dispute = anna.file(RequestKind::Rectification, "a").await;
        assert_eq!(dispute.concern, Concern::Name);
        portal.run_jobs().await;
        assert!(portal.postman.last_to("anna@example.lv").text.starts_with("Labdien!"), "not greeted by a disputed name");
        anna.delete(&path::with(path::ME_REQUEST, &dispute.id)).await.is(204);
        anna.file(RequestKind::Complaint, "b").await;
        portal.run_jobs().await;
        assert!(portal.postman.last_to("anna@example.lv").text.starts_with("Labdien, Anna!"));
    }

    async fn an_open_one_is_taken_back_once(portal: Portal) {
        let mut anna = portal.anna().await;
        let filed = anna.file(RequestKind::Objection, "a").await;
        let at = path::with(path::ME_REQUEST, &filed.id);
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        berta.delete(&at).await.refused(Code::NotFound);
        portal.visitor().delete(&at).await.refused(Code::SignInRequired);
        anna.delete(&at).await.is(204);
        anna.delete(&at).await.refused(Code::Conflict);
        let shown = anna.requests().await.remove(0);
        assert_eq!(shown.state, RequestState::Cancelled);
        assert_eq!(shown.events.last().unwrap().kind, RequestEventKind::Cancelled);
        anna.delete(&path::with(path::ME_REQUEST, "0192")).await.refused(Code::NotFound);
    }

    async fn bad_input_is_named(portal: Portal) {
        let mut anna = portal.anna().await;
        let post = async |client: &mut crate::portal::Client, body: Value| client.post(path::ME_REQUESTS, &body).await;
        let empty = json!({ "kind": "", "words": " ", "lang": "lv", "key": "0123456789abcdef" });
        assert_eq!(post(&mut anna, empty).await.flaws(), ["right required", "statement required"]);
        let wrong = json!({ "kind": "guardian", "concern": "x", "words": "x".repeat(5001), "lang": "lv", "key": "<script>" });
        assert_eq!(post(&mut anna, wrong).await.flaws(), ["right malformed", "statement too_long", "form_key malformed"]);
        let vague = json!({ "kind": "rectification", "words": "x", "lang": "lv", "key": "0123456789abcdef" });
        assert_eq!(post(&mut anna, vague).await.flaws(), ["concern required"]);
        post(&mut anna, json!({ "kind": "complaint" })).await.refused(Code::Malformed);
        assert_eq!(anna.requests().await, []);
    }

    async fn requests_are_limited_like_mails(portal: Portal, ["--mails-per-hour", "2"]) {
        let mut anna = portal.anna().await;
        for (key, status) in [("a", 201), ("b", 201), ("c", 429), ("a", 201)] {
            anna.post(path::ME_REQUESTS, &typed(RequestKind::Complaint, key)).await.is(status);
        }
    }

    async fn a_case_file_stands_by_itself(portal: Portal) {
        let mut anna = portal.anna().await;
        let filed = anna.file(RequestKind::Complaint, "a").await;
        let at = path::with(path::ME_REQUEST_FILE, &filed.id);
        let page = anna.get(&at).await;
        let html = page.is(200).text();
        assert!(page.header("content-disposition").starts_with("attachment; filename=\"vet2b-R-"));
        assert!(page.header("content-security-policy").starts_with("default-src 'none'; style-src 'sha256-"));
        for part in [filed.reference.as_str(), "2026. gada 22. decembris", "nepareizi", "Datu valsts inspekcija", "anna@example.lv"] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("<script") && !html.contains("src=") && !html.contains("href="), "no external resources");
        let file: Value = anna.get(&format!("{at}?format=json")).await.ok(200);
        assert_eq!(file["case"]["request"]["reference"], filed.reference.as_str());
        let signed = serde_json::to_string(&file["case"]).unwrap();
        assert!(signed.len() > 100 && file["signature"]["algorithm"] == "Ed25519");
        anna.get(&format!("{at}?format=exe")).await.refused(Code::Malformed);
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        berta.get(&at).await.refused(Code::NotFound);
    }
}
