//! Recipients are told what a person has done, until they say that it is done (bars: rights 6).

mod erasure;
mod google;
mod grace;
mod recipient;
mod requests;
mod sheet;
mod trouble;

use std::time::Duration;

use contract::account::{EmailDraft, TokenDraft};
use contract::lang::Lang;
use contract::path;
use contract::privacy::Recipient as Receives;
use contract::privacy::{
    Category, DataMap, LimitDraft, LimitKind, NewsletterDraft, Provider, ProviderReport, Purpose, RecipientAction,
    RecipientState,
};
use contract::rights::Request;
use serde_json::json;
use vet2b_server::job;
use vet2b_server::store::processing_limit;

use crate::portal::{Client, Held, company, on_both};
use recipient::{Recipient, Reply};

use RecipientAction::{Rectify, Restrict, Subscribe, Unsubscribe};

const ANNA: &str = "anna@example.lv";

/// A recipient that this portal is connected to.
async fn connected(portal: &mut Held) -> Recipient {
    let recipient = Recipient::start().await;
    let secret = portal.folder().join("mailchimp.secret");
    std::fs::write(&secret, "s3cret\n").unwrap();
    let flags = [
        "--recipient-mailchimp-url",
        &recipient.url,
        "--recipient-mailchimp-secret-file",
        secret.to_str().unwrap(),
        "--recipient-timeout-seconds",
        "1",
    ];
    portal.restart_set_to(&flags).await;
    recipient
}

/// Somebody who gets the newsletter.
async fn subscriber(portal: &Held) -> Client {
    let mut draft = company(ANNA);
    draft.declarations.newsletter = true;
    portal.registered(&draft).await
}

async fn report(client: &mut Client, provider: Provider) -> ProviderReport {
    let reports: Vec<ProviderReport> = client.get(path::ME_RECIPIENTS).await.ok(200);
    assert_eq!(reports.iter().map(|report| report.provider).collect::<Vec<_>>(), Provider::ALL);
    reports.into_iter().find(|report| report.provider == provider).unwrap()
}

/// What Mailchimp was told, the newest first.
async fn tasks(client: &mut Client) -> Vec<(RecipientAction, RecipientState)> {
    report(client, Provider::Mailchimp).await.tasks.iter().map(|task| (task.action, task.state)).collect()
}

async fn withdraw(client: &mut Client) {
    client.put(path::ME_NEWSLETTER, &NewsletterDraft { granted: false, lang: Lang::Lv }).await.is(200);
}

/// Takes another address, and confirms it.
async fn moves(portal: &Held, client: &mut Client, email: &str) {
    client.post(path::ME_EMAIL, &EmailDraft { email: email.into(), lang: Lang::Lv }).await.is(202);
    portal.run_jobs().await;
    let token = portal.postman.code_to(email);
    portal.visitor().post(path::EMAIL_CONFIRMATION, &TokenDraft { token }).await.is(204);
}

async fn limit(client: &mut Client, kind: LimitKind, on: bool) {
    client.put(path::ME_LIMITS, &LimitDraft { purpose: Purpose::Notify, kind, on }).await.is(200);
}

