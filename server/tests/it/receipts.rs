//! Receipts, and the keys they are signed with. Signatures are verified by another implementation's interface: the file as it is, and
//! the published key.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::consent::{ConsentDraft, ConsentReply, Decision, How, PublicKey, Purpose, SignedReceipt};
use contract::lang::Lang;
use contract::path;
use contract::problem::Code;
use ring::signature::{ED25519, UnparsedPublicKey};
use sha2::{Digest, Sha256};
use vet2b_server::hex::hex;
use vet2b_server::state::{check_server_key, rotate_signing_key};

use crate::portal::{Client, Portal, on_both};

fn draft(preferences: bool, statistics: bool) -> ConsentDraft {
    let (preferences, statistics) = (Some(preferences), Some(statistics));
    ConsentDraft { preferences, statistics, lang: Lang::En, ..ConsentDraft::default() }
}

/// Decides; gives the number of the ledger's entry.
async fn decide(visitor: &mut Client, draft: &ConsentDraft) -> i64 {
    visitor.post(path::CONSENT, draft).await.ok::<Decision>(200);
    visitor.get(path::CONSENT).await.ok::<ConsentReply>(200).history[0].number
}

fn address(number: i64) -> String {
    path::with(path::CONSENT_RECEIPT, &number.to_string())
}

async fn receipt(visitor: &mut Client, number: i64) -> String {
    let answer = visitor.get(&address(number)).await;
    answer.is(200);
    answer.text()
}

async fn keys(portal: &Portal) -> Vec<PublicKey> {
    portal.visitor().get(path::SIGNING_KEYS).await.ok(200)
}

/// What a verifier does with a receipt's file, and no more; says by which key, when it holds.
fn verified(file: &str, keys: &[PublicKey]) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(file).ok()?;
    let signed: SignedReceipt = serde_json::from_value(value).ok()?;
    if serde_json::to_string_pretty(&signed).unwrap() + "\n" != file || signed.signature.algorithm != "Ed25519" {
        return None;
    }
    let key = keys.iter().find(|key| key.id == signed.signature.key)?;
    let public = URL_SAFE_NO_PAD.decode(&key.public).unwrap();
    assert_eq!(key.id, hex(&Sha256::digest(&public))[..16]);
    let message = serde_json::to_string(&signed.receipt).unwrap();
    let signature = URL_SAFE_NO_PAD.decode(&signed.signature.value).ok()?;
    UnparsedPublicKey::new(&ED25519, public).verify(message.as_bytes(), &signature).ok()?;
    Some(key.id.clone())
}

async fn rotate(portal: &Portal, key: [u8; 32]) {
    let state = &portal.state;
    rotate_signing_key(state.db(), &key, state.random(), state.now()).await.unwrap();
}

