use contract::account::TokenDraft;
use contract::consent::{ConsentDraft, PublicKey};
use contract::lang::Lang;
use contract::path;
use contract::privacy::{
    CERTIFICATE, CertifiedItem, CertifiedState, Erasure, ErasureDraft, ErasurePreview, ErasureTime, Fate, Holding,
    LimitDraft, LimitKind, NewsletterDraft, Purpose, Recipient, SignedCertificate,
};
use contract::problem::Code;
use serde_json::json;
use vet2b_server::job;
use vet2b_server::job::erasure::{Stage, reapply, watched};
use vet2b_server::problem::Failure;
use vet2b_server::signing::is_of;

use crate::portal::{Client, PASSWORD, Portal, captured_log, company, on_both};

const NOW: ErasureDraft = ErasureDraft { when: ErasureTime::Now };
const LATER: ErasureDraft = ErasureDraft { when: ErasureTime::AfterGrace };
/// What the log says when an erasure was not as its preview.
const ALARM: &str = "an erasure did not delete what its preview had shown";

async fn file(client: &mut Client, code: &str) -> String {
    let answer = client.post(path::CERTIFICATE, &TokenDraft { token: code.into() }).await;
    answer.is(200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"vet2b-erasure.json\"");
    assert_eq!(answer.header("cache-control"), "no-store");
    answer.text()
}

/// What a verifier does with the file, and no more.
fn verified(file: &str, keys: &[PublicKey]) -> Option<SignedCertificate> {
    let signed: SignedCertificate = serde_json::from_str(file).ok()?;
    if serde_json::to_string_pretty(&signed).unwrap() + "\n" != file || signed.signature.algorithm != "Ed25519" {
        return None;
    }
    let key = keys.iter().find(|key| key.id == signed.signature.key)?;
    let text = serde_json::to_string(&signed.certificate).unwrap();
    is_of(&key.public, &text, &signed.signature.value).then_some(signed)
}

/// Everything that a run leaves, but for what is different each time.
async fn end(portal: &Portal, reference: &str, code: &str) -> (Vec<CertifiedItem>, usize, bool) {
    let keys: Vec<PublicKey> = portal.visitor().get(path::SIGNING_KEYS).await.ok(200);
    let text = file(&mut portal.visitor(), code).await;
    let SignedCertificate { certificate, .. } = verified(&text, &keys).unwrap();
    assert_eq!(certificate.reference, reference);
    (certificate.erased, certificate.kept.len(), certificate.as_foreseen)
}

fn item(items: &[CertifiedItem], holding: Holding) -> Option<(i64, i64, i64)> {
    let found = items.iter().find(|item| item.holding == holding)?;
    Some((found.shown, found.foreseen, found.erased))
}

/// Somebody of whom there is something nearly everywhere.
async fn busy(portal: &Portal) -> Client {
    let mut draft = company("anna@example.lv");
    draft.declarations.newsletter = true;
    let mut anna = portal.registered(&draft).await;
    let choice = ConsentDraft { preferences: Some(true), statistics: Some(true), ..ConsentDraft::default() };
    anna.post(path::CONSENT, &choice).await.is(200);
    anna.post(path::USAGE, &json!({ "opened": "/lv/my-privacy/delete" })).await.is(204);
    for granted in [false, true] {
        anna.put(path::ME_NEWSLETTER, &NewsletterDraft { granted, lang: Lang::Lv }).await.is(200);
    }
    let limit = LimitDraft { purpose: Purpose::Support, kind: LimitKind::Restricted, on: true };
    anna.put(path::ME_LIMITS, &limit).await.is(200);
    anna.post(path::ME_EXPORTS, &()).await.is(202);
    let message = json!({ "topic": "data_protection", "name": "Anna", "email": "anna@example.lv", "message": "Sveiki", "lang": "lv" });
    anna.post(path::CONTACT, &message).await.is(202);
    let complaint = json!({ "kind": "complaint", "words": "Kāpēc?", "lang": "lv", "key": "0123456789abcdef-0" });
    anna.post(path::ME_REQUESTS, &complaint).await.is(201);
    let recovery = json!({ "email": "anna@example.lv", "lang": "lv" });
    portal.visitor().post(path::RECOVERY, &recovery).await.is(202);
    let disclose = "staff disclose --account anna@example.lv --recipient Policija --ground safety --reason x --as Ilze";
    assert!(portal.command(disclose).await.1);
    portal.run_jobs().await;
    portal.visitor().sign_in("anna@example.lv", "wrong-harbour-lamp").await.is(401);
    anna
}

