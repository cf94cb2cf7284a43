use contract::account::{EmailDraft, TokenDraft};
use contract::lang::Lang;
use contract::path;
use contract::privacy::Purpose;
use contract::rights::Request;
use serde_json::json;
use vet2b_server::job;

use super::{object, restrict};
use crate::portal::{Client, Portal, on_both};

async fn write(client: &mut Client, topic: &str, email: &str, message: &str) {
    let message = json!({ "topic": topic, "name": "Anna", "email": email, "message": message, "lang": "lv" });
    client.post(path::CONTACT, &message).await.is(202);
}

/// What was passed on to the consortium.
fn passed_on(portal: &Portal) -> Vec<String> {
    let mails = portal.postman.to(portal.state.config().mail_contact.email.as_ref());
    let messages = ["Pirmā", "Otrā", "Trešā", "Cita"];
    mails.iter().map(|mail| messages.into_iter().find(|words| mail.text.contains(words)).unwrap().to_owned()).collect()
}

/// How many mails to an address say this in their subject or text.
fn mails(portal: &Portal, address: &str, words: &str) -> usize {
    let says = |mail: &&vet2b_server::mail::Mail| mail.subject.contains(words) || mail.text.contains(words);
    portal.postman.to(address).iter().filter(says).count()
}

on_both! {
    async fn messages_wait_until_it_is_lifted_but_a_request_about_data_never_does(portal: Portal) {
        let mut anna = portal.anna().await;
        // Limited while the job is queued: it holds when the mail would be written.
        write(&mut anna, "support", "anna@example.lv", "Pirmā").await;
        restrict(&mut anna, Purpose::Support, true).await;
        write(&mut anna, "support", "ANNA@example.lv", "Otrā").await;
        write(&mut anna, "data_protection", "anna@example.lv", "Trešā").await;
        write(&mut anna, "support", "berta@example.lv", "Cita").await;
        portal.run_jobs().await;
        let mut passed = passed_on(portal);
        passed.sort();
        assert_eq!(passed, ["Cita", "Trešā"]);
        assert_eq!(mails(portal, "anna@example.lv", "VET2B: jūsu ziņa"), 1, "no answer to what waits");
        assert_eq!(portal.rows("select message from contact_message order by message").await.len(), 4, "all are kept");
        // Against support for good as well: lifting one of both sends nothing.
        object(&mut anna, Purpose::Support, true).await;
        restrict(&mut anna, Purpose::Support, false).await;
        portal.run_jobs().await;
        job::sweep(&portal.state).await.unwrap();
        portal.run_jobs().await;
        assert_eq!(passed_on(portal).len(), 2);
        object(&mut anna, Purpose::Support, false).await;
        portal.run_jobs().await;
        let mut passed = passed_on(portal);
        passed.sort();
        assert_eq!(passed, ["Cita", "Otrā", "Pirmā", "Trešā"], "each once");
        assert_eq!(mails(portal, "anna@example.lv", "VET2B: jūsu ziņa"), 3, "the sender learns of each");
        job::sweep(&portal.state).await.unwrap();
        portal.run_jobs().await;
        assert_eq!(passed_on(portal).len(), 4);
        assert!(portal.rows("select message_id from held_message").await.is_empty());
    }

    async fn what_its_sender_disputes_waits_until_that_is_decided(portal: Portal) {
        let mut anna = portal.anna().await;
        let words = "To nerakstīju es.";
        let dispute = json!({ "kind": "rectification", "concern": "messages", "words": words, "lang": "lv", "key": "0123456789abcdef" });
        let filed: Request = anna.post(path::ME_REQUESTS, &dispute).await.ok(201);
        write(&mut anna, "support", "anna@example.lv", "Pirmā").await;
        portal.run_jobs().await;
        let consortium = portal.state.config().mail_contact.email.to_string();
        assert_eq!(mails(portal, &consortium, "Pirmā"), 0);
        anna.delete(&path::with(path::ME_REQUEST, &filed.id)).await.is(204);
        job::sweep(&portal.state).await.unwrap();
        portal.run_jobs().await;
        assert_eq!(mails(portal, &consortium, "Pirmā"), 1);
    }

    async fn it_holds_for_what_was_sent_from_a_former_address_and_the_sweep_frees_what_was_missed(portal: Portal) {
        let mut anna = portal.anna().await;
        write(&mut anna, "support", "anna@example.lv", "Pirmā").await;
        portal.clock.advance(60);
        anna.post(path::ME_EMAIL, &EmailDraft { email: "new@example.lv".into(), lang: Lang::Lv }).await.is(202);
        restrict(&mut anna, Purpose::Support, true).await;
        portal.run_jobs().await;
        let token = portal.postman.code_to("new@example.lv");
        portal.visitor().post(path::EMAIL_CONFIRMATION, &TokenDraft { token }).await.is(204);
        job::sweep(&portal.state).await.unwrap();
        portal.run_jobs().await;
        assert!(passed_on(portal).is_empty());
        // As if the click and the job had missed one another.
        portal.sql("delete from processing_limit").await.unwrap();
        job::sweep(&portal.state).await.unwrap();
        portal.run_jobs().await;
        assert_eq!(passed_on(portal), ["Pirmā"]);
    }
}
