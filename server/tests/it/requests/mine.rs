use contract::consent::PublicKey;
use contract::page::Page;
use contract::path;
use contract::privacy::{Activity, ActivityKind, Actor};
use contract::problem::Code;
use contract::rights::{
    CASE, Concern, OpenRequestDraft, Request, RequestEventKind, RequestKind, RequestState, SignedCase,
};
use serde_json::{Value, json};
use vet2b_server::signing::is_of;

use super::{form, typed};
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

    async fn a_second_question_about_access_or_erasure_is_another_with_a_clock_of_its_own(portal: Portal) {
        let mut anna = portal.anna().await;
        for kind in [RequestKind::Access, RequestKind::Erasure] {
            anna.file(kind, &format!("{kind:?}1")).await;
            portal.clock.advance(86_400);
            anna.sign_in("anna@example.lv", crate::portal::PASSWORD).await.is(200);
            let draft = OpenRequestDraft { words: "Vēl kas cits.".into(), ..typed(kind, &format!("{kind:?}2")) };
            let second: Request = anna.post(path::ME_REQUESTS, &draft).await.ok(201);
            let open: Vec<_> = anna.requests().await.into_iter().filter(|request| request.kind == kind).collect();
            assert_eq!(open.len(), 2);
            assert!(open.contains(&second) && second.words == "Vēl kas cits.");
            assert_ne!(open[0].timeline.received_on, open[1].timeline.received_on);
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

    async fn nobody_else_uses_up_what_a_person_may_file(portal: Portal, ["--mails-per-hour", "2"]) {
        let mut anna = portal.anna().await;
        for (key, status) in [("a", 202), ("b", 202), ("c", 429)] {
            portal.visitor().post(path::REQUESTS, &form(RequestKind::Access, "anna@example.lv", key)).await.is(status);
        }
        anna.file(RequestKind::Complaint, "a").await;
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
        assert!(html.contains("http://127.0.0.1:8080/lv/verify"), "where the signed file is verified: {html}");
        // As the page that verifies does it: the form byte by byte, then the signature.
        let text = anna.get(&format!("{at}?format=json")).await.is(200).text();
        let SignedCase { case, signature } = serde_json::from_str(&text).unwrap();
        assert_eq!((case.schema.as_str(), &case.request.reference), (CASE, &filed.reference));
        let keys: Vec<PublicKey> = portal.visitor().get(path::SIGNING_KEYS).await.ok(200);
        let key = keys.iter().find(|key| key.id == signature.key).unwrap();
        let compact = serde_json::to_string(&case).unwrap();
        assert!(signature.algorithm == "Ed25519" && is_of(&key.public, &compact, &signature.value));
        assert_eq!(serde_json::to_string_pretty(&SignedCase { case, signature }).unwrap() + "\n", text);
        anna.get(&format!("{at}?format=exe")).await.refused(Code::Malformed);
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        berta.get(&at).await.refused(Code::NotFound);
    }
}