on_both! {
    async fn a_certificate_says_what_was_done_and_verifies_without_an_account(portal: Portal) {
        let mut anna = portal.anna().await;
        let message = json!({ "topic": "support", "name": "Anna", "email": "anna@example.lv", "message": "Sveiki", "lang": "lv" });
        anna.post(path::CONTACT, &message).await.is(202);
        portal.run_jobs().await;
        let preview: ErasurePreview = anna.get(path::ME_ERASURE_PREVIEW).await.ok(200);
        let asked: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        let draft = TokenDraft { token: asked.certificate.clone() };
        portal.visitor().post(path::CERTIFICATE, &draft).await.refused(Code::NotFound);
        portal.clock.advance(7);
        portal.run_jobs().await;
        let farewell = portal.postman.last_to("anna@example.lv").text;
        assert!(farewell.contains(&format!("/lv/verify#certificate={}", asked.certificate)), "{farewell}");
        let text = file(&mut portal.visitor(), &asked.certificate).await;
        let keys: Vec<PublicKey> = portal.visitor().get(path::SIGNING_KEYS).await.ok(200);
        let SignedCertificate { certificate, .. } = verified(&text, &keys).unwrap();
        assert_eq!((certificate.schema.as_str(), &certificate.reference), (CERTIFICATE, &asked.reference));
        assert_eq!(certificate.requested_at, "2026-11-22T12:00:00Z");
        assert_eq!(certificate.executed_at, "2026-11-22T12:00:07Z");
        assert!(certificate.as_foreseen && certificate.erased.iter().all(CertifiedItem::is_as_foreseen));
        // What was promised was done, with what the request itself wrote: its entry of the log, and the request.
        let is_deleted = |fate| matches!(fate, Fate::Deleted | Fate::DeletedNow);
        for promised in preview.items.iter().filter(|item| is_deleted(item.fate)) {
            let count = promised.count + i64::from(promised.holding == Holding::Activity);
            assert_eq!(item(&certificate.erased, promised.holding), Some((count, count, count)), "{:?}", promised.holding);
        }
        assert_eq!(item(&certificate.erased, Holding::Requests), Some((1, 1, 1)));
        assert_eq!(certificate.erased.len(), preview.items.iter().filter(|item| is_deleted(item.fate)).count() + 1);
        let kept: Vec<Holding> = certificate.kept.iter().map(|rest| rest.holding).collect();
        assert_eq!(kept, [Holding::ConsentLedger, Holding::Tombstone, Holding::FarewellMail, Holding::Certificate]);
        assert_eq!(certificate.kept[2].until.as_deref(), Some("2026-11-25T12:00:07Z"));
        let recipients: Vec<_> = certificate.recipients.iter().map(|one| (one.recipient, one.state)).collect();
        assert_eq!(recipients, [(Recipient::Consortium, CertifiedState::NotAsked)], "no company delivers its letters");
        for known in ["anna", "Anna", "example.lv", "Bērziņa"] {
            assert!(!text.contains(known), "{known}");
        }
        let stored = portal.rows("select code_hash from certificate").await;
        assert!(stored.len() == 1 && stored[0][0] != asked.certificate, "only the code's hash is kept");
    }

    async fn no_byte_of_a_certificate_can_be_changed(portal: Portal) {
        let mut anna = portal.anna().await;
        let asked: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        portal.run_jobs().await;
        let text = file(&mut portal.visitor(), &asked.certificate).await;
        let keys: Vec<PublicKey> = portal.visitor().get(path::SIGNING_KEYS).await.ok(200);
        assert!(verified(&text, &keys).is_some() && text.is_ascii());
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
            assert_eq!(verified(&String::from_utf8(bytes).unwrap(), &keys), None, "byte {at}");
        }
    }

    async fn only_its_code_opens_a_certificate(portal: Portal) {
        let mut anna = portal.anna().await;
        let asked: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        portal.run_jobs().await;
        let mut stranger = portal.visitor();
        stranger.post(path::CERTIFICATE, &TokenDraft { token: "A".repeat(43) }).await.refused(Code::NotFound);
        stranger.post(path::CERTIFICATE, &TokenDraft { token: "A".into() }).await.refused(Code::Invalid);
        stranger.post(path::CERTIFICATE, &json!({})).await.refused(Code::Malformed);
        let hash = portal.rows("select code_hash from certificate").await.remove(0).remove(0);
        stranger.post(path::CERTIFICATE, &TokenDraft { token: hash }).await.refused(Code::Invalid);
        file(&mut stranger, &asked.certificate).await;
    }

    async fn after_the_grace_it_says_what_was_shown_and_what_was_done(portal: Portal) {
        let mut anna = portal.anna().await;
        let preview: ErasurePreview = anna.get(path::ME_ERASURE_PREVIEW).await.ok(200);
        let shown = |holding| preview.items.iter().find(|item| item.holding == holding).map_or(0, |item| item.count);
        let asked: Erasure = anna.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::AfterGrace }).await.ok(202);
        portal.run_jobs().await;
        portal.clock.advance(86_400);
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        portal.clock.advance(13 * 86_400);
        portal.run_jobs().await;
        let (items, _, as_foreseen) = end(portal, &asked.reference, &asked.certificate).await;
        assert!(as_foreseen);
        // The request's own entry and letter are shown with it; the sign-in and its session came later, and so did the code.
        for (holding, own, more) in [
            (Holding::Activity, 1, 1), (Holding::Sessions, 0, 1), (Holding::Mail, 1, 0), (Holding::Tokens, 0, 1), (Holding::Account, 0, 0),
        ] {
            let count = shown(holding) + own;
            assert_eq!(item(&items, holding), Some((count, count + more, count + more)), "{holding:?}");
        }
    }

    async fn at_once_exactly_that_is_erased_which_was_shown(portal: Portal) {
        let (_guard, log) = captured_log();
        let mut anna = busy(portal).await;
        let asked: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        portal.run_jobs().await;
        let (items, _, as_foreseen) = end(portal, &asked.reference, &asked.certificate).await;
        assert!(as_foreseen && items.len() >= 14, "{items:?}");
        for item in &items {
            assert_eq!((item.shown, item.left), (item.erased, 0), "{:?}", item.holding);
        }
        assert!(!log().contains(ALARM));
    }

    async fn asked_again_the_newest_preview_counts(portal: Portal) {
        let (_guard, log) = captured_log();
        let mut anna = busy(portal).await;
        anna.post(path::ME_ERASURE, &LATER).await.is(202);
        portal.run_jobs().await;
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        // What was shown then and is not there any more.
        anna.put(path::ME_LIMITS, &LimitDraft { purpose: Purpose::Support, kind: LimitKind::Restricted, on: false }).await.is(200);
        let asked: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        portal.run_jobs().await;
        let (items, _, as_foreseen) = end(portal, &asked.reference, &asked.certificate).await;
        assert!(as_foreseen && item(&items, Holding::Limits).is_none());
        for item in &items {
            assert_eq!(item.shown, item.erased, "{:?}", item.holding);
        }
        assert_eq!(item(&items, Holding::Sessions).map(|(shown, ..)| shown), Some(2), "both requests ended one");
        assert!(!log().contains(ALARM));
    }

    async fn what_runs_out_or_is_done_in_the_time_of_grace_rings_no_alarm(portal: Portal) {
        let (_guard, log) = captured_log();
        let mut anna = busy(portal).await;
        let asked: Erasure = anna.post(path::ME_ERASURE, &LATER).await.ok(202);
        portal.run_jobs().await;
        for day in 0..14 {
            portal.clock.advance(86_400);
            if day == 5 {
                anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
                anna.put(path::ME_LIMITS, &LimitDraft { purpose: Purpose::Improve, kind: LimitKind::Restricted, on: true }).await.is(200);
                anna.post(path::ME_EXPORTS, &()).await.is(202);
            }
            portal.visitor().sign_in("anna@example.lv", "wrong-harbour-lamp").await.is(401);
            job::sweep(&portal.state).await.unwrap();
            if day < 13 {
                portal.run_jobs().await;
            }
        }
        portal.run_jobs().await;
        let (items, _, as_foreseen) = end(portal, &asked.reference, &asked.certificate).await;
        assert!(as_foreseen, "{items:?}");
        let fewer = |item: &&CertifiedItem| item.erased < item.shown;
        assert!(items.iter().any(|item| fewer(&item)), "something has run out: {items:?}");
        assert!(!log().contains(ALARM));
    }

    async fn a_difference_that_nothing_explains_is_an_alarm_and_is_certified(portal: Portal) {
        for (n, when, harm) in [
            (0, NOW, "delete from policy_record"),
            (1, LATER, "delete from policy_record"),
            // Not shown at all, and nobody has signed in since.
            (2, LATER, "insert into processing_limit (account_id, purpose, kind, at) select id, 'improve', 'restricted', 1 from account"),
            (3, NOW, "insert into processing_limit (account_id, purpose, kind, at) select id, 'improve', 'restricted', 1 from account"),
        ] {
            let (guard, log) = captured_log();
            let email = format!("anna{n}@example.lv");
            let mut anna = portal.registered(&company(&email)).await;
            let asked: Erasure = anna.post(path::ME_ERASURE, &when).await.ok(202);
            portal.sql(harm).await.unwrap();
            portal.clock.advance(if when == NOW { 0 } else { 14 * 86_400 });
            portal.run_jobs().await;
            let (_, _, as_foreseen) = end(portal, &asked.reference, &asked.certificate).await;
            drop(guard);
            let log = log();
            let alarms: Vec<_> = log.lines().filter(|line| line.contains(ALARM)).collect();
            assert!(!as_foreseen && alarms.len() == 1, "{harm}: {alarms:?}");
            assert!(!alarms[0].contains(&email), "it names nobody");
        }
    }

    async fn a_child_that_a_guardian_reports_was_shown_nothing_and_rings_no_alarm(portal: Portal) {
        let (_guard, log) = captured_log();
        let mut child = portal.registered(&company("child@example.lv")).await;
        let report = json!({ "topic": "guardian_report", "name": "Zane", "email": "zane@example.lv", "message": "Bērns", "lang": "lv" });
        let receipt: contract::account::Receipt = portal.visitor().post(path::CONTACT, &report).await.ok(202);
        let close = ["staff", "close-guardian", &receipt.reference, "--remove", "child@example.lv", "--reason", "x", "--as", "Ilze"];
        assert!(portal.command_of(&close).await.1);
        assert!(portal.command(&format!("staff confirm {} --as Juris", receipt.reference)).await.1);
        portal.run_jobs().await;
        assert_eq!(child.viewer().await, None);
        assert!(!log().contains(ALARM));
        assert_eq!(portal.rows("select cast(count(*) as text) from certificate where file like '%\"as_foreseen\": true%'").await, [["1"]]);
    }

    async fn a_run_that_is_cut_after_the_account_is_gone_still_leaves_no_letter_and_counts(portal: Portal) {
        let (_guard, log) = captured_log();
        let mut anna = portal.anna().await;
        let asked: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        let id = portal.rows("select id from account").await.remove(0).remove(0);
        let outbox = portal.folder().join("outbox");
        let letter = outbox.join(format!("{}.eml", portal.state.id()));
        let mut watch = |stage: Stage| {
            if stage != Stage::Finished {
                return Ok(());
            }
            // As another worker has written it in this moment, about her and under another address.
            std::fs::write(&letter, "Sveiki, Anna").unwrap();
            std::fs::write(letter.with_extension("to"), format!("other@example.lv\n{id}")).unwrap();
            Err(Failure::unavailable(1))
        };
        assert!(watched(&portal.state, &id, &mut watch).await.is_err());
        // And a row that the last count is to find.
        let stray = format!("insert into outbox (id, kind, payload, account_id, run_at, created_at, done_at) values ('stray', 'mail', '', '{id}', 0, 0, 1)");
        portal.sql(&stray).await.unwrap();
        reapply(&portal.state).await.unwrap();
        portal.run_jobs().await;
        assert!(!letter.exists() && !letter.with_extension("to").exists());
        assert!(log().contains("erasure left something behind"), "it is counted again, too");
        let labels = std::fs::read_dir(&outbox).unwrap().map(|entry| entry.unwrap().path());
        let labels: Vec<_> = labels.filter(|path| path.extension().is_some_and(|end| end == "to")).collect();
        assert_eq!(labels.len(), 1, "the last mail is not forgotten with the rest");
        end(portal, &asked.reference, &asked.certificate).await;
    }

    async fn what_differs_from_the_preview_is_stated(portal: Portal) {
        let mut anna = portal.anna().await;
        let asked: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        // As if a step had deleted what it did not count.
        portal.sql("update erasure_item set done = done + 1 where holding = 'sessions'").await.unwrap();
        portal.run_jobs().await;
        let (items, _, as_foreseen) = end(portal, &asked.reference, &asked.certificate).await;
        assert!(!as_foreseen);
        assert_eq!(item(&items, Holding::Sessions), Some((1, 1, 2)));
    }

    async fn cut_after_any_step_and_begun_again_it_comes_to_the_same_end(portal: Portal) {
        let mut ends = Vec::new();
        // The next run is a worker's, or that of a server that is started again.
        for restarted in [false, true] {
            for cut in 0.. {
                let email = format!("anna{restarted}{cut}@example.lv");
                let mut anna = portal.registered(&company(&email)).await;
                anna.post(path::ME_EXPORTS, &()).await.is(202);
                portal.run_jobs().await;
                let asked: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
                let id = portal.rows(&format!("select id from account where email = '{email}'")).await.remove(0).remove(0);
                let mut stages: Vec<Stage> = Vec::new();
                let mut watch = |stage: Stage| {
                    stages.push(stage);
                    if stages.len() > cut { Err(Failure::unavailable(1)) } else { Ok(()) }
                };
                let done = watched(&portal.state, &id, &mut watch).await.is_ok();
                if restarted {
                    reapply(&portal.state).await.unwrap();
                }
                portal.run_jobs().await;
                let farewells = portal.postman.to(&email).iter().filter(|mail| mail.subject.contains("dzēsts")).count();
                assert_eq!(farewells, 1, "after {stages:?}");
                assert_eq!(portal.rows(&format!("select id from account where id = '{id}'")).await, [[""; 1]; 0]);
                let marks = portal.rows("select cast(count(*) as text) from tombstone").await;
                let certificates = portal.rows("select cast(count(*) as text) from certificate").await;
                let so_many = [[(ends.len() + 1).to_string()]];
                assert!(marks == so_many && certificates == so_many, "after {stages:?}");
                ends.push(end(portal, &asked.reference, &asked.certificate).await);
                assert_eq!(ends.last(), ends.first(), "after {stages:?}");
                if done {
                    break;
                }
            }
        }
        assert!(ends.len() > 40 && ends[0].2, "{} cuts", ends.len());
    }

    async fn who_delivers_the_letters_is_named_and_not_asked(portal: Portal, ["--smtp-url", "smtp://127.0.0.1:2525"]) {
        let mut anna = portal.anna().await;
        let asked: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        portal.run_jobs().await;
        let text = file(&mut portal.visitor(), &asked.certificate).await;
        let signed: SignedCertificate = serde_json::from_str(&text).unwrap();
        let recipients: Vec<_> = signed.certificate.recipients.iter().map(|one| (one.recipient, one.state)).collect();
        assert_eq!(recipients, [(Recipient::MailProvider, CertifiedState::NotAsked)]);
    }

    async fn google_is_named_where_statistics_were_allowed(portal: Portal, ["--ga-id", "G-AB12CD34EF"]) {
        for (email, statistics) in [("anna@example.lv", true), ("berta@example.lv", false)] {
            let mut client = portal.registered(&company(email)).await;
            let choice = ConsentDraft { preferences: Some(true), statistics: Some(statistics), ..ConsentDraft::default() };
            client.post(path::CONSENT, &choice).await.is(200);
            let asked: Erasure = client.post(path::ME_ERASURE, &NOW).await.ok(202);
            portal.run_jobs().await;
            let text = file(&mut portal.visitor(), &asked.certificate).await;
            let signed: SignedCertificate = serde_json::from_str(&text).unwrap();
            let google = signed.certificate.recipients.iter().find(|one| one.recipient == Recipient::GoogleAnalytics);
            assert_eq!(google.map(|one| one.state), statistics.then_some(CertifiedState::NotAsked));
        }
    }
}
