//! Rights that the portal answers by itself go through the same model.

use contract::lang::Lang;
use contract::path;
use contract::privacy::{ErasureDraft, ErasureTime, Export, NewsletterDraft};
use contract::rights::{Concern, RequestEventKind, RequestKind, RequestState};
use serde_json::json;

use super::DAY;
use crate::portal::{PASSWORD, company, on_both, school};

on_both! {
    async fn an_export_is_an_access_request_until_its_archive_is_ready(portal: Portal) {
        let mut anna = portal.anna().await;
        let _: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        let _: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        let open = anna.requests().await;
        assert_eq!(open.len(), 1);
        assert_eq!((open[0].kind, open[0].state, open[0].by_portal), (RequestKind::Access, RequestState::InProgress, true));
        // The person's own question is another one.
        anna.file(RequestKind::Access, "a").await;
        portal.run_jobs().await;
        let (closed, open): (Vec<_>, Vec<_>) = anna.requests().await.into_iter().partition(|r| r.state.is_closed());
        assert_eq!((open.len(), open[0].by_portal), (1, false));
        assert_eq!((closed[0].state, closed[0].by_portal), (RequestState::Granted, true));
        assert_eq!(closed[0].events.last().unwrap().kind, RequestEventKind::Decided);
    }

    async fn an_export_that_fails_stays_open_and_seen(portal: Portal) {
        let mut anna = portal.anna().await;
        let _: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        portal.clock.advance(3601);
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        let _: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        let shown = anna.requests().await;
        assert_eq!((shown.len(), shown[0].state), (1, RequestState::InProgress));
        assert_eq!(shown[0].events.last().unwrap().kind, RequestEventKind::Failed);
        portal.run_jobs().await;
        assert_eq!(anna.requests().await[0].state, RequestState::Granted);
    }

    async fn an_export_that_takes_too_long_is_noted_once_and_comes_to_staff(portal: Portal) {
        let mut anna = portal.anna().await;
        let _: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        let reference = anna.requests().await.remove(0).reference;
        let grant = ["staff", "decide", reference.as_str(), "grant", "--reason", "x", "--as", "Ilze"];
        let (said, done) = portal.command_of(&grant).await;
        assert!(!done && said.contains("the portal itself works on this request"), "{said}");
        portal.clock.advance(3601);
        for _ in 0..2 {
            vet2b_server::job::sweep(&portal.state).await.unwrap();
            let failed = "select cast(count(*) as text) from request_event where kind = 'failed'";
            assert_eq!(portal.rows(failed).await, [["1"]]);
            let mails = "select cast(count(*) as text) from outbox where payload like '%staff_request%'";
            assert_eq!(portal.rows(mails).await, [["1"]]);
        }
        let (said, done) = portal.command_of(&grant).await;
        assert!(done, "{said}");
    }

    async fn an_export_that_is_deleted_on_its_way_is_taken_back(portal: Portal) {
        let mut anna = portal.anna().await;
        let export: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        anna.delete(&path::with(path::ME_EXPORT, &export.id)).await.is(204);
        assert_eq!(anna.requests().await[0].state, RequestState::Cancelled);
    }

    async fn an_erasure_is_open_until_it_is_stopped(portal: Portal) {
        let mut anna = portal.anna().await;
        anna.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::AfterGrace }).await.is(202);
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        let open = anna.requests().await.remove(0);
        assert_eq!((open.kind, open.state), (RequestKind::Erasure, RequestState::InProgress));
        let refuse = ["staff", "decide", open.reference.as_str(), "refuse", "--reason", "x", "--as", "Ilze"];
        let (said, done) = portal.command_of(&refuse).await;
        assert!(!done && said.contains("the portal itself works on this request"), "{said}");
        anna.delete(&path::with(path::ME_REQUEST, &open.id)).await.is(409);
        anna.delete(path::ME_ERASURE).await.is(204);
        assert_eq!(anna.requests().await[0].state, RequestState::Cancelled);
        anna.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::AfterGrace }).await.is(202);
        portal.clock.advance(15 * DAY);
        portal.run_jobs().await;
        for table in ["request", "request_event"] {
            assert_eq!(portal.rows(&format!("select cast(count(*) as text) from {table}")).await, [["0"]], "{table}");
        }
    }

    async fn what_acts_at_once_is_answered_at_once(portal: Portal) {
        let mut draft = company("anna@example.lv");
        draft.declarations.newsletter = true;
        let mut anna = portal.registered(&draft).await;
        anna.put(path::ME_PERSON, &json!({ "name": "Anna", "surname": "Bērziņa", "phone": "" })).await.is(200);
        anna.put(path::ME_ORGANISATION, &school("x@example.lv").organisation).await.is(200);
        anna.put(path::ME_NEWSLETTER, &NewsletterDraft { granted: false, lang: Lang::Lv }).await.is(200);
        anna.put(path::ME_NEWSLETTER, &NewsletterDraft { granted: false, lang: Lang::Lv }).await.is(200);
        let declined = json!({ "version": "1", "lang": "lv", "clause": "", "accepted": false });
        anna.post(path::ME_POLICY, &declined).await.is(204);
        let shown = anna.requests().await;
        assert!(shown.iter().all(|request| request.state == RequestState::Granted && request.by_portal), "{shown:?}");
        let mut used: Vec<_> = shown.iter().map(|request| (request.kind, request.concern)).collect();
        used.sort();
        assert_eq!(used, [
            (RequestKind::Rectification, Concern::Name),
            (RequestKind::Rectification, Concern::Organisation),
            (RequestKind::Objection, Concern::Policy),
            (RequestKind::Withdrawal, Concern::Newsletter),
        ]);
        let mails = portal.postman.subjects().len();
        portal.run_jobs().await;
        assert_eq!(portal.postman.subjects().len(), mails, "what was done at once needs no mail");
    }
}
