use std::time::Duration;

use contract::path;
use contract::problem::Code;
use contract::time::Timestamp;
use serde_json::json;
use tokio::time::timeout;
use vet2b_server::store::failure;

use crate::portal::{PASSWORD, on_both};

const MINUTE: i64 = 60;

on_both! {
    async fn ten_in_fifteen_minutes_and_the_right_one_waits_too(portal: Portal) {
        portal.anna().await;
        for _ in 0..10 {
            portal.visitor().sign_in("anna@example.lv", "wrong-harbour-lamp").await.refused(Code::BadCredentials);
        }
        let problem = portal.visitor().sign_in("ANNA@example.lv", PASSWORD).await.refused(Code::TooManyRequests);
        assert!((890..=901).contains(&problem.retry_after.unwrap()), "{problem:?}");
        portal.clock.advance(15 * MINUTE + 1);
        portal.visitor().sign_in("anna@example.lv", PASSWORD).await.is(200);
    }

    async fn a_restart_forgives_nothing(portal: Portal) {
        portal.anna().await;
        for _ in 0..10 {
            portal.visitor().sign_in("anna@example.lv", "wrong-harbour-lamp").await.refused(Code::BadCredentials);
        }
        portal.restart().await;
        portal.visitor().sign_in("anna@example.lv", PASSWORD).await.refused(Code::TooManyRequests);
    }

    async fn the_wait_grows_and_success_ends_it(portal: Portal) {
        portal.anna().await;
        let mut waits = Vec::new();
        for _ in 0..3 {
            for _ in 0..10 {
                portal.visitor().sign_in("anna@example.lv", "wrong-harbour-lamp").await.refused(Code::BadCredentials);
            }
            let wait = portal.visitor().sign_in("anna@example.lv", PASSWORD).await.refused(Code::TooManyRequests).retry_after.unwrap();
            waits.push(wait / 60);
            portal.clock.advance(i64::from(wait));
        }
        assert_eq!(waits, [15, 30, 60], "minutes");
        portal.visitor().sign_in("anna@example.lv", PASSWORD).await.is(200);
        portal.visitor().sign_in("anna@example.lv", "wrong-harbour-lamp").await.refused(Code::BadCredentials);
        portal.visitor().sign_in("anna@example.lv", PASSWORD).await.is(200);
    }

    async fn an_unknown_address_is_limited_alike(portal: Portal) {
        for _ in 0..10 {
            portal.visitor().sign_in("nobody@example.lv", "wrong-harbour-lamp").await.refused(Code::BadCredentials);
        }
        portal.visitor().sign_in("nobody@example.lv", PASSWORD).await.refused(Code::TooManyRequests);
        portal.visitor().sign_in("other@example.lv", PASSWORD).await.refused(Code::BadCredentials);
    }

    async fn thirty_at_the_same_time_are_ten(portal: Portal) {
        portal.anna().await;
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..30 {
            let mut client = portal.visitor();
            tasks.spawn(async move { client.sign_in("anna@example.lv", "wrong-harbour-lamp").await.status.as_u16() });
        }
        let statuses = tasks.join_all().await;
        let tried = statuses.iter().filter(|status| **status == 401).count();
        assert!(tried == 10 && statuses.iter().all(|status| matches!(status, 401 | 429)), "{tried} tries: {statuses:?}");
    }

    async fn a_try_waits_for_another_one_with_the_same_address(portal: Portal) {
        let (db, now) = (portal.state.db(), portal.state.now());
        let mut first = db.begin().await.unwrap();
        failure::lock(&mut first, "key", now).await.unwrap();
        let mut second = tokio::spawn({
            let db = db.clone();
            async move {
                let mut tx = db.begin().await.unwrap();
                failure::lock(&mut tx, "key", now).await.unwrap();
                failure::since(&mut tx, "key", Timestamp(0)).await.unwrap().len()
            }
        });
        assert!(timeout(Duration::from_millis(300), &mut second).await.is_err(), "it waits");
        failure::insert(&mut first, "id", "key", now).await.unwrap();
        db.finish(first, Ok(()), &mut 0).await.unwrap().unwrap();
        assert_eq!(second.await.unwrap(), 1, "and counts what the first one has written");
        assert_eq!(portal.rows("select id from sign_in_failure").await, [["id"]], "the lock leaves nothing");
    }

    async fn proving_the_identity_counts_too(portal: Portal) {
        let mut anna = portal.anna().await;
        for _ in 0..10 {
            let answer = anna.post(path::REAUTHENTICATION, &json!({ "current_password": "wrong-harbour-lamp" })).await;
            assert_eq!(answer.flaws(), ["current_password wrong"]);
        }
        anna.post(path::REAUTHENTICATION, &json!({ "current_password": PASSWORD })).await.refused(Code::TooManyRequests);
        portal.visitor().sign_in("anna@example.lv", PASSWORD).await.refused(Code::TooManyRequests);
    }
}
