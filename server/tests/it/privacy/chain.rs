use contract::consent::PublicKey;
use contract::page::Page;
use contract::path;
use contract::privacy::{ACTIVITY_LOG, Activity, ActivityKind, Actor, NO_ENTRY, SignedActivityLog};
use contract::problem::Code;
use serde_json::json;
use vet2b_server::job;
use vet2b_server::signing::{is_of, sha256};
use vet2b_server::store;

use crate::portal::{Client, PASSWORD, Portal, company, on_both};

async fn log(client: &mut Client) -> SignedActivityLog {
    let answer = client.get(path::ME_ACTIVITY_FILE).await;
    answer.is(200);
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"vet2b-activity.json\"");
    let text = answer.text();
    let signed: SignedActivityLog = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string_pretty(&signed).unwrap() + "\n", text);
    signed
}

/// What a browser does with the log: the signature, the order, each hash.
async fn is_whole(portal: &Portal, signed: &SignedActivityLog) -> bool {
    let keys: Vec<PublicKey> = portal.visitor().get(path::SIGNING_KEYS).await.ok(200);
    let key = keys.iter().find(|key| key.id == signed.signature.key).unwrap();
    let text = serde_json::to_string(&signed.activity).unwrap();
    is_of(&key.public, &text, &signed.signature.value)
        && signed.activity.first_gap().is_none()
        && signed.activity.entries.iter().all(|entry| sha256(&entry.text()) == entry.sha256)
}

async fn account_id(portal: &Portal, email: &str) -> String {
    portal.rows(&format!("select id from account where email = '{email}'")).await.remove(0).remove(0)
}

/// Signs in so often.
async fn live(portal: &Portal, times: usize) -> Client {
    let mut anna = portal.anna().await;
    for _ in 0..times {
        portal.clock.advance(1);
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
    }
    anna
}

