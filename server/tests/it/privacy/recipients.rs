//! Recipients are told what a person has done, until they say that it is done (bars: rights 6).

mod erasure;
mod recipient;
mod trouble;

use contract::account::{EmailDraft, TokenDraft};
use contract::lang::Lang;
use contract::path;
use contract::privacy::Recipient as Receives;
use contract::privacy::{
    Category, DataMap, LimitDraft, LimitKind, NewsletterDraft, Provider, ProviderReport, Purpose, RecipientAction,
    RecipientState,
};

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
        assert!(!report(&mut anna, Provider::Mailchimp).await.holds);
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
        anna.post(path::ME_EMAIL, &EmailDraft { email: "new@example.lv".into(), lang: Lang::Lv }).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("new@example.lv");
        portal.visitor().post(path::EMAIL_CONFIRMATION, &TokenDraft { token }).await.is(204);
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
        anna.post(path::ME_EMAIL, &EmailDraft { email: "new@example.lv".into(), lang: Lang::Lv }).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("new@example.lv");
        portal.visitor().post(path::EMAIL_CONFIRMATION, &TokenDraft { token }).await.is(204);
        recipient.answers(Reply::Executed);
        portal.run_jobs().await;
        let last = recipient.told().pop().unwrap();
        assert_eq!((last.action.as_str(), last.former), ("unsubscribe", vec![ANNA.to_owned()]));
        assert_eq!(recipient.effects(), ["subscribe", "unsubscribe"]);
    }
}
