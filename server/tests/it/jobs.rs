use std::sync::atomic::Ordering;

use contract::lang::Lang;
use contract::path;
use contract::time::Timestamp;
use vet2b_server::job;
use vet2b_server::store::outbox::{self, Job, Post};

use crate::portal::{company, on_both};

const DAY: i64 = 86_400;

on_both! {
    async fn while_the_mail_server_is_down_everything_is_accepted_and_sent_later(portal: Portal) {
        portal.postman.down.store(true, Ordering::SeqCst);
        portal.visitor().post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select cast(attempts as text), last_error from outbox").await, [["1", "the mail server cannot be reached"]]);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select cast(attempts as text) from outbox").await, [["1"]], "not before its time");
        portal.clock.advance(15);
        portal.run_jobs().await;
        portal.postman.down.store(false, Ordering::SeqCst);
        portal.clock.advance(29);
        portal.run_jobs().await;
        assert_eq!(portal.postman.to("anna@example.lv").len(), 0, "waits grow");
        portal.clock.advance(1);
        portal.run_jobs().await;
        let token = portal.postman.code_to("anna@example.lv");
        portal.visitor().post(path::REGISTRATION_CONFIRMATION, &serde_json::json!({ "token": token })).await.is(200);
    }

    async fn a_mail_that_was_sent_but_not_noted_is_the_same_when_it_is_sent_again(portal: Portal) {
        let post = Post::Recovery { email: "nobody@example.lv".into(), lang: Lang::Lv, reference: "R-7K3M-9QXA".into() };
        let id = "01890000-0000-7000-8000-000000000000";
        for _ in 0..2 {
            job::run(&portal.state, id, &Job::Mail(post.clone())).await.unwrap();
        }
        let files = std::fs::read_dir(portal.folder().join("outbox")).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, [format!("{id}.eml"), format!("{id}.to")]);
        let mail = std::fs::read_to_string(portal.folder().join(format!("outbox/{id}.eml"))).unwrap();
        assert!(mail.contains(&format!("Message-ID: <{id}@vet2b.eu>")), "{mail}");
    }

    async fn a_lease_is_prolonged_by_whom_it_belongs_to_alone(portal: Portal) {
        portal.visitor().post(path::RECOVERY, &serde_json::json!({ "email": "anna@example.lv", "lang": "lv" })).await.is(202);
        let now = portal.state.now();
        let db = portal.state.db();
        let mut conn = db.begin().await.unwrap();
        let until = |seconds| now.plus_seconds(seconds);
        let leased = outbox::lease(&mut conn, "one", now, until(60)).await.unwrap().unwrap();
        assert_eq!(outbox::renew(&mut conn, &leased.id, "one", until(120)).await.unwrap(), 1);
        assert!(outbox::lease(&mut conn, "other", until(61), until(121)).await.unwrap().is_none());
        assert!(outbox::lease(&mut conn, "other", until(120), until(180)).await.unwrap().is_some());
        assert_eq!(outbox::renew(&mut conn, &leased.id, "one", until(240)).await.unwrap(), 0, "it is another's now");
        db.finish(conn, Ok(()), &mut 0).await.unwrap().unwrap();
    }

    async fn what_cannot_be_done_is_given_up_and_seen(portal: Portal) {
        portal.postman.down.store(true, Ordering::SeqCst);
        let ask = serde_json::json!({ "email": "anna@example.lv", "lang": "lv" });
        portal.visitor().post(path::RECOVERY, &ask).await.is(202);
        for _ in 0..30 {
            portal.run_jobs().await;
            portal.clock.advance(6 * 3600);
        }
        let mut conn = portal.state.db().read().await.unwrap();
        assert_eq!(outbox::counts(&mut conn).await.unwrap(), (0, 1));
        drop(conn);
        assert_eq!(portal.rows("select cast(attempts as text) from outbox").await, [["18"]]);
    }

    async fn a_last_mail_that_cannot_be_sent_keeps_no_address(portal: Portal) {
        let mut anna = portal.registered(&company("kanarij@example.lv")).await;
        anna.post(path::ME_ERASURE, &serde_json::json!({ "when": "now" })).await.is(202);
        portal.postman.down.store(true, Ordering::SeqCst);
        portal.run_jobs().await;
        assert!(portal.every_value().await.iter().any(|value| value.contains("kanarij")), "the mail waits");
        for _ in 0..20 {
            portal.clock.advance(6 * 3600);
            portal.run_jobs().await;
        }
        let mut conn = portal.state.db().read().await.unwrap();
        assert_eq!(outbox::counts(&mut conn).await.unwrap(), (0, 1), "operators see it");
        drop(conn);
        assert!(!portal.every_value().await.iter().any(|value| value.contains("kanarij")));
        if portal.is_on_sqlite() {
            let file = std::fs::read(portal.folder().join("vet2b.sqlite")).unwrap();
            assert!(!String::from_utf8_lossy(&file).contains("kanarij"));
        }
    }

    async fn a_done_job_holds_nothing(portal: Portal) {
        portal.anna().await;
        let rows = portal.rows("select payload, recipient, last_error from outbox where done_at is not null").await;
        assert_eq!(rows, [["", "", ""]]);
    }

    async fn no_code_is_ever_in_the_outbox(portal: Portal) {
        portal.visitor().post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        let rows = portal.rows("select payload from outbox").await;
        portal.run_jobs().await;
        let code = portal.postman.code_to("anna@example.lv");
        assert!(!rows[0][0].contains(&code) && !portal.every_value().await.iter().any(|value| value.contains(&code)));
    }

    async fn whoever_dies_with_a_job_loses_it(portal: Portal) {
        let ask = serde_json::json!({ "email": "anna@example.lv", "lang": "lv" });
        portal.visitor().post(path::RECOVERY, &ask).await.is(202);
        // A worker takes it and is never heard of again.
        let now = portal.state.now();
        let db = portal.state.db();
        let mut tx = db.begin().await.unwrap();
        assert!(outbox::lease(&mut tx, "dead", now, now.plus_seconds(600)).await.unwrap().is_some());
        assert!(outbox::lease(&mut tx, "other", now, now.plus_seconds(600)).await.unwrap().is_none(), "nobody else has it meanwhile");
        db.finish(tx, Ok(()), &mut 0).await.unwrap().unwrap();
        portal.run_jobs().await;
        assert_eq!(portal.postman.to("anna@example.lv").len(), 0);
        portal.clock.advance(600);
        portal.run_jobs().await;
        assert_eq!(portal.postman.to("anna@example.lv").len(), 1);
    }

    async fn what_each_worker_died_of_is_given_up(portal: Portal) {
        let ask = serde_json::json!({ "email": "anna@example.lv", "lang": "lv" });
        portal.visitor().post(path::RECOVERY, &ask).await.is(202);
        // Taken eighteen times, and never heard of again.
        portal.sql("update outbox set attempts = 18").await.unwrap();
        portal.run_jobs().await;
        assert_eq!(portal.postman.to("anna@example.lv").len(), 0);
        let mut conn = portal.state.db().read().await.unwrap();
        assert_eq!(outbox::counts(&mut conn).await.unwrap(), (0, 1));
    }

    async fn an_erasure_that_was_given_up_runs_again(portal: Portal) {
        let mut anna = portal.anna().await;
        anna.post(path::ME_ERASURE, &serde_json::json!({ "when": "now" })).await.is(202);
        let given_up = format!("update outbox set dead_at = {} where kind = 'erase'", portal.state.now().0);
        portal.sql(&given_up).await.unwrap();
        portal.run_jobs().await;
        assert_eq!(portal.rows("select email from account").await, [["anna@example.lv"]]);
        for _ in 0..2 {
            job::sweep(&portal.state).await.unwrap();
        }
        let waiting = "select cast(count(*) as text) from outbox where kind = 'erase' and dead_at is null";
        assert_eq!(portal.rows(waiting).await, [["1"]], "not twice");
        portal.run_jobs().await;
        assert_eq!(portal.rows("select email from account").await, [[""; 1]; 0]);
        assert_eq!(portal.rows("select id from outbox where dead_at is not null").await, [[""; 1]; 0], "nor an id is left");
    }

    async fn many_workers_send_each_mail_once(portal: Portal) {
        for number in 0..20 {
            let ask = serde_json::json!({ "email": format!("nobody{number}@example.lv"), "lang": "lv" });
            portal.visitor().post(path::RECOVERY, &ask).await.is(202);
        }
        let mut workers = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let state = portal.state.clone();
            workers.spawn(async move { job::run_due(&state).await.unwrap() });
        }
        workers.join_all().await;
        portal.run_jobs().await;
        for number in 0..20 {
            assert_eq!(portal.postman.to(&format!("nobody{number}@example.lv")).len(), 1, "{number}");
        }
    }

    async fn what_has_expired_is_deleted(portal: Portal) {
        let mut anna = portal.anna().await;
        portal.visitor().post(path::REGISTRATIONS, &company("berta@example.lv")).await.is(202);
        portal.visitor().sign_in("anna@example.lv", "wrong-harbour-lamp").await.is(401);
        portal.visitor().post(path::RECOVERY, &serde_json::json!({ "email": "anna@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        let counts = async || {
            let mut counts = Vec::new();
            for table in ["registration", "session", "token", "sign_in_failure", "outbox", "activity where network is not null"] {
                counts.push(portal.rows(&format!("select cast(count(*) as text) from {table}")).await[0][0].clone());
            }
            counts
        };
        job::sweep(&portal.state).await.unwrap();
        assert_eq!(counts().await, ["1", "1", "1", "1", "3", "3"]);
        portal.clock.advance(2 * DAY);
        job::sweep(&portal.state).await.unwrap();
        assert_eq!(counts().await, ["0", "0", "0", "0", "3", "3"]);
        portal.clock.advance(29 * DAY);
        job::sweep(&portal.state).await.unwrap();
        assert_eq!(counts().await, ["0", "0", "0", "0", "0", "0"]);
        anna.sign_in("anna@example.lv", crate::portal::PASSWORD).await.is(200);
        assert!(portal.state.now() > Timestamp(0));
    }

    async fn the_worker_runs_and_stops(portal: Portal) {
        let (stop, stopping) = tokio::sync::watch::channel(false);
        let worker = tokio::spawn(job::work(portal.state.clone(), stopping));
        portal.visitor().post(path::RECOVERY, &serde_json::json!({ "email": "anna@example.lv", "lang": "lv" })).await.is(202);
        for _ in 0..200 {
            if !portal.postman.to("anna@example.lv").is_empty() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(portal.postman.to("anna@example.lv").len(), 1);
        stop.send(true).unwrap();
        worker.await.unwrap();
    }
}