on_both! {
    async fn a_portal_without_connectors_tells_nobody_and_says_so(portal: Portal) {
        let mut anna = subscriber(portal).await;
        for provider in Provider::ALL.iter().copied() {
            let report = report(&mut anna, provider).await;
            assert!(!report.configured && !report.holds && report.since.is_none() && report.tasks.is_empty(), "{provider:?}");
        }
        assert!(portal.rows("select id from recipient_task").await.is_empty());
        portal.visitor().get(path::ME_RECIPIENTS).await.is(401);
    }

    async fn the_newsletter_is_told_from_the_consent_to_the_withdrawal(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        let waiting = report(&mut anna, Provider::Mailchimp).await;
        assert!(waiting.configured && !waiting.holds, "it was not told yet");
        portal.clock.advance(5);
        portal.run_jobs().await;
        let held = report(&mut anna, Provider::Mailchimp).await;
        assert!(held.holds && held.since == held.tasks[0].told_at);
        assert_eq!(tasks(&mut anna).await, [(Subscribe, RecipientState::Executed)]);
        let told = recipient.told();
        assert_eq!((told[0].action.as_str(), told[0].address.as_str(), told[0].bearer.as_str()), ("subscribe", ANNA, "Bearer s3cret"));
        assert!(!report(&mut anna, Provider::Campayn).await.configured);
        let map: DataMap = anna.get(path::ME_DATA_MAP).await.ok(200);
        let email = map.categories.iter().find(|report| report.category == Category::Email).unwrap();
        assert_eq!(email.recipients, [Receives::Consortium, Receives::MailProvider, Receives::Mailchimp]);

        portal.clock.advance(5);
        withdraw(&mut anna).await;
        portal.run_jobs().await;
        assert_eq!(tasks(&mut anna).await[0], (Unsubscribe, RecipientState::Executed));
        let left = report(&mut anna, Provider::Mailchimp).await;
        assert!(left.holds && left.since == held.since, "it sends no more, and was not told to erase");
        assert_eq!(recipient.effects(), ["subscribe", "unsubscribe"]);
        let rows = portal.rows("select sealed, last_error from recipient_task").await;
        assert!(rows.iter().flatten().all(String::is_empty), "{rows:?}");
    }

    async fn a_restriction_an_objection_and_a_new_address_are_told(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        for (kind, on) in [(LimitKind::Restricted, true), (LimitKind::Restricted, false)] {
            portal.clock.advance(1);
            limit(&mut anna, kind, on).await;
            portal.run_jobs().await;
        }
        assert_eq!(recipient.effects(), ["subscribe", "restrict", "subscribe"]);
        portal.clock.advance(1);
        moves(portal, &mut anna, "new@example.lv").await;
        portal.run_jobs().await;
        let last = recipient.told().pop().unwrap();
        assert_eq!((last.action.as_str(), last.address.as_str(), last.former), ("rectify", "new@example.lv", vec![ANNA.to_owned()]));
        portal.clock.advance(1);
        limit(&mut anna, LimitKind::Objected, true).await;
        portal.run_jobs().await;
        assert_eq!(recipient.effects().last().unwrap(), "unsubscribe");
        let kinds: Vec<_> = tasks(&mut anna).await.into_iter().map(|(action, _)| action).collect();
        assert_eq!(kinds, [Unsubscribe, Rectify, Subscribe, Restrict, Subscribe]);
    }

    async fn what_was_taken_back_before_it_was_told_is_never_told(portal: Portal) {
        let recipient = connected(portal).await;
        let mut draft = company(ANNA);
        draft.declarations.newsletter = true;
        let mut anna = portal.registered(&draft).await;
        // The word to subscribe is queued; a limit stands against it when its time comes.
        limit(&mut anna, LimitKind::Restricted, true).await;
        portal.run_jobs().await;
        assert!(recipient.told().is_empty(), "{:?}", recipient.effects());
        assert_eq!(tasks(&mut anna).await, [(Subscribe, RecipientState::Superseded)]);
        limit(&mut anna, LimitKind::Restricted, false).await;
        withdraw(&mut anna).await;
        portal.run_jobs().await;
        assert!(recipient.told().is_empty());
        assert!(!report(&mut anna, Provider::Mailchimp).await.holds);
    }

    async fn a_new_address_takes_the_place_of_nothing_that_is_still_to_be_done(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        recipient.answers(Reply::Status(500));
        withdraw(&mut anna).await;
        portal.run_jobs().await;
        portal.clock.advance(1);
        moves(portal, &mut anna, "new@example.lv").await;
        recipient.answers(Reply::Executed);
        portal.clock.advance(60);
        portal.run_jobs().await;
        assert_eq!(recipient.effects(), ["subscribe", "unsubscribe"]);
        let told = recipient.told();
        assert!(told.iter().all(|told| told.address == ANNA && told.former.is_empty()), "nor does it learn it: {told:?}");
    }

    async fn whom_a_person_has_left_learns_no_new_address(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        withdraw(&mut anna).await;
        portal.run_jobs().await;
        portal.clock.advance(1);
        moves(portal, &mut anna, "new@example.lv").await;
        portal.run_jobs().await;
        assert_eq!(recipient.effects(), ["subscribe", "unsubscribe"]);
        assert!(recipient.told().iter().all(|told| told.address == ANNA));
    }

    async fn a_former_address_that_is_somebody_elses_now_is_told_to_nobody(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        portal.clock.advance(1);
        moves(portal, &mut anna, "new@example.lv").await;
        portal.run_jobs().await;
        assert_eq!(recipient.told().pop().unwrap().former, [ANNA]);
        portal.registered(&company(ANNA)).await;
        portal.clock.advance(1);
        withdraw(&mut anna).await;
        portal.run_jobs().await;
        let last = recipient.told().pop().unwrap();
        assert_eq!((last.action.as_str(), last.address.as_str()), ("unsubscribe", "new@example.lv"));
        assert!(last.former.is_empty(), "{:?}", last.former);
    }

    async fn a_disputed_address_is_passed_on_once_that_is_decided(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        let words = "Adresē ir kļūda.";
        let dispute = json!({ "kind": "rectification", "concern": "email", "words": words, "lang": "lv", "key": "0123456789abcdef" });
        let filed: Request = anna.post(path::ME_REQUESTS, &dispute).await.ok(201);
        portal.run_jobs().await;
        assert!(recipient.told().is_empty());
        assert_eq!(tasks(&mut anna).await, [(Subscribe, RecipientState::Queued)]);
        anna.delete(&path::with(path::ME_REQUEST, &filed.id)).await.is(204);
        portal.clock.advance(6 * 3600);
        portal.run_jobs().await;
        assert_eq!(recipient.effects(), ["subscribe"]);
    }

    async fn a_sender_that_is_set_up_no_more_is_told_to_rest_and_not_to_begin(portal: Portal) {
        let _recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        portal.sql("update recipient_task set recipient = 'campayn'").await.unwrap();
        for on in [true, false] {
            portal.clock.advance(1);
            limit(&mut anna, LimitKind::Restricted, on).await;
        }
        let rows = portal.rows("select recipient, action from recipient_task order by created_at").await;
        assert_eq!(rows, [["campayn", "subscribe"], ["campayn", "restrict"], ["mailchimp", "subscribe"]]);
    }

    async fn whoever_tells_a_sender_to_begin_waits_for_a_withdrawal_under_way(portal: Portal) {
        let recipient = connected(portal).await;
        subscriber(portal).await;
        let account = portal.rows("select id from account").await[0][0].clone();
        let db = portal.state.db();
        let mut leaving = db.begin().await.unwrap();
        processing_limit::lock(&mut leaving, &account).await.unwrap();
        let state = portal.state.clone();
        let telling = tokio::spawn(async move { job::run_due(&state).await.unwrap() });
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(!telling.is_finished() && recipient.told().is_empty(), "it waits");
        db.finish(leaving, Ok(()), &mut 0).await.unwrap().unwrap();
        telling.await.unwrap();
        assert_eq!(recipient.effects(), ["subscribe"]);
    }
}
