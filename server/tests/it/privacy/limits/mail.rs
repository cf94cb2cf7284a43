use contract::account::EmailDraft;
use contract::lang::Lang;
use contract::path;
use contract::privacy::{Consents, ErasureDraft, ErasureTime, LimitReport, NewsletterDraft, Purpose};
use contract::problem::Code;
use contract::rights::Request;
use serde_json::json;
use vet2b_server::job::refresh_policies;
use vet2b_server::store::outbox::{Job, Post};

use super::{object, of, restrict};
use crate::portal::{Client, PASSWORD, Portal, company, on_both};

const ANNA: &str = "anna@example.lv";

async fn consents(client: &mut Client) -> Consents {
    client.get(path::ME_CONSENTS).await.ok(200)
}

async fn choose(client: &mut Client, granted: bool) -> crate::portal::Answer {
    client.put(path::ME_NEWSLETTER, &NewsletterDraft { granted, lang: Lang::Lv }).await
}

/// Somebody who gets the newsletter.
async fn subscriber(portal: &Portal) -> Client {
    let mut draft = company(ANNA);
    draft.declarations.newsletter = true;
    portal.registered(&draft).await
}

async fn publish(portal: &Portal) {
    let (said, done) = portal.command("policy publish 2 --effective 2027-01-05").await;
    assert!(done, "{said}");
    refresh_policies(&portal.state).await.unwrap();
}

fn told(portal: &Portal) -> usize {
    portal.postman.to(ANNA).iter().filter(|mail| mail.text.contains("/privacy/2/since/1")).count()
}

/// The notice that the job of an earlier moment has queued.
async fn queue_notice(portal: &Portal) {
    let account_id = portal.rows("select id from account where email = 'anna@example.lv'").await[0][0].clone();
    let job = Job::Mail(Post::PolicyNotice { account_id, version: "2".into() });
    let db = portal.state.db();
    let mut tx = db.begin().await.unwrap();
    portal.state.enqueue(&mut tx, &job).await.unwrap();
    db.finish(tx, Ok(()), &mut 0).await.unwrap().unwrap();
}

