use contract::path;
use contract::privacy::{Consents, Provider, RecipientState};
use vet2b_server::job;
use vet2b_server::store::outbox::Job;

use super::recipient::{Recipient, Reply};
use super::{Subscribe, Unsubscribe, connected, report, subscriber, tasks, withdraw};
use crate::portal::{Client, Held, on_both};

const HOUR: i64 = 3600;

/// Somebody whom the recipient knows, and who withdraws while it answers so.
async fn withdrawing(portal: &mut Held, reply: Reply) -> (Recipient, Client) {
    let recipient = connected(portal).await;
    let mut anna = subscriber(portal).await;
    portal.run_jobs().await;
    recipient.answers(reply);
    portal.clock.advance(1);
    withdraw(&mut anna).await;
    let held: Consents = anna.get(path::ME_CONSENTS).await.ok(200);
    assert!(!held.newsletter, "here it holds at once, whatever the recipient answers");
    portal.run_jobs().await;
    (recipient, anna)
}

async fn newest(anna: &mut Client) -> RecipientState {
    let (action, state) = tasks(anna).await[0];
    assert_eq!(action, Unsubscribe);
    state
}

on_both! {
    async fn whatever_goes_wrong_it_is_done_once_in_the_end(portal: Portal) {
        let mut first = true;
        for (reply, state, wait) in [
            (Reply::Status(500), RecipientState::Notified, 60),
            (Reply::DoneBut(500), RecipientState::Notified, 60),
            (Reply::Busy(7200), RecipientState::Queued, 7200),
            (Reply::Status(403), RecipientState::Queued, 60),
            (Reply::Page, RecipientState::Notified, 60),
            (Reply::Hangs, RecipientState::Notified, 60),
            (Reply::Acknowledged, RecipientState::Acknowledged, HOUR),
        ] {
            let (recipient, mut anna) = if first {
                withdrawing(portal, reply).await
            } else {
                // The same person again: the rows of before are history.
                portal.sql("delete from recipient_task").await.unwrap();
                portal.sql("delete from account").await.unwrap();
                withdrawing(portal, reply).await
            };
            first = false;
            assert_eq!(newest(&mut anna).await, state, "{reply:?}");
            assert!(report(&mut anna, Provider::Mailchimp).await.holds, "{reply:?}: until it says that it has let go");
            recipient.answers(Reply::Executed);
            portal.clock.advance(wait - 1);
            portal.run_jobs().await;
            assert_eq!(recipient.told().len(), 2, "{reply:?}: not before its time");
            portal.clock.advance(1);
            portal.run_jobs().await;
            assert_eq!(newest(&mut anna).await, RecipientState::Executed, "{reply:?}");
            assert_eq!(recipient.effects(), ["subscribe", "unsubscribe"], "{reply:?}: once");
            let told = recipient.told();
            assert_eq!(told[1].key, told[2].key, "{reply:?}: by the same key");
        }
    }

    async fn nobody_there_is_no_word_lost(portal: Portal) {
        let (recipient, mut anna) = withdrawing(portal, Reply::Executed).await;
        assert_eq!(newest(&mut anna).await, RecipientState::Executed);
        // A port at which nobody listens any more.
        let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        portal.restart_set_to(&["--recipient-mailchimp-url", &format!("http://{gone}/")]).await;
        let mut berta = portal.registered(&{
            let mut draft = crate::portal::company("berta@example.lv");
            draft.declarations.newsletter = true;
            draft
        }).await;
        portal.run_jobs().await;
        assert_eq!(tasks(&mut berta).await, [(Subscribe, RecipientState::Queued)]);
        assert!(!report(&mut berta, Provider::Mailchimp).await.holds, "it could not hear of her");
        portal.restart_set_to(&["--recipient-mailchimp-url", &recipient.url]).await;
        portal.clock.advance(60);
        portal.run_jobs().await;
        let mut berta = portal.visitor();
        berta.sign_in("berta@example.lv", crate::portal::PASSWORD).await.is(200);
        assert_eq!(tasks(&mut berta).await, [(Subscribe, RecipientState::Executed)]);
    }

    async fn what_is_given_up_an_operator_sees_and_tries_anew(portal: Portal) {
        let (recipient, mut anna) = withdrawing(portal, Reply::Status(500)).await;
        let mut tries = 1;
        while newest(&mut anna).await != RecipientState::Failed {
            portal.clock.advance(6 * HOUR);
            portal.run_jobs().await;
            anna.sign_in("anna@example.lv", crate::portal::PASSWORD).await;
            tries += 1;
        }
        assert_eq!(tries, 12);
        portal.clock.advance(6 * HOUR);
        portal.run_jobs().await;
        assert_eq!(recipient.told().len(), 1 + 12, "no try after the last one");
        let (said, whole) = portal.command("recipients list").await;
        assert!(!whole && said.contains("mailchimp unsubscribe failed") && said.contains("(500)"), "{said}");
        assert!(said.ends_with("given up: 1; waiting for proof: 0\n") && !said.contains("anna"), "{said}");
        let (said, whole) = portal.command("recipients retry nothing --as Ilze").await;
        assert!(!whole && said.contains("nothing of this id"), "{said}");
        recipient.answers(Reply::Executed);
        let (said, whole) = portal.command("recipients retry --as Ilze").await;
        assert!(whole && said == "tried anew: 1\n", "{said}");
        let (said, _) = portal.command("staff acts").await;
        assert!(said.contains("Ilze had a recipient told anew") && said.ends_with("1 recorded\n"), "who did so is recorded: {said}");
        portal.run_jobs().await;
        assert_eq!(newest(&mut anna).await, RecipientState::Executed);
        assert_eq!(recipient.effects(), ["subscribe", "unsubscribe"]);
        assert_eq!(portal.command("recipients list").await, ("given up: 0; waiting for proof: 0\n".to_owned(), true));
    }

    async fn what_is_refused_for_good_is_not_told_again(portal: Portal) {
        let (recipient, mut anna) = withdrawing(portal, Reply::Status(422)).await;
        assert_eq!(newest(&mut anna).await, RecipientState::Failed);
        portal.clock.advance(24 * HOUR);
        portal.run_jobs().await;
        assert_eq!(recipient.told().len(), 2);
    }

    async fn what_was_taken_on_is_asked_for_until_there_is_proof(portal: Portal) {
        let (recipient, mut anna) = withdrawing(portal, Reply::Acknowledged).await;
        for _ in 0..16 {
            portal.clock.advance(12 * HOUR);
            portal.run_jobs().await;
        }
        anna.sign_in("anna@example.lv", crate::portal::PASSWORD).await.is(200);
        assert_eq!(newest(&mut anna).await, RecipientState::WaitingForProof);
        let (said, whole) = portal.command("recipients list").await;
        assert!(whole && said.contains("waiting_for_proof") && said.contains("waiting for proof: 1"), "{said}");
        recipient.answers(Reply::Executed);
        portal.clock.advance(24 * HOUR);
        portal.run_jobs().await;
        anna.sign_in("anna@example.lv", crate::portal::PASSWORD).await.is(200);
        assert_eq!(newest(&mut anna).await, RecipientState::Executed);
    }

    async fn whoever_dies_while_telling_leaves_the_task_to_another(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        // A worker has begun, told the recipient and was killed before it noted the answer.
        let now = portal.state.now();
        let id = portal.rows("select id from recipient_task").await[0][0].clone();
        portal.sql(&format!("update recipient_task set busy_until = {}, attempts = 1", now.plus_seconds(120).0)).await.unwrap();
        portal.run_jobs().await;
        assert!(recipient.told().is_empty(), "it may still be at it");
        portal.clock.advance(120);
        portal.run_jobs().await;
        assert_eq!(recipient.told()[0].key, id);
        assert_eq!(tasks(&mut anna).await, [(Subscribe, RecipientState::Executed)]);
    }

    async fn what_somebody_told_who_died_counts_as_told_though_nobody_hears_the_next_try(portal: Portal) {
        let _recipient = connected(portal).await;
        subscriber(portal).await;
        // A worker has told the recipient and was killed before it noted the answer.
        portal.sql("update recipient_task set attempts = 1").await.unwrap();
        let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        portal.restart_set_to(&["--recipient-mailchimp-url", &format!("http://{gone}/")]).await;
        portal.run_jobs().await;
        let mut anna = portal.visitor();
        anna.sign_in("anna@example.lv", crate::portal::PASSWORD).await.is(200);
        assert!(report(&mut anna, Provider::Mailchimp).await.holds);
        portal.clock.advance(1);
        withdraw(&mut anna).await;
        assert_eq!(newest(&mut anna).await, RecipientState::Queued, "so it is told to let go");
    }

    async fn a_surplus_job_ends_and_brings_no_try_forward(portal: Portal) {
        let (recipient, _anna) = withdrawing(portal, Reply::Status(500)).await;
        let id = portal.rows("select id from recipient_task where ended_at is null").await[0][0].clone();
        let db = portal.state.db();
        let mut tx = db.begin().await.unwrap();
        portal.state.enqueue(&mut tx, &Job::Tell { id }).await.unwrap();
        db.finish(tx, Ok(()), &mut 0).await.unwrap().unwrap();
        portal.run_jobs().await;
        assert_eq!(recipient.told().len(), 2, "not before its time");
        let waiting = portal.rows("select id from outbox where kind = 'tell' and done_at is null and dead_at is null").await;
        assert_eq!(waiting.len(), 1, "one job for one task");
    }

    async fn what_no_job_is_at_any_more_the_sweep_finds(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.sql("update outbox set dead_at = 1 where kind = 'tell'").await.unwrap();
        job::sweep(&portal.state).await.unwrap();
        portal.run_jobs().await;
        assert!(recipient.told().is_empty(), "not at once: a worker may be at it");
        portal.clock.advance(2 * HOUR);
        job::sweep(&portal.state).await.unwrap();
        portal.run_jobs().await;
        assert_eq!(tasks(&mut anna).await, [(Subscribe, RecipientState::Executed)]);
    }

    async fn many_workers_tell_each_thing_once(portal: Portal) {
        let recipient = connected(portal).await;
        let mut people = Vec::new();
        for number in 0..6 {
            let mut draft = crate::portal::company(&format!("p{number}@example.lv"));
            draft.declarations.newsletter = true;
            people.push(portal.registered(&draft).await);
        }
        let mut workers = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let state = portal.state.clone();
            workers.spawn(async move { job::run_due(&state).await.unwrap() });
        }
        workers.join_all().await;
        portal.run_jobs().await;
        assert_eq!((recipient.told().len(), recipient.effects().len()), (6, 6));
    }
}
