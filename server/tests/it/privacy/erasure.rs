use contract::account::{Account, EmailDraft, TokenDraft};
use contract::lang::Lang;
use contract::page::Page;
use contract::path;
use contract::privacy::{Activity, ActivityKind, Erasure, ErasureDraft, ErasurePreview, ErasureTime, Fate, Holding};
use contract::problem::Code;

use crate::portal::{PASSWORD, company, on_both};

const DAY: i64 = 86_400;
const NOW: ErasureDraft = ErasureDraft { when: ErasureTime::Now };
const LATER: ErasureDraft = ErasureDraft { when: ErasureTime::AfterGrace };

fn count(preview: &ErasurePreview, holding: Holding, fate: Fate) -> Option<i64> {
    preview.items.iter().find(|item| item.holding == holding && item.fate == fate).map(|item| item.count)
}

on_both! {
    async fn a_preview_says_what_goes_and_what_stays(portal: Portal) {
        let mut anna = portal.anna().await;
        let preview: ErasurePreview = anna.get(path::ME_ERASURE_PREVIEW).await.ok(200);
        assert_eq!(preview.due_at, portal.state.now().plus_seconds(14 * DAY));
        for (holding, entries) in [
            (Holding::Account, 1), (Holding::Organisation, 1), (Holding::PolicyRecords, 1), (Holding::Mail, 1),
        ] {
            assert_eq!(count(&preview, holding, Fate::Deleted), Some(entries), "{holding:?}");
        }
        assert_eq!(count(&preview, Holding::Sessions, Fate::DeletedNow), Some(1), "they end with the request");
        assert_eq!(preview.items.iter().filter(|item| item.fate == Fate::DeletedNow).count(), 1);
        assert_eq!(count(&preview, Holding::Exports, Fate::Deleted), None, "nothing there, nothing said");
        assert_eq!(count(&preview, Holding::ConsentLedger, Fate::Anonymised), Some(0));
        assert_eq!(count(&preview, Holding::FarewellMail, Fate::Kept), Some(1));
        assert_eq!(count(&preview, Holding::Tombstone, Fate::Kept), Some(1));
        assert_eq!(anna.get(path::ME_ERASURE).await.ok::<Option<Erasure>>(200), None, "a preview changes nothing");
    }

    async fn after_the_grace_the_account_is_gone(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut elsewhere = portal.visitor();
        elsewhere.sign_in("anna@example.lv", PASSWORD).await.is(200);
        let asked: Erasure = anna.post(path::ME_ERASURE, &LATER).await.ok(202);
        assert_eq!(asked.due_at, portal.state.now().plus_seconds(14 * DAY));
        for client in [&mut anna, &mut elsewhere] {
            assert_eq!(client.viewer().await, None, "signed out everywhere");
        }
        portal.run_jobs().await;
        let mail = portal.postman.last_to("anna@example.lv").text;
        assert!(mail.contains(&asked.reference) && mail.contains("/lv/keep-account#"), "{mail}");
        portal.clock.advance(14 * DAY - 1);
        portal.run_jobs().await;
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        assert_eq!(anna.viewer().await.unwrap().erasure_due, Some(asked.due_at));
        assert_eq!(anna.get(path::ME_ERASURE).await.ok::<Option<Erasure>>(200), Some(asked.clone()));
        portal.clock.advance(1);
        portal.run_jobs().await;
        assert_eq!(anna.viewer().await, None);
        anna.sign_in("anna@example.lv", PASSWORD).await.refused(Code::BadCredentials);
        let farewell = portal.postman.last_to("anna@example.lv").text;
        assert!(farewell.contains(&asked.reference), "{farewell}");
        assert_eq!(portal.rows("select cast(count(*) as text) from tombstone").await, [["1"]]);
    }

    async fn signed_in_again_one_can_stop_it(portal: Portal) {
        let mut anna = portal.anna().await;
        anna.post(path::ME_ERASURE, &LATER).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("anna@example.lv");
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        anna.delete(path::ME_ERASURE).await.is(204);
        anna.delete(path::ME_ERASURE).await.is(204);
        assert_eq!(anna.get(path::ME_ERASURE).await.ok::<Option<Erasure>>(200), None);
        portal.visitor().post(path::ERASURE_CANCELLATION, &TokenDraft { token }).await.refused(Code::Gone);
        let log: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        for kind in [ActivityKind::ErasureRequested, ActivityKind::ErasureCancelled] {
            assert!(log.items.iter().any(|entry| entry.kind == kind), "{kind:?}");
        }
        portal.clock.advance(30 * DAY);
        portal.run_jobs().await;
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
    }

    async fn the_code_of_the_mail_stops_it_once_and_without_a_session(portal: Portal) {
        let mut anna = portal.anna().await;
        anna.post(path::ME_ERASURE, &LATER).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("anna@example.lv");
        let mut mailbox = portal.visitor();
        mailbox.get("/lv/keep-account").await.is(200);
        mailbox.post(path::ERASURE_CANCELLATION, &TokenDraft { token: "x".repeat(43) }).await.refused(Code::Gone);
        mailbox.post(path::ERASURE_CANCELLATION, &TokenDraft { token: "x".into() }).await.refused(Code::Invalid);
        mailbox.post(path::ERASURE_CANCELLATION, &TokenDraft { token: token.clone() }).await.is(204);
        mailbox.post(path::ERASURE_CANCELLATION, &TokenDraft { token }).await.refused(Code::Gone);
        portal.clock.advance(15 * DAY);
        portal.run_jobs().await;
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
    }

    async fn asked_again_it_never_comes_later_and_now_is_at_once(portal: Portal) {
        let mut anna = portal.anna().await;
        let first: Erasure = anna.post(path::ME_ERASURE, &LATER).await.ok(202);
        portal.clock.advance(DAY);
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        let again: Erasure = anna.post(path::ME_ERASURE, &LATER).await.ok(202);
        assert_eq!(again, first);
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        let at_once: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        assert_eq!((at_once.due_at, at_once.reference), (portal.state.now(), first.reference));
        portal.run_jobs().await;
        anna.sign_in("anna@example.lv", PASSWORD).await.refused(Code::BadCredentials);
        portal.clock.advance(20 * DAY);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select cast(count(*) as text) from tombstone").await, [["1"]], "the older jobs find nothing");
    }

    async fn an_organisation_with_another_member_stays(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        let annas = "(select m.organisation_id from member m join account a on a.id = m.account_id where a.email = 'anna@example.lv')";
        let join = format!("update member set organisation_id = {annas} where account_id = (select id from account where email = 'berta@example.lv')");
        portal.sql(&join).await.unwrap();
        let preview: ErasurePreview = anna.get(path::ME_ERASURE_PREVIEW).await.ok(200);
        assert_eq!(count(&preview, Holding::Organisation, Fate::Kept), Some(1));
        assert_eq!(count(&preview, Holding::Organisation, Fate::Deleted), None);
        anna.post(path::ME_ERASURE, &NOW).await.is(202);
        portal.run_jobs().await;
        assert_eq!(berta.get(path::ME).await.ok::<Account>(200).organisation.name, "SIA Paraugs");
        let preview: ErasurePreview = berta.get(path::ME_ERASURE_PREVIEW).await.ok(200);
        assert_eq!(count(&preview, Holding::Organisation, Fate::Deleted), Some(1), "the last member");
    }

    async fn it_needs_a_fresh_proof(portal: Portal) {
        let mut anna = portal.anna().await;
        for (method, address) in [("get", path::ME_ERASURE), ("get", path::ME_ERASURE_PREVIEW), ("post", path::ME_ERASURE), ("delete", path::ME_ERASURE)] {
            let mut visitor = portal.visitor();
            let answer = match method {
                "get" => visitor.get(address).await,
                "post" => visitor.post(address, &NOW).await,
                _ => visitor.delete(address).await,
            };
            answer.refused(Code::SignInRequired);
        }
        anna.post(path::ME_ERASURE, &serde_json::json!({ "when": "tomorrow" })).await.refused(Code::Malformed);
        portal.clock.advance(600);
        anna.post(path::ME_ERASURE, &NOW).await.refused(Code::ReauthenticationRequired);
        portal.run_jobs().await;
        assert!(anna.viewer().await.is_some());
    }

    async fn killed_anywhere_and_begun_again_it_comes_to_the_same_end(portal: Portal) {
        use std::sync::atomic::Ordering;
        let mut anna = portal.anna().await;
        anna.post(path::ME_ERASURE, &NOW).await.is(202);
        // What a run that was killed half-way leaves.
        portal.sql("update erasure set state = 'running'").await.unwrap();
        portal.sql("delete from activity").await.unwrap();
        portal.sql("delete from policy_record").await.unwrap();
        portal.postman.down.store(true, Ordering::SeqCst);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select email from account").await, [[""; 1]; 0]);
        portal.postman.down.store(false, Ordering::SeqCst);
        portal.clock.advance(60);
        portal.run_jobs().await;
        assert!(portal.postman.subjects().last().unwrap().starts_with("anna@example.lv"), "the last mail is not lost");
    }

    async fn what_arrives_while_it_runs_goes_too(portal: Portal) {
        let mut anna = portal.anna().await;
        anna.post(path::ME_ERASURE, &NOW).await.is(202);
        let mut stranger = portal.visitor();
        let message = serde_json::json!({
            "topic": "support", "name": "Anna", "email": "anna@example.lv", "message": "Par vēlu", "lang": "lv"
        });
        let meanwhile = async move {
            stranger.post(path::CONTACT, &message).await.is(202);
            stranger.post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
            stranger.sign_in("anna@example.lv", "wrong-harbour-lamp").await.is(401);
        };
        *portal.postman.meanwhile.lock().unwrap() = Some(Box::pin(meanwhile));
        portal.run_jobs().await;
        assert!(portal.postman.meanwhile.lock().unwrap().is_none(), "it did happen");
        for table in ["contact_message", "registration", "sign_in_failure", "account", "outbox where payload <> ''"] {
            assert_eq!(portal.rows(&format!("select cast(count(*) as text) from {table}")).await, [["0"]], "{table}");
        }
        assert!(portal.postman.subjects().last().unwrap().contains("dzēsts"), "{:?}", portal.postman.subjects());
    }

    async fn a_mail_that_another_worker_is_sending_is_waited_for(portal: Portal) {
        let mut anna = portal.anna().await;
        let recovery = EmailDraft { email: "anna@example.lv".into(), lang: Lang::Lv };
        anna.post(path::RECOVERY, &recovery).await.is(202);
        portal.sql("update outbox set leased_by = 'other', lease_until = 9000000000000000 where done_at is null").await.unwrap();
        anna.post(path::ME_ERASURE, &NOW).await.is(202);
        let sending = async {
            tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            assert_eq!(portal.rows("select email from account").await, [["anna@example.lv"]], "it waits");
            portal.sql("update outbox set lease_until = 0 where leased_by = 'other'").await.unwrap();
        };
        tokio::join!(portal.run_jobs(), sending);
        assert_eq!(portal.rows("select email from account").await, [[""; 1]; 0]);
        assert_eq!(portal.rows("select cast(count(*) as text) from outbox where payload <> ''").await, [["0"]]);
    }
}