on_both! {
    async fn an_objection_ends_the_newsletter_at_once_and_is_absolute(portal: Portal) {
        let mut anna = subscriber(portal).await;
        assert!(consents(&mut anna).await.newsletter);
        portal.clock.advance(1);
        object(&mut anna, Purpose::Notify, true).await;
        let held = consents(&mut anna).await;
        assert!(!held.newsletter && held.newsletter_history.len() == 2 && !held.newsletter_history[0].granted);
        assert!(held.newsletter_limited, "so that nobody is offered what would be refused");
        choose(&mut anna, true).await.refused(Code::Conflict);
        let mails = portal.postman.to(ANNA).len();
        portal.run_jobs().await;
        assert_eq!(portal.postman.to(ANNA).len(), mails);
        let reports = object(&mut anna, Purpose::Notify, false).await;
        assert_eq!(of(&reports, Purpose::Notify).objected_since, None);
        let held = consents(&mut anna).await;
        assert!(!held.newsletter && !held.newsletter_limited, "whoever wants it again asks for it");
        choose(&mut anna, true).await.is(200);
    }

    async fn a_restriction_lets_the_newsletter_rest_and_it_goes_on_afterwards(portal: Portal) {
        let mut anna = subscriber(portal).await;
        let reports = restrict(&mut anna, Purpose::Notify, true).await;
        assert_eq!(of(&reports, Purpose::Notify).grounds.len(), 2, "contract and consent");
        assert!(consents(&mut anna).await.newsletter, "the consent is as it was");
        choose(&mut anna, true).await.refused(Code::Conflict);
        assert!(restrict(&mut anna, Purpose::Notify, false).await.iter().all(|report: &LimitReport| report.restricted_since.is_none()));
        assert!(consents(&mut anna).await.newsletter);
        restrict(&mut anna, Purpose::Notify, true).await;
        choose(&mut anna, false).await.is(200);
        assert!(!consents(&mut anna).await.newsletter, "withdrawing always works");
    }

    async fn a_wish_that_was_under_way_when_the_limit_came_does_not_begin(portal: Portal) {
        let mut anna = portal.anna().await;
        // Limited while the mail is queued: none is sent.
        choose(&mut anna, true).await.is(200);
        restrict(&mut anna, Purpose::Notify, true).await;
        let mails = portal.postman.to(ANNA).len();
        portal.run_jobs().await;
        assert_eq!(portal.postman.to(ANNA).len(), mails);
        // Limited once the code is in the mailbox: it does not count, and does once the limit is lifted.
        restrict(&mut anna, Purpose::Notify, false).await;
        choose(&mut anna, true).await.is(200);
        portal.run_jobs().await;
        let token = json!({ "token": portal.postman.code_to(ANNA) });
        restrict(&mut anna, Purpose::Notify, true).await;
        portal.visitor().post(path::NEWSLETTER_CONFIRMATION, &token).await.refused(Code::Conflict);
        assert!(!consents(&mut anna).await.newsletter);
        restrict(&mut anna, Purpose::Notify, false).await;
        portal.visitor().post(path::NEWSLETTER_CONFIRMATION, &token).await.is(204);
        assert!(consents(&mut anna).await.newsletter);
    }

    async fn changes_of_the_policy_are_told_by_the_portal_alone(portal: Portal) {
        portal.seed_policies().await;
        let mut anna = portal.anna().await;
        portal.registered(&company("berta@example.lv")).await;
        restrict(&mut anna, Purpose::Notify, true).await;
        publish(portal).await;
        portal.run_jobs().await;
        assert_eq!(told(portal), 0);
        assert!(portal.postman.last_to("berta@example.lv").text.contains("/privacy/2/since/1"));
        assert!(anna.get("/lv").await.text().contains("announced: 2"), "the portal does");
        for expected in [0, 1] {
            queue_notice(portal).await;
            portal.run_jobs().await;
            assert_eq!(told(portal), expected);
            restrict(&mut anna, Purpose::Notify, false).await;
        }
    }

    async fn whoever_is_about_to_be_erased_is_told_of_no_policy_unless_they_stay(portal: Portal) {
        portal.seed_policies().await;
        let mut anna = portal.anna().await;
        anna.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::AfterGrace }).await.is(202);
        publish(portal).await;
        portal.run_jobs().await;
        assert_eq!(told(portal), 0);
        anna.sign_in(ANNA, PASSWORD).await.is(200);
        for expected in [0, 1] {
            queue_notice(portal).await;
            portal.run_jobs().await;
            assert_eq!(told(portal), expected);
            anna.delete(path::ME_ERASURE).await.is(204);
        }
    }

    async fn a_disputed_address_gets_what_is_needed_and_nothing_else(portal: Portal) {
        portal.seed_policies().await;
        let mut anna = portal.anna().await;
        let words = "Adresē ir kļūda.";
        let dispute = json!({ "kind": "rectification", "concern": "email", "words": words, "lang": "lv", "key": "0123456789abcdef" });
        let filed: Request = anna.post(path::ME_REQUESTS, &dispute).await.ok(201);
        publish(portal).await;
        portal.run_jobs().await;
        assert_eq!(told(portal), 0);
        assert!(portal.postman.last_to(ANNA).subject.contains(&filed.reference), "the person is answered");
        assert!(anna.get("/lv").await.text().contains("announced: 2"), "the portal tells of it");
    }

    async fn mails_that_are_needed_are_sent_whatever_is_limited(portal: Portal) {
        let mut anna = portal.anna().await;
        for purpose in [Purpose::Notify, Purpose::Interact, Purpose::Support, Purpose::Improve, Purpose::Monitor] {
            restrict(&mut anna, purpose, true).await;
        }
        for purpose in [Purpose::Notify, Purpose::Support] {
            object(&mut anna, purpose, true).await;
        }
        let mails = portal.postman.to(ANNA).len();
        anna.post(path::RECOVERY, &EmailDraft { email: ANNA.into(), lang: Lang::Lv }).await.is(202);
        anna.post(path::ME_EXPORTS, &()).await.is(202);
        portal.run_jobs().await;
        assert_eq!(portal.postman.to(ANNA).len(), mails + 2, "{:?}", portal.postman.subjects());
    }
}