on_both! {
    async fn a_receipt_says_everything_and_verifies_with_the_published_key(portal: Portal) {
        let mut visitor = portal.visitor();
        let number = decide(&mut visitor, &draft(true, false)).await;
        let answer = visitor.get(&address(number)).await;
        answer.is(200);
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"vet2b-consent-{number}.json\""));
        assert_eq!(answer.header("cache-control"), "no-store");
        let keys = keys(portal).await;
        assert!(keys.len() == 1 && keys[0].replaced_at.is_none() && keys[0].created_at == "2026-11-22T12:00:00Z");
        assert_eq!(verified(&answer.text(), &keys), Some(keys[0].id.clone()));
        let SignedReceipt { receipt, .. } = answer.json();
        let history = visitor.get(path::CONSENT).await.ok::<ConsentReply>(200);
        assert_eq!((receipt.schema.as_str(), receipt.number, receipt.lang), ("vet2b-consent-receipt-1", number, Lang::En));
        assert_eq!((receipt.given_at.as_str(), receipt.expires_at.as_str()), ("2026-11-22T12:00:00Z", "2027-05-23T12:00:00Z"));
        assert_eq!((receipt.controller.as_str(), receipt.contact.as_str()), ("VET2B Partner Consortium", "contact@vet2b.eu"));
        assert_eq!(receipt.policy, "http://127.0.0.1:8080/en/privacy");
        assert_eq!(receipt.withdraw, "http://127.0.0.1:8080/en/cookies");
        assert_eq!(receipt.notice_sha256, hex(&Sha256::digest(&receipt.notice)));
        assert_eq!(receipt.notice_sha256, history.history[0].text);
        assert!(receipt.notice.contains("Banner"), "{}", receipt.notice);
        assert_eq!((receipt.subject, receipt.how), (history.decision.unwrap().subject, How::Banner));
        let [preferences, statistics] = receipt.purposes.try_into().unwrap();
        assert!(preferences.granted && !statistics.granted && preferences.purpose == Purpose::Preferences);
        assert_eq!(preferences.items, ["vet2b_lang", "vet2b_theme"]);
        assert_eq!(statistics.recipients, ["VET2B Partner Consortium"]);
        assert_eq!((statistics.version, statistics.basis.as_str()), (1, "GDPR art. 6(1)(a)"));
        assert!(statistics.words.contains("Purpose(Statistics)"), "{}", statistics.words);
    }

    async fn a_later_answer_to_one_question_ends_with_the_first(portal: Portal) {
        let mut visitor = portal.visitor();
        decide(&mut visitor, &draft(true, true)).await;
        portal.clock.advance(100 * 86_400);
        let one = ConsentDraft { statistics: Some(false), ..ConsentDraft::default() };
        let number = decide(&mut visitor, &one).await;
        let SignedReceipt { receipt, .. } = serde_json::from_str(&receipt(&mut visitor, number).await).unwrap();
        assert_eq!((receipt.given_at.as_str(), receipt.expires_at.as_str()), ("2027-03-02T12:00:00Z", "2027-05-23T12:00:00Z"));
    }

    async fn with_google_the_receipt_says_so(portal: Portal, ["--ga-id", "G-AB12CD34EF"]) {
        let mut visitor = portal.visitor();
        let number = decide(&mut visitor, &draft(false, true)).await;
        let SignedReceipt { receipt, .. } = serde_json::from_str(&receipt(&mut visitor, number).await).unwrap();
        let statistics = &receipt.purposes[1];
        assert_eq!((statistics.version, statistics.granted), (2, true));
        assert_eq!(statistics.recipients, ["VET2B Partner Consortium", "Google"]);
        assert_eq!(statistics.items, ["_ga", "_ga_*"]);
        assert!(statistics.words.contains("google: true"), "{}", statistics.words);
    }

    async fn what_was_not_asked_is_in_no_receipt(portal: Portal) {
        let mut visitor = portal.visitor();
        let one = ConsentDraft { preferences: Some(true), lang: Lang::Lv, ..ConsentDraft::default() };
        let number = decide(&mut visitor, &one).await;
        let SignedReceipt { receipt, .. } = serde_json::from_str(&receipt(&mut visitor, number).await).unwrap();
        assert_eq!(receipt.purposes.iter().map(|purpose| purpose.purpose).collect::<Vec<_>>(), [Purpose::Preferences]);
        assert_eq!((receipt.lang, receipt.policy.as_str()), (Lang::Lv, "http://127.0.0.1:8080/lv/privacy"));
    }

    async fn any_changed_byte_shows(portal: Portal) {
        let mut visitor = portal.visitor();
        let number = decide(&mut visitor, &draft(true, true)).await;
        let (file, keys) = (receipt(&mut visitor, number).await, keys(portal).await);
        assert!(verified(&file, &keys).is_some() && file.is_ascii());
        for at in 0..file.len() {
            let mut bytes = file.clone().into_bytes();
            // Another character that is still text, so that nothing fails for being no UTF-8.
            bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
            assert_eq!(verified(&String::from_utf8(bytes).unwrap(), &keys), None, "byte {at}");
        }
        assert_eq!(verified(file.trim_end(), &keys), None);
    }

    async fn another_device_gets_nothing(portal: Portal) {
        let (mut visitor, mut other) = (portal.visitor(), portal.visitor());
        let number = decide(&mut visitor, &draft(true, true)).await;
        other.get(&address(number)).await.refused(Code::NotFound);
        decide(&mut other, &draft(false, false)).await;
        for form in ["", "?format=json", "?format=html"] {
            other.get(&format!("{}{form}", address(number))).await.refused(Code::NotFound);
            visitor.get(&format!("{}{form}", address(number))).await.is(200);
        }
        for none in ["0", "-1", "99", "x", "99999999999999999999", "1%27"] {
            visitor.get(&path::with(path::CONSENT_RECEIPT, none)).await.refused(Code::NotFound);
        }
        visitor.get(&format!("{}?format=pdf", address(number))).await.refused(Code::Malformed);
        // Before the first record every device has the same name: zeros.
        let mut nobody = portal.visitor();
        nobody.cookies.insert("vet2b_consent".into(), format!("2.p-1.s-1.0.g.{}.u", "0".repeat(32)));
        nobody.get(&address(number)).await.refused(Code::NotFound);
    }

    async fn the_page_is_to_be_read_without_scripts_in_the_receipts_language(portal: Portal) {
        let mut visitor = portal.visitor();
        let number = decide(&mut visitor, &ConsentDraft { lang: Lang::Lv, ..draft(true, false) }).await;
        let answer = visitor.get(&format!("{}?format=html", address(number))).await;
        answer.is(200);
        let (html, csp) = (answer.text(), answer.header("content-security-policy"));
        assert!(answer.header("content-type").starts_with("text/html"));
        assert!(csp.starts_with("default-src 'none'; style-src 'sha256-") && !csp.contains("script-src"), "{csp}");
        assert!(!html.contains("<script") && html.contains("<html lang=\"lv\">") && !html.contains("{{"));
        let style = html.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style));
        assert!(csp.contains(&format!("'sha256-{hash}'")));
        for said in [
            "Iestatījumu sīkdatnes: Atļauts", "Statistikas sīkdatnes: Atteikts", "2026. gada 22. novembris, 14:00",
            "http://127.0.0.1:8080/lv/verify", "http://127.0.0.1:8080/lv/privacy", "http://127.0.0.1:8080/api/v1/signing-keys",
            &format!("http://127.0.0.1:8080{}\" download", address(number)),
        ] {
            assert!(html.contains(said), "{said}");
        }
    }

    async fn old_receipts_verify_after_a_rotation_and_new_ones_have_the_new_key(portal: Portal) {
        let mut visitor = portal.visitor();
        let number = decide(&mut visitor, &draft(true, true)).await;
        let old = receipt(&mut visitor, number).await;
        portal.clock.advance(60);
        rotate(portal, [7; 32]).await;
        let answer = portal.visitor().get(path::SIGNING_KEYS).await;
        assert_eq!(answer.header("cache-control"), "public, max-age=60");
        let keys: Vec<PublicKey> = answer.ok(200);
        let [first, second] = keys.as_slice() else { panic!("{keys:?}") };
        assert_eq!((first.replaced_at.as_deref(), second.replaced_at.as_deref()), (Some("2026-11-22T12:01:00Z"), None));
        let new = receipt(&mut visitor, number).await;
        assert_eq!(verified(&old, &keys), Some(first.id.clone()));
        assert_eq!(verified(&new, &keys), Some(second.id.clone()));
        assert_eq!(verified(&new, &keys[..1]), None, "a key that is not published proves nothing");
    }

    async fn a_restart_keeps_the_key_and_another_server_key_adds_one(portal: Portal) {
        let mut visitor = portal.visitor();
        let number = decide(&mut visitor, &draft(true, true)).await;
        let old = receipt(&mut visitor, number).await;
        portal.restart().await;
        assert_eq!(keys(portal).await.len(), 1);
        portal.clock.advance(60);
        portal.restart_with([8; 32]).await;
        let keys = keys(portal).await;
        assert_eq!(keys.iter().map(|key| key.replaced_at.is_some()).collect::<Vec<_>>(), [true, false]);
        let mut again = portal.visitor();
        again.cookies.clone_from(&visitor.cookies);
        let new = receipt(&mut again, number).await;
        assert_eq!(verified(&old, &keys), Some(keys[0].id.clone()));
        assert_eq!(verified(&new, &keys), Some(keys[1].id.clone()));
    }

    async fn another_server_key_is_refused_where_servers_may_share_the_database(portal: Portal) {
        let (db, mut config) = (portal.state.db(), portal.state.config().clone());
        assert_eq!(check_server_key(db, &config, portal.state.key()).await, Ok(()));
        let other = check_server_key(db, &config, &[8; 32]).await;
        assert_eq!(other.is_err(), !portal.is_on_sqlite(), "{other:?}");
        config.secret_file = Some("key".into());
        assert_eq!(check_server_key(db, &config, &[8; 32]).await, Ok(()), "it was set on purpose");
    }

    async fn a_server_whose_key_is_not_the_current_one_signs_nothing(portal: Portal) {
        let mut visitor = portal.visitor();
        let number = decide(&mut visitor, &draft(true, true)).await;
        rotate(portal, [8; 32]).await;
        visitor.get(&address(number)).await.refused(Code::Internal);
    }

    async fn no_secret_half_is_kept(portal: Portal) {
        let columns = portal.rows("select nonce, public from signing_key").await;
        let [nonce, public] = columns[0].clone().try_into().unwrap();
        let other_server = vet2b_server::signing::Signer::derive(&[8; 32], &nonce).unwrap();
        assert_ne!(other_server.public(), public, "the nonce alone makes another key");
        let signer = portal.state.signer(&mut portal.state.db().read().await.unwrap()).await.unwrap();
        assert_eq!(signer.public(), public);
    }
}
