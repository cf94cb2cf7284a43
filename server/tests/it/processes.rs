//! Several processes of one database, each with a disk of its own.

use contract::path;
use contract::privacy::{Erasure, Export, ExportState, Holding};
use serde_json::json;
use vet2b_server::job::erasure::{Stage, reapply, run, watched};
use vet2b_server::problem::Failure;
use vet2b_server::store;

use crate::portal::{Portal, company, on_both};

async fn account_of(portal: &Portal, email: &str) -> String {
    portal.rows(&format!("select id from account where email = '{email}'")).await.remove(0).remove(0)
}

on_both! {
    async fn a_copy_is_made_by_one_process_and_served_by_every_other(portal: Portal) {
        let (maker, server) = (portal.another_process().await, portal.another_process().await);
        let mut anna = portal.anna().await;
        let asked: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        maker.run_jobs().await;
        // Its disk and its memory go with it.
        drop(maker);
        let mut here = anna.sent_to(&server);
        let made: Export = here.get(&path::with(path::ME_EXPORT, &asked.id)).await.ok(200);
        assert_eq!(made.state, ExportState::Ready);
        let archive = path::with(path::ME_EXPORT_ARCHIVE, &asked.id);
        let (one, other) = (here.get(&archive).await, anna.get(&archive).await);
        assert_eq!((one.status.as_u16(), other.status.as_u16()), (200, 200));
        assert!(one.body == other.body && one.body.starts_with(b"PK"));
    }

    async fn a_session_ended_at_one_process_is_ended_at_every_other(portal: Portal) {
        let other = portal.another_process().await;
        let anna = portal.anna().await;
        anna.sent_to(&other).get(path::ME).await.is(200);
        anna.clone().delete(path::SESSION).await.is(204);
        anna.sent_to(&other).get(path::ME).await.is(401);
    }

    async fn an_erasure_that_dies_with_its_process_is_ended_by_another(portal: Portal) {
        for cut in (0..48).step_by(6) {
            let (dying, other) = (portal.another_process().await, portal.another_process().await);
            let email = format!("anna{cut}@example.lv");
            let mut anna = portal.registered(&company(&email)).await;
            let asked: Erasure = anna.post(path::ME_ERASURE, &json!({ "when": "now" })).await.ok(202);
            let id = account_of(portal, &email).await;
            let mut stages = 0;
            let mut watch = |_| {
                stages += 1;
                if stages > cut { Err(Failure::unavailable(1)) } else { Ok(()) }
            };
            let _ = watched(&dying.state, &id, &mut watch).await;
            drop(dying);
            other.run_jobs().await;
            assert_eq!(portal.rows(&format!("select id from account where id = '{id}'")).await, [[""; 1]; 0]);
            let farewells = other.postman.to(&email);
            assert_eq!(farewells.iter().filter(|mail| mail.subject.contains("dzēsts")).count(), 1, "cut after {cut}");
            portal.visitor().post(path::CERTIFICATE, &json!({ "token": asked.certificate })).await.is(200);
            anna.sent_to(&other).get(path::ME).await.is(401);
        }
    }

    async fn two_processes_at_once_erase_without_a_failure(portal: Portal) {
        let other = portal.another_process().await;
        for number in 0..6 {
            let email = format!("anna{number}@example.lv");
            let mut anna = portal.registered(&company(&email)).await;
            let id = account_of(portal, &email).await;
            anna.post(path::ME_ERASURE, &json!({ "when": "now" })).await.is(202);
            // The mark is there, the account too: what a process finds that is started again while another one erases.
            let mut watch = |stage| if stage == Stage::Marked { Err(Failure::unavailable(1)) } else { Ok(()) };
            watched(&portal.state, &id, &mut watch).await.unwrap_err();
            let (one, two) = tokio::join!(run(&portal.state, &id), reapply(&other.state));
            assert!(one.is_ok(), "{one:?}");
            assert!(two.is_ok(), "{two:?}");
            assert_eq!(portal.rows(&format!("select id from account where id = '{id}'")).await, [[""; 1]; 0]);
        }
    }

    async fn a_step_after_another_process_has_ended_the_erasure_notes_nothing(portal: Portal) {
        let mut tx = portal.state.db().begin().await.unwrap();
        assert_eq!(store::erasure::note_done(&mut tx, "gone", Holding::Mail, (1, 1)).await.unwrap(), 0);
    }

    async fn two_processes_at_once_send_a_mail_once(portal: Portal) {
        let other = portal.another_process().await;
        for number in 0..10 {
            let ask = json!({ "email": format!("b{number}@example.lv"), "lang": "lv" });
            portal.visitor().post(path::RECOVERY, &ask).await.is(202);
        }
        tokio::join!(portal.run_jobs(), other.run_jobs());
        for number in 0..10 {
            let email = format!("b{number}@example.lv");
            assert_eq!(portal.postman.to(&email).len() + other.postman.to(&email).len(), 1, "{email}");
        }
    }
}
