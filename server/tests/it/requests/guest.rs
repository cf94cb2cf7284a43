use contract::consent::PublicKey;
use contract::path;
use contract::privacy::Export;
use contract::problem::Code;
use contract::rights::{
    CASE, Confirmed, Request, RequestCodeDraft, RequestFormDraft, RequestKind, RequestState, SignedCase,
};
use serde_json::{Value as Json, json};
use vet2b_server::signing::is_of;

use super::form;
use crate::portal::{Answer, on_both};
use crate::privacy::export::files;

fn code(code: &str) -> RequestCodeDraft {
    RequestCodeDraft { code: code.into() }
}

/// All that a stranger sees, without what is random in every answer.
fn seen(answer: &Answer) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let headers = answer.headers.iter().filter(|(name, _)| name.as_str() != "x-request-id");
    let mut headers: Vec<_> =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    headers.sort();
    (answer.status.as_u16(), headers, answer.body.clone())
}

on_both! {
    async fn a_mailed_code_confirms_once_and_a_receipt_shows_it_for_good(portal: Portal) {
        let mut visitor = portal.visitor();
        visitor.post(path::REQUESTS, &form(RequestKind::Access, "zane@example.lv", "a")).await.is(202);
        portal.run_jobs().await;
        let mail = portal.postman.last_to("zane@example.lv");
        assert!(mail.text.contains("/lv/request/status#") && !mail.text.contains("Zane"), "{}", mail.text);
        let mailed = portal.typed_code_to("zane@example.lv");
        assert_eq!(portal.rows("select cast(count(*) as text) from request").await, [["0"]], "nothing before the code");
        let spaced = mailed.replace('-', " ").to_lowercase();
        let Confirmed { receipt, request } = visitor.post(path::REQUEST_CONFIRMATION, &code(&spaced)).await.ok(200);
        assert_eq!((request.kind, request.state), (RequestKind::Access, RequestState::Received));
        assert_eq!(request.words, "Lūdzu, atbildiet.");
        visitor.post(path::REQUEST_CONFIRMATION, &code(&mailed)).await.refused(Code::Gone);
        let shown: Request = portal.visitor().post(path::REQUEST_STATUS, &code(&receipt)).await.ok(200);
        assert_eq!(shown, request);
        portal.run_jobs().await;
        let mail = portal.postman.last_to("zane@example.lv");
        assert!(mail.text.contains(&receipt) && mail.text.contains(&request.reference), "{}", mail.text);
        for value in portal.every_value().await {
            assert!(!value.contains(&receipt) && !value.contains(&receipt.replace('-', "")), "only its hash is stored: {value}");
        }
        visitor.post(path::REQUEST_CANCELLATION, &code(&receipt)).await.is(204);
        visitor.post(path::REQUEST_CANCELLATION, &code(&receipt)).await.refused(Code::Conflict);
        let shown: Request = visitor.post(path::REQUEST_STATUS, &code(&receipt)).await.ok(200);
        assert_eq!(shown.state, RequestState::Cancelled);
    }

    async fn the_childs_address_is_redacted_in_the_copy_of_whoever_wrote_about_it(portal: Portal) {
        let mut anna = portal.anna().await;
        let child = "berns@example.lv";
        let report = RequestFormDraft { child_email: child.into(), ..form(RequestKind::Guardian, "anna@example.lv", "a") };
        portal.visitor().post(path::REQUESTS, &report).await.is(202);
        portal.run_jobs().await;
        let mailed = portal.typed_code_to("anna@example.lv");
        portal.visitor().post(path::REQUEST_CONFIRMATION, &code(&mailed)).await.is(200);
        assert_eq!(portal.rows("select about from request").await, [[child]]);
        let export: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        portal.run_jobs().await;
        let zip = anna.get(&path::with(path::ME_EXPORT_ARCHIVE, &export.id)).await;
        let files = files(&zip.is(200).body);
        assert!(files["data/requests.json"].contains("\"about\":\"[redacted]\""), "{}", files["data/requests.json"]);
        assert!(files.values().all(|text| !text.contains(child)));
        assert!(files["index.html"].contains("svītrots: citas personas dati"));
        let manifest: Json = serde_json::from_str(&files["manifest.json"]).unwrap();
        let listed = manifest["withheld"].as_array().unwrap().iter().find(|one| one["what"] == "redacted").unwrap();
        let columns = json!(["invitation.email", "request.about"]);
        assert_eq!((&listed["ground"], &listed["columns"]), (&json!("GDPR art. 15(4)"), &columns));
        let words = listed["words"]["lv"].as_str().unwrap();
        assert!(files["index.html"].contains(words), "the page lists it too");
    }

    async fn a_code_is_good_for_thirty_minutes(portal: Portal) {
        let mut visitor = portal.visitor();
        visitor.post(path::REQUESTS, &form(RequestKind::Erasure, "zane@example.lv", "a")).await.is(202);
        portal.run_jobs().await;
        let mailed = portal.typed_code_to("zane@example.lv");
        portal.clock.advance(30 * 60);
        visitor.post(path::REQUEST_CONFIRMATION, &code(&mailed)).await.refused(Code::Gone);
        vet2b_server::job::sweep(&portal.state).await.unwrap();
        assert_eq!(portal.rows("select cast(count(*) as text) from request_claim").await, [["0"]], "what was typed is gone");
        visitor.post(path::REQUESTS, &form(RequestKind::Erasure, "zane@example.lv", "a")).await.is(202);
        portal.run_jobs().await;
        let mailed = portal.typed_code_to("zane@example.lv");
        portal.clock.advance(30 * 60 - 1);
        visitor.post(path::REQUEST_CONFIRMATION, &code(&mailed)).await.is(200);
    }

    async fn a_case_file_is_there_without_an_account_by_the_receipt_alone(portal: Portal) {
        let mut visitor = portal.visitor();
        visitor.post(path::REQUESTS, &form(RequestKind::Complaint, "zane@example.lv", "a")).await.is(202);
        portal.run_jobs().await;
        let mailed = portal.typed_code_to("zane@example.lv");
        let Confirmed { receipt, request } = visitor.post(path::REQUEST_CONFIRMATION, &code(&mailed)).await.ok(200);
        let page = portal.visitor().post(path::REQUEST_FILE, &code(&receipt)).await;
        let html = page.is(200).text();
        assert!(page.header("content-disposition").starts_with("attachment; filename=\"vet2b-R-"));
        assert!(page.header("content-security-policy").starts_with("default-src 'none'; style-src 'sha256-"));
        assert_eq!(page.header("cache-control"), "no-store");
        for part in [request.reference.as_str(), "Zane, zane@example.lv", "Lūdzu, atbildiet.", "Datu valsts inspekcija"] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains(&receipt), "the code stands in no file");
        let json = visitor.post(&format!("{}?format=json", path::REQUEST_FILE), &code(&receipt)).await.is(200).text();
        let SignedCase { case, signature } = serde_json::from_str(&json).unwrap();
        assert_eq!((case.schema.as_str(), case.person.as_str(), case.email.as_str()), (CASE, "Zane", "zane@example.lv"));
        let keys: Vec<PublicKey> = visitor.get(path::SIGNING_KEYS).await.ok(200);
        let key = keys.iter().find(|key| key.id == signature.key).unwrap();
        assert!(is_of(&key.public, &serde_json::to_string(&case).unwrap(), &signature.value));
        visitor.post(&format!("{}?format=exe", path::REQUEST_FILE), &code(&receipt)).await.refused(Code::Malformed);
        assert!(visitor.get(path::REQUEST_FILE).await.status.is_client_error(), "no address carries a code");
        // A code proves a mail and no account: of one it tells nothing.
        portal.anna().await;
        visitor.post(path::REQUESTS, &form(RequestKind::Complaint, "anna@example.lv", "b")).await.is(202);
        portal.run_jobs().await;
        let mailed = portal.typed_code_to("anna@example.lv");
        let Confirmed { receipt, .. } = visitor.post(path::REQUEST_CONFIRMATION, &code(&mailed)).await.ok(200);
        let html = visitor.post(path::REQUEST_FILE, &code(&receipt)).await.is(200).text();
        assert!(html.contains("Lūdzu, atbildiet.") && !html.contains("anna@") && !html.contains("Paraudziņa"), "{html}");
    }

    async fn unknown_codes_show_nothing(portal: Portal) {
        let mut visitor = portal.visitor();
        for (path, unknown) in [
            (path::REQUEST_CONFIRMATION, "2345-6789-ABCD"), (path::REQUEST_STATUS, "2345-6789-ABCD-EFGH"),
            (path::REQUEST_CANCELLATION, "2345-6789-ABCD-EFGH"), (path::REQUEST_FILE, "2345-6789-ABCD-EFGH"),
        ] {
            visitor.post(path, &code(unknown)).await.refused(Code::Gone);
            assert_eq!(visitor.post(path, &code("x")).await.flaws(), ["code malformed"]);
            assert_eq!(visitor.post(path, &code(" ")).await.flaws(), ["code required"]);
        }
    }

    async fn known_and_unknown_addresses_get_the_same_answer_and_the_same_mail(portal: Portal) {
        portal.anna().await;
        let known = portal.visitor().post(path::REQUESTS, &form(RequestKind::Access, "anna@example.lv", "a")).await;
        let unknown = portal.visitor().post(path::REQUESTS, &form(RequestKind::Access, "abcd@example.lv", "b")).await;
        assert_eq!(seen(&known), seen(&unknown));
        portal.run_jobs().await;
        let subjects = ["anna@example.lv", "abcd@example.lv"].map(|email| portal.postman.last_to(email).subject);
        assert_eq!(subjects[0], subjects[1]);
        let same = portal.visitor().post(path::REQUESTS, &form(RequestKind::Access, "abcd@example.lv", "b")).await;
        assert_eq!(seen(&same), seen(&unknown), "sent twice it is one, and says the same");
        portal.run_jobs().await;
        assert_eq!(portal.postman.to("abcd@example.lv").len(), 1);
    }

    async fn whoever_proves_an_accounts_address_asks_for_that_account(portal: Portal) {
        let mut anna = portal.anna().await;
        portal.visitor().post(path::REQUESTS, &form(RequestKind::Complaint, "Anna@example.lv", "a")).await.is(202);
        portal.run_jobs().await;
        let mailed = portal.typed_code_to("anna@example.lv");
        let Confirmed { request, .. } = portal.visitor().post(path::REQUEST_CONFIRMATION, &code(&mailed)).await.ok(200);
        assert_eq!(anna.requests().await, [request]);
    }

    async fn the_clock_runs_from_the_form_and_not_from_the_code(portal: Portal) {
        // 22 November, a minute before midnight in Riga.
        portal.clock.advance(9 * 3600 + 59 * 60);
        portal.visitor().post(path::REQUESTS, &form(RequestKind::Access, "zane@example.lv", "a")).await.is(202);
        portal.run_jobs().await;
        portal.clock.advance(120);
        let mailed = portal.typed_code_to("zane@example.lv");
        let Confirmed { request, .. } = portal.visitor().post(path::REQUEST_CONFIRMATION, &code(&mailed)).await.ok(200);
        assert_eq!(request.timeline.received_on, "2026-11-22");
        assert_eq!(request.timeline.today, "2026-11-23");
    }

    async fn bad_forms_and_too_many_are_refused(portal: Portal, ["--mails-per-hour", "2"]) {
        let mut visitor = portal.visitor();
        let empty = json!({ "kind": "", "name": "", "email": "x", "words": "", "lang": "en", "key": "0123456789abcdef" });
        assert_eq!(visitor.post(path::REQUESTS, &empty).await.flaws(), ["right required", "name required", "email malformed", "statement required"]);
        let child = json!({ "kind": "guardian", "name": "Z", "email": "z@example.lv", "child_email": "x", "words": "x", "lang": "en", "key": "0123456789abcdef" });
        assert_eq!(visitor.post(path::REQUESTS, &child).await.flaws(), ["child_email malformed"]);
        for (key, status) in [("a", 202), ("b", 202), ("c", 429)] {
            visitor.post(path::REQUESTS, &form(RequestKind::Access, "zane@example.lv", key)).await.is(status);
        }
    }
}
