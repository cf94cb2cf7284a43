//! What ends by a withdrawal that staff carry out: every consent of the account, on every device that is known to be its person's.

use contract::consent::{ConsentReply, DECISION, Decision, How};
use contract::lang::Lang;
use contract::path;
use contract::policy::{PolicyAnswerDraft, PolicyEvent};
use contract::privacy::{ActivityKind, Actor, Consents};
use contract::rights::RequestKind;
use vet2b_server::job;
use vet2b_server::store;
use vet2b_server::store::outbox::Job;

use super::carried_out::{filed, log};
use super::staff::{done, not_done};
use crate::portal::{Client, PASSWORD, Portal, company, on_both};
use crate::privacy::devices::{BOTH, looks_around};
use crate::privacy::policy::publish_with_a_new_purpose;

const ANNA: &str = "anna@example.lv";

/// What its cookie says.
fn cookie(client: &Client) -> Decision {
    Decision::from_cookie(&client.cookies[DECISION.name]).unwrap()
}

const fn granted(decision: &Decision) -> (bool, bool) {
    (decision.preferences.granted, decision.statistics.granted)
}

async fn history(client: &mut Client) -> Vec<How> {
    let reply: ConsentReply = client.get(path::CONSENT).await.ok(200);
    reply.history.iter().map(|record| record.how).collect()
}

async fn usage(portal: &Portal) -> usize {
    portal.rows("select path from usage").await.len()
}

/// Anna, who wants the newsletter and allows everything: on a phone, and on a laptop, where she decided before she signed in.
async fn anna_who_allows_everything(portal: &Portal) -> (Client, Client) {
    let mut draft = company(ANNA);
    draft.declarations.newsletter = true;
    let mut phone = portal.registered(&draft).await;
    phone.post(path::CONSENT, &BOTH).await.is(200);
    looks_around(&mut phone).await;
    let mut laptop = portal.visitor();
    laptop.post(path::CONSENT, &BOTH).await.is(200);
    looks_around(&mut laptop).await;
    laptop.sign_in(ANNA, PASSWORD).await.is(200);
    (phone, laptop)
}

/// Files a withdrawal; gives its reference.
async fn asked(portal: &Portal) -> String {
    filed(portal, RequestKind::Withdrawal, ANNA, "a").await.request.reference
}

async fn carried_out(portal: &Portal, reference: &str) {
    done(portal, &["staff", "carry-out", reference, "--reason", "Atsaukts.", "--as", "Ilze"]).await;
    portal.run_jobs().await;
}

on_both! {
    async fn every_consent_ends_on_every_device(portal: Portal) {
        portal.seed_policies().await;
        let (mut phone, mut laptop) = anna_who_allows_everything(portal).await;
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        berta.post(path::CONSENT, &BOTH).await.is(200);
        looks_around(&mut berta).await;
        publish_with_a_new_purpose(portal).await;
        let (version, clause) = ("2".to_owned(), "analytics".to_owned());
        phone.post(path::ME_POLICY, &PolicyAnswerDraft { version, lang: Lang::Lv, clause, accepted: true }).await.is(204);
        portal.clock.advance(60);
        let reference = asked(portal).await;
        carried_out(portal, &reference).await;
        // At once, and before any of them opens a page.
        assert_eq!(usage(portal).await, 2, "Berta's");
        looks_around(&mut phone).await;
        looks_around(&mut laptop).await;
        assert_eq!(usage(portal).await, 2, "nor is anything stored any more");
        let ledger = "select r.how, cast(r.preferences + r.statistics as text) from consent_record r \
                      join consent_device d on d.subject = r.subject join account a on a.id = d.account_id \
                      where a.email = 'anna@example.lv' order by r.number";
        let recorded = [["banner", "2"], ["banner", "2"], ["account", "0"], ["account", "0"]];
        assert_eq!(portal.rows(ledger).await, recorded);
        // A worker that dies before it notes the job has it done once more.
        let account_id = portal.rows("select id from account where email = 'anna@example.lv'").await[0][0].clone();
        let again = Job::Follow { account_id, right: RequestKind::Withdrawal, reference, newsletter_alone: false };
        job::run(&portal.state, "again", &again).await.unwrap();
        // The cookies follow, without another entry, and prolong nothing.
        for client in [&mut phone, &mut laptop] {
            let before = cookie(client);
            client.get("/lv").await.is(200);
            let after = cookie(client);
            assert_eq!((granted(&after), after.how), ((false, false), How::Account));
            assert_eq!((after.at, &after.subject), (before.at, &before.subject));
            assert_eq!(history(client).await, [How::Account, How::Banner]);
        }
        assert_eq!(portal.rows(ledger).await, recorded);
        let conn = &mut portal.state.db().read().await.unwrap();
        assert_eq!(store::consent::broken_link(conn, 10_000).await.unwrap(), None);
        let consents: Consents = phone.get(path::ME_CONSENTS).await.ok(200);
        assert!(!consents.newsletter);
        assert_eq!((consents.policy[0].event, consents.policy[0].clause.as_str()), (PolicyEvent::PurposeRefused, "analytics"));
        let entries = log(&mut phone).await;
        for kind in [ActivityKind::NewsletterWithdrawn, ActivityKind::CookiesWithdrawn, ActivityKind::PurposeRefused] {
            let actors: Vec<_> = entries.iter().filter(|entry| entry.kind == kind).map(|entry| entry.actor).collect();
            assert_eq!(actors, [Actor::System], "{kind:?}");
        }
        assert_eq!(phone.requests().await.len(), 1, "one right was used, once");
        // What is withdrawn can be given anew.
        phone.post(path::CONSENT, &BOTH).await.is(200);
        phone.get("/lv").await.is(200);
        assert_eq!(granted(&cookie(&phone)), (true, true));
        berta.get("/lv").await.is(200);
        assert_eq!((granted(&cookie(&berta)), history(&mut berta).await), ((true, true), vec![How::Banner]));
    }

    async fn the_newsletter_alone_leaves_the_rest(portal: Portal) {
        let (mut phone, _) = anna_who_allows_everything(portal).await;
        let reference = asked(portal).await;
        let order = |purpose: &'static str| ["staff", "carry-out", "", "--purpose", purpose, "--reason", "Atsaukts.", "--as", "Ilze"];
        let mut words = order("improve");
        words[2] = &reference;
        let why = not_done(portal, &words).await;
        assert!(why.contains("cannot be carried out for such a purpose"), "{why}");
        let mut words = order("notify");
        words[2] = &reference;
        done(portal, &words).await;
        portal.run_jobs().await;
        assert!(!phone.get(path::ME_CONSENTS).await.ok::<Consents>(200).newsletter);
        phone.get("/lv").await.is(200);
        assert_eq!((granted(&cookie(&phone)), usage(portal).await), ((true, true), 4));
    }

    async fn what_was_never_allowed_is_refused_and_not_withdrawn(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = asked(portal).await;
        carried_out(portal, &reference).await;
        assert!(log(&mut anna).await.iter().all(|entry| entry.kind != ActivityKind::CookiesWithdrawn));
        assert!(portal.rows("select how from consent_record").await.is_empty());
        // A browser that nobody knew to be hers follows when she signs in there.
        let mut laptop = portal.visitor();
        laptop.post(path::CONSENT, &BOTH).await.is(200);
        looks_around(&mut laptop).await;
        laptop.sign_in(ANNA, PASSWORD).await.is(200);
        assert_eq!((granted(&cookie(&laptop)), history(&mut laptop).await), ((false, false), vec![How::Account, How::Banner]));
        assert_eq!(usage(portal).await, 0);
    }
}
