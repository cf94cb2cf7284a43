//! What is known about the devices that an account is used on belongs to its person.

use std::io::{Cursor, Read as _};

use contract::consent::{ConsentDraft, ConsentReply, Place};
use contract::path;
use contract::privacy::{Category, DataMap, ErasureDraft, ErasurePreview, ErasureTime, Export, Fate, Holding};

use crate::portal::{Client, PASSWORD, Portal, company, on_both};

pub(crate) const BOTH: ConsentDraft = ConsentDraft {
    preferences: Some(true),
    statistics: Some(true),
    place: Place::Banner,
    automated: false,
    signal: false,
    lang: contract::lang::Lang::Lv,
};

pub(crate) async fn looks_around(client: &mut Client) {
    for page in ["/lv", "/lv/privacy"] {
        client.post(path::USAGE, &serde_json::json!({ "opened": page })).await.is(204);
    }
}

/// Anna on a phone, signed in when she decided, and on a laptop, where she signed in later.
async fn anna_with_two_devices(portal: &Portal) -> (Client, Client) {
    let mut phone = portal.anna().await;
    phone.post(path::CONSENT, &BOTH).await.is(200);
    looks_around(&mut phone).await;
    let mut laptop = portal.visitor();
    laptop.address = "192.0.2.44:1".parse().unwrap();
    laptop.post(path::CONSENT, &BOTH).await.is(200);
    looks_around(&mut laptop).await;
    laptop.sign_in("anna@example.lv", PASSWORD).await.is(200);
    (phone, laptop)
}

pub(super) async fn count(client: &mut Client, category: Category) -> i64 {
    let map: DataMap = client.get(path::ME_DATA_MAP).await.ok(200);
    map.categories.iter().find(|report| report.category == category).unwrap().count
}

/// A file of a new copy.
pub(super) async fn copied(portal: &Portal, client: &mut Client, name: &str) -> String {
    let export: Export = client.post(path::ME_EXPORTS, &()).await.ok(202);
    portal.run_jobs().await;
    let zip = client.get(&path::with(path::ME_EXPORT_ARCHIVE, &export.id)).await;
    let mut zip = zip::ZipArchive::new(Cursor::new(zip.is(200).body.clone())).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

on_both! {
    async fn the_data_map_counts_usage_and_the_copy_holds_it(portal: Portal) {
        let (mut phone, _) = anna_with_two_devices(portal).await;
        let mut stranger = portal.visitor();
        stranger.address = "198.51.100.1:1".parse().unwrap();
        stranger.post(path::CONSENT, &BOTH).await.is(200);
        looks_around(&mut stranger).await;
        assert_eq!(count(&mut phone, Category::Usage).await, 4);
        // The policy, two devices, the account's choice, the ledger's two entries and the words that both devices showed.
        assert_eq!(count(&mut phone, Category::Consents).await, 7);
        let usage = copied(portal, &mut phone, "data/usage.json").await;
        for held in ["\"2026-11-22\"", "\"/lv/privacy\"", "\"203.0.113.0/24\"", "\"192.0.2.0/24\"", "\"firefox\"", "\"visits\":1"] {
            assert!(usage.contains(held), "{held}: {usage}");
        }
        assert!(!usage.contains("198.51.100"), "somebody else's");
        let consents = copied(portal, &mut phone, "data/consents.json").await;
        for subject in portal.rows("select subject from consent_device where account_id is not null").await {
            assert!(consents.contains(&subject[0]));
        }
        let of_linked = |entry: &&serde_json::Value| entry["source"] == "consent_record";
        let read: serde_json::Value = serde_json::from_str(&consents).unwrap();
        let ledger: Vec<_> = read["entries"].as_array().unwrap().iter().filter(of_linked).collect();
        assert_eq!(ledger.len(), 2, "of the two devices that are linked to the account: {consents}");
        let strangers = portal.rows("select subject from consent_device where account_id is null").await;
        assert_eq!(strangers.len(), 1);
        for entry in ledger {
            let values = &entry["values"];
            assert_eq!((&values["how"], &values["lang"]), (&"banner".into(), &"lv".into()));
            assert_eq!((&values["preferences"], &values["statistics"]), (&true.into(), &true.into()));
            assert_ne!(values["subject"], strangers[0][0].as_str());
            let is_its_text = |text: &&serde_json::Value| text["values"]["sha256"] == values["text"];
            let words = read["entries"].as_array().unwrap().iter().find(is_its_text).unwrap();
            assert!(words["values"]["words"].as_str().is_some_and(|words| !words.is_empty()));
        }
        assert!(!consents.contains(&strangers[0][0]), "somebody else's device");
        let page = copied(portal, &mut phone, "index.html").await;
        assert!(page.contains("Cik reižu atvērta") && page.contains("Ierīces nejaušais nosaukums"));
    }

    async fn an_erasure_takes_them_and_leaves_the_ledger_without_a_way_to_the_person(portal: Portal) {
        let (mut phone, mut laptop) = anna_with_two_devices(portal).await;
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        berta.post(path::CONSENT, &BOTH).await.is(200);
        looks_around(&mut berta).await;
        let preview: ErasurePreview = phone.get(path::ME_ERASURE_PREVIEW).await.ok(200);
        let told = |holding| {
            let item = preview.items.iter().find(|item| item.holding == holding);
            item.map(|item| (item.count, item.fate))
        };
        assert_eq!(told(Holding::Usage), Some((4, Fate::Deleted)));
        assert_eq!(told(Holding::CookieChoices), Some((3, Fate::Deleted)));
        assert_eq!(told(Holding::ConsentLedger), Some((1, Fate::Anonymised)));
        phone.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::Now }).await.is(202);
        portal.run_jobs().await;
        let left = portal.rows("select cast(count(*) as text), cast(count(account_id) as text) from consent_device").await;
        assert_eq!(left, [["1", "1"]], "the other person's");
        assert_eq!(portal.rows("select path from usage").await.len(), 2);
        assert_eq!(portal.rows("select cast(count(*) as text) from account_consent").await, [["1"]]);
        for client in [&mut phone, &mut laptop] {
            // The device keeps its decision, but nothing is counted before it decides anew.
            let reply: ConsentReply = client.get(path::CONSENT).await.ok(200);
            assert!(reply.decision.is_some() && reply.history.len() == 1);
            looks_around(client).await;
            assert_eq!(client.get(path::USAGE).await.text(), "[]");
        }
        assert_eq!(berta.get(path::USAGE).await.ok::<Vec<serde_json::Value>>(200).len(), 2);
    }

    async fn what_is_reported_while_it_runs_goes_too(portal: Portal) {
        let (mut phone, mut laptop) = anna_with_two_devices(portal).await;
        phone.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::Now }).await.is(202);
        let meanwhile = async move {
            looks_around(&mut laptop).await;
        };
        *portal.postman.meanwhile.lock().unwrap() = Some(Box::pin(meanwhile));
        portal.run_jobs().await;
        for table in ["usage", "consent_device", "account_consent"] {
            assert_eq!(portal.rows(&format!("select cast(count(*) as text) from {table}")).await, [["0"]], "{table}");
        }
    }
}
