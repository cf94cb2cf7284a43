use contract::account::TokenDraft;
use contract::consent::{ConsentDraft, PublicKey};
use contract::path;
use contract::privacy::{
    CERTIFICATE, CertifiedItem, CertifiedState, Erasure, ErasureDraft, ErasurePreview, ErasureTime, Fate, Holding,
    Recipient, SignedCertificate,
};
use contract::problem::Code;
use serde_json::json;
use vet2b_server::job::erasure::{Stage, reapply, watched};
use vet2b_server::problem::Failure;
use vet2b_server::signing::is_of;

use crate::portal::{Client, Portal, company, on_both};

const NOW: ErasureDraft = ErasureDraft { when: ErasureTime::Now };

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
        // What was promised was done, but for what came with the request: its own entry of the log.
        for promised in preview.items.iter().filter(|item| item.fate == Fate::Deleted) {
            let more = i64::from(promised.holding == Holding::Activity);
            let count = promised.count;
            assert_eq!(item(&certificate.erased, promised.holding), Some((count, count + more, count + more)), "{:?}", promised.holding);
        }
        // And for the request itself, with what happened to it.
        assert_eq!(item(&certificate.erased, Holding::Requests).map(|(shown, ..)| shown), Some(0));
        assert_eq!(certificate.erased.len(), preview.items.iter().filter(|item| item.fate == Fate::Deleted).count() + 1);
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
        anna.sign_in("anna@example.lv", crate::portal::PASSWORD).await.is(200);
        portal.clock.advance(13 * 86_400);
        portal.run_jobs().await;
        let (items, _, as_foreseen) = end(portal, &asked.reference, &asked.certificate).await;
        assert!(as_foreseen);
        // The request and the sign-in are entries that came later; so are the session and the letter.
        for (holding, more) in [(Holding::Activity, 2), (Holding::Sessions, 1), (Holding::Mail, 1), (Holding::Account, 0)] {
            let count = shown(holding);
            assert_eq!(item(&items, holding), Some((count, count + more, count + more)), "{holding:?}");
        }
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