on_both! {
    async fn a_failed_sign_in_is_nobodys_and_what_was_noted_otherwise_stays_whole(portal: Portal) {
        let mut anna = live(portal, 1).await;
        let account_id = account_id(portal, "anna@example.lv").await;
        // As it was written when a stranger's try still counted as the person's.
        let (id, now, origin) = (portal.state.id(), portal.state.now(), store::activity::Origin::SYSTEM);
        let (db, kind) = (portal.state.db(), ActivityKind::SignInFailed);
        let mut tx = db.begin().await.unwrap();
        store::activity::record(&mut tx, &id, &account_id, kind, Actor::Person, &origin, now).await.unwrap();
        db.finish(tx, Ok(()), &mut 0).await.unwrap().unwrap();
        portal.visitor().sign_in("anna@example.lv", "wrong-harbour-lamp").await.is(401);
        let signed = log(&mut anna).await;
        assert!(is_whole(portal, &signed).await);
        let tries = signed.activity.entries.iter().filter(|entry| entry.kind == "sign_in_failed");
        assert_eq!(tries.map(|entry| entry.actor.as_str()).collect::<Vec<_>>(), ["person", "unknown"]);
        let checked = store::activity::broken(&mut portal.state.db().read().await.unwrap()).await.unwrap();
        assert!(checked.broken.is_empty() && checked.loose == 0, "{checked:?}");
    }

    async fn every_entry_is_chained_and_the_file_is_signed(portal: Portal) {
        let mut anna = live(portal, 5).await;
        let signed = log(&mut anna).await;
        assert!(is_whole(portal, &signed).await);
        let activity = &signed.activity;
        assert_eq!((activity.schema.as_str(), activity.number, activity.entries.len()), (ACTIVITY_LOG, 7, 7));
        assert_eq!(activity.entries[0].previous_sha256, NO_ENTRY);
        let page: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        assert_eq!((page.items[0].number, &page.items[0].sha256), (7, &activity.sha256));
        assert!(!serde_json::to_string(&signed).unwrap().contains("203.0.113"), "no network is in it");
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        assert_eq!(log(&mut berta).await.activity.number, 2, "each account has a chain of its own");
        portal.visitor().get(path::ME_ACTIVITY_FILE).await.refused(Code::SignInRequired);
        let (report, whole) = portal.command("activity verify").await;
        assert!(whole && report == "accounts: 2, entries: 9\nwhole\n", "{report}");
    }

    async fn forgetting_the_network_breaks_nothing(portal: Portal) {
        let mut anna = live(portal, 2).await;
        portal.clock.advance(40 * 86_400);
        job::sweep(&portal.state).await.unwrap();
        assert_eq!(portal.rows("select network from activity where network is not null").await, [[""; 1]; 0]);
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        assert!(is_whole(portal, &log(&mut anna).await).await && portal.command("activity verify").await.1);
    }

    async fn an_altered_missing_or_moved_entry_is_found(portal: Portal) {
        let mut anna = live(portal, 5).await;
        let id = account_id(portal, "anna@example.lv").await;
        for (harm, cure, number) in [
            ("update activity set kind = 'signed_out' where number = 4", "update activity set kind = 'signed_in' where number = 4", 4),
            ("update activity set at = at - 1 where number = 1", "update activity set at = at + 1 where number = 1", 1),
            ("update activity set reason = 'because' where number = 7", "update activity set reason = '' where number = 7", 7),
            ("update activity set number = 99 where number = 5", "update activity set number = 5 where number = 99", 5),
            ("update activity_head set number = 6", "update activity_head set number = 7", 7),
        ] {
            portal.sql(harm).await.unwrap();
            assert!(!is_whole(portal, &log(&mut anna).await).await, "{harm}");
            let (report, whole) = portal.command("activity verify").await;
            assert!(!whole && report.contains(&format!("account {id}: the first broken entry is {number}\n")), "{harm}: {report}");
            portal.sql(cure).await.unwrap();
            assert!(is_whole(portal, &log(&mut anna).await).await && portal.command("activity verify").await.1, "{cure}");
        }
        // Two change places.
        for (from, to) in [(3, 99), (4, 3), (99, 4)] {
            portal.sql(&format!("update activity set number = {to} where number = {from}")).await.unwrap();
        }
        assert!(!is_whole(portal, &log(&mut anna).await).await);
        for (from, to) in [(4, 99), (3, 4), (99, 3)] {
            portal.sql(&format!("update activity set number = {to} where number = {from}")).await.unwrap();
        }
        // The end is cut off, and the head says nothing of it.
        portal.sql("delete from activity where number = 7").await.unwrap();
        assert!(!is_whole(portal, &log(&mut anna).await).await);
        assert!(portal.command("activity verify").await.0.contains("the first broken entry is 7\n"));
    }

    async fn many_writers_at_once_make_one_chain(portal: Portal) {
        let mut anna = portal.anna().await;
        let before = log(&mut anna).await.activity.number;
        let mut writers = Vec::new();
        for number in 0..24 {
            let mut client = anna.clone();
            let person = json!({ "name": "Anna", "surname": "Bērziņa", "phone": format!("+371 20 111 1{number:02}") });
            writers.push(tokio::spawn(async move { client.put(path::ME_PERSON, &person).await.status }));
        }
        for writer in writers {
            assert_eq!(writer.await.unwrap(), 200);
        }
        let signed = log(&mut anna).await;
        assert_eq!(signed.activity.number, before + 24);
        assert!(is_whole(portal, &signed).await);
    }

    async fn what_staff_did_is_shown_with_its_reason(portal: Portal) {
        let mut anna = portal.anna().await;
        let (state, id) = (&portal.state, account_id(portal, "anna@example.lv").await);
        let reason = "R-7K3M-9QXA: jautājums par rēķinu\nun tā vēsturi";
        let kinds = [
            ActivityKind::RequestViewed,
            ActivityKind::RequestAsked,
            ActivityKind::RequestDecided,
            ActivityKind::DataDisclosed,
        ];
        for kind in kinds {
            let mut tx = state.db().begin().await.unwrap();
            store::activity::record_staff(&mut tx, &state.id(), &id, kind, reason, state.now()).await.unwrap();
            state.db().finish(tx, Ok(()), &mut 0).await.unwrap().unwrap();
        }
        let page: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        let by_staff: Vec<_> = page.items.iter().filter(|entry| entry.actor == Actor::Staff).collect();
        assert!(by_staff.len() == 4 && by_staff.iter().all(|entry| entry.reason == reason));
        assert!(page.items.iter().filter(|entry| entry.actor != Actor::Staff).all(|entry| entry.reason.is_empty()));
        assert!(is_whole(portal, &log(&mut anna).await).await);
        portal.sql("update activity set reason = 'none' where actor = 'staff'").await.unwrap();
        assert!(!is_whole(portal, &log(&mut anna).await).await, "the reason is part of the chain");
    }
}
