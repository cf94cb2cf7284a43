//! The newsletter is a consent of its own, confirmed by mail (consent.md, 17).

use std::collections::BTreeSet;

use contract::account::EmailDraft;
use contract::lang::Lang;
use contract::page::Page;
use contract::path;
use contract::privacy::{Activity, ActivityKind, Consents, NewsletterDraft};
use contract::problem::Code;
use contract::time::Timestamp;
use serde_json::json;

use crate::portal::{Answer, Client, PASSWORD, Portal, START, company, on_both};

const ANNA: &str = "anna@example.lv";

async fn choose(client: &mut Client, granted: bool) -> Consents {
    client.put(path::ME_NEWSLETTER, &NewsletterDraft { granted, lang: Lang::Lv }).await.ok(200)
}

/// Asks for the newsletter, and gives the code of the mail.
async fn ask(portal: &Portal, client: &mut Client) -> String {
    let consents = choose(client, true).await;
    assert!(!consents.newsletter && consents.newsletter_requested_at.is_some());
    portal.run_jobs().await;
    portal.postman.code_to(ANNA)
}

/// On another device: no session.
async fn confirm(portal: &Portal, token: &str) -> Answer {
    portal.visitor().post(path::NEWSLETTER_CONFIRMATION, &json!({ "token": token })).await
}

async fn consents(client: &mut Client) -> Consents {
    client.get(path::ME_CONSENTS).await.ok(200)
}

fn after(seconds: i64) -> Timestamp {
    START.plus_seconds(seconds)
}

/// What is kept of every change: how it was asked, in which language, whether the words are kept under their hash.
async fn proofs(portal: &Portal) -> Vec<Vec<String>> {
    portal
        .rows(
            "select cast(n.granted as text), n.lang, t.words, n.policy_version from newsletter_change n \
             join consent_text t on t.sha256 = n.words_sha256 order by n.at, n.id",
        )
        .await
}

on_both! {
    async fn it_counts_once_it_is_confirmed_by_mail_and_both_times_are_kept(portal: Portal) {
        let mut anna = portal.anna().await;
        portal.clock.advance(60);
        let code = ask(portal, &mut anna).await;
        let mail = portal.postman.last_to(ANNA);
        assert_eq!(mail.subject, "VET2B: apstipriniet jaunumu vēstules saņemšanu");
        assert!(mail.text.contains("/lv/newsletter/confirm#") && mail.text.contains("24 stundas"), "{}", mail.text);
        portal.clock.advance(600);
        let waiting = consents(&mut anna).await;
        assert_eq!((waiting.newsletter, waiting.newsletter_requested_at), (false, Some(after(60))));
        assert!(waiting.newsletter_history.is_empty());

        confirm(portal, &code).await.is(204);
        let held = consents(&mut anna).await;
        assert_eq!((held.newsletter, held.newsletter_requested_at), (true, None));
        let change = &held.newsletter_history[0];
        assert_eq!((change.granted, change.requested_at, change.at), (true, after(60), after(660)));
        assert_eq!(change.policy_version, "1");
        confirm(portal, &code).await.refused(Code::Gone);
        assert_eq!(consents(&mut anna).await, held, "a double click changes nothing");

        portal.clock.advance(60);
        let withdrawn = choose(&mut anna, false).await;
        let change = &withdrawn.newsletter_history[0];
        assert_eq!((withdrawn.newsletter, change.granted), (false, false));
        assert_eq!((change.requested_at, change.at), (after(720), after(720)), "at once");
        assert_eq!(choose(&mut anna, false).await, withdrawn, "what changes nothing is no entry");
        let words = |shown| format!("lv Register {{ google: false }} {shown}");
        let expected = [["1", "NewsletterButton"], ["0", "NewsletterWithdrawal"]];
        let expected = expected.map(|[granted, shown]| [granted, "lv", &words(shown), "1"].map(str::to_owned).to_vec());
        assert_eq!(proofs(portal).await, expected);
        let log: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        let told = |kind| log.items.iter().filter(|entry| entry.kind == kind).count();
        assert_eq!((told(ActivityKind::NewsletterGranted), told(ActivityKind::NewsletterWithdrawn)), (1, 1));
    }

    async fn a_registration_confirms_it_along_with_the_address(portal: Portal) {
        let mut draft = company(ANNA);
        draft.declarations.newsletter = true;
        draft.lang = Lang::En;
        let mut anna = portal.visitor();
        anna.post(path::REGISTRATIONS, &draft).await.is(202);
        portal.run_jobs().await;
        assert!(portal.postman.last_to(ANNA).text.contains("By confirming the address you confirm this choice too."));
        portal.clock.advance(3600);
        let token = portal.postman.code_to(ANNA);
        anna.post(path::REGISTRATION_CONFIRMATION, &json!({ "token": token })).await.is(200);
        let held = consents(&mut anna).await;
        let change = &held.newsletter_history[0];
        assert!(held.newsletter && change.granted);
        assert_eq!((change.requested_at, change.at), (START, after(3600)));
        assert_eq!(proofs(portal).await, [["1", "en", "en Register { google: false } NewsletterBox", "1"]]);

        portal.registered(&company("berta@example.lv")).await;
        let mail = portal.postman.last_to("berta@example.lv");
        assert!(!mail.text.contains("jaunumu"), "a box that was not ticked is not mentioned: {}", mail.text);
    }

    async fn a_code_is_good_for_a_day_and_for_nothing_else(portal: Portal) {
        let mut anna = portal.anna().await;
        portal.visitor().post(path::RECOVERY, &json!({ "email": ANNA, "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        let foreign = portal.postman.code_to(ANNA);
        let code = ask(portal, &mut anna).await;
        for wrong in [foreign.as_str(), &"A".repeat(43)] {
            confirm(portal, wrong).await.refused(Code::Gone);
        }
        portal.visitor().post(path::EMAIL_CONFIRMATION, &json!({ "token": code })).await.refused(Code::Gone);
        assert_eq!(confirm(portal, "🦊").await.flaws(), ["token malformed"]);
        portal.clock.advance(86_400);
        confirm(portal, &code).await.refused(Code::Gone);
        anna.sign_in(ANNA, PASSWORD).await.is(200);
        let held = consents(&mut anna).await;
        assert_eq!((held.newsletter, held.newsletter_requested_at), (false, None), "it waits no longer");
        vet2b_server::job::sweep(&portal.state).await.unwrap();
        assert!(portal.rows("select account_id from newsletter_request").await.is_empty());
    }

    async fn what_is_cancelled_or_sent_again_makes_the_earlier_code_void(portal: Portal) {
        let mut anna = portal.anna().await;
        let first = ask(portal, &mut anna).await;
        portal.clock.advance(60);
        let second = ask(portal, &mut anna).await;
        assert_eq!(consents(&mut anna).await.newsletter_requested_at, Some(START), "the first wish is what was asked");
        confirm(portal, &first).await.refused(Code::Gone);
        let cancelled = choose(&mut anna, false).await;
        assert_eq!((cancelled.newsletter, cancelled.newsletter_requested_at), (false, None));
        assert!(cancelled.newsletter_history.is_empty(), "there was no consent to withdraw");
        confirm(portal, &second).await.refused(Code::Gone);

        // Cancelled before the mail is written: none goes out.
        choose(&mut anna, true).await;
        choose(&mut anna, false).await;
        let mails = portal.postman.to(ANNA).len();
        portal.run_jobs().await;
        assert_eq!(portal.postman.to(ANNA).len(), mails);

        let third = ask(portal, &mut anna).await;
        confirm(portal, &third).await.is(204);
        let mails = portal.postman.to(ANNA).len();
        assert!(choose(&mut anna, true).await.newsletter, "asked for once more");
        portal.run_jobs().await;
        assert_eq!(portal.postman.to(ANNA).len(), mails, "nothing to confirm");
    }

    async fn a_code_does_not_outlive_its_address(portal: Portal) {
        let mut anna = portal.anna().await;
        let code = ask(portal, &mut anna).await;
        let email = "new@example.lv".to_owned();
        anna.post(path::ME_EMAIL, &EmailDraft { email, lang: Lang::Lv }).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("new@example.lv");
        portal.visitor().post(path::EMAIL_CONFIRMATION, &json!({ "token": token })).await.is(204);
        confirm(portal, &code).await.refused(Code::Gone);
        assert!(!consents(&mut anna).await.newsletter);
    }

    async fn of_two_clicks_at_once_one_counts(portal: Portal) {
        let mut anna = portal.anna().await;
        let code = ask(portal, &mut anna).await;
        let (one, other) = tokio::join!(confirm(portal, &code), confirm(portal, &code));
        let answers: BTreeSet<u16> = [one, other].map(|answer| answer.status.as_u16()).into();
        assert_eq!(answers, [204, 410].into());
        assert_eq!(consents(&mut anna).await.newsletter_history.len(), 1);
    }

    async fn mails_are_limited_but_a_withdrawal_never_is(portal: Portal, ["--mails-per-hour", "2"]) {
        let mut anna = portal.anna().await;
        for _ in 0..2 {
            choose(&mut anna, true).await;
        }
        let draft = NewsletterDraft { granted: true, lang: Lang::Lv };
        assert!(anna.put(path::ME_NEWSLETTER, &draft).await.refused(Code::TooManyRequests).retry_after.is_some());
        assert_eq!(choose(&mut anna, false).await.newsletter_requested_at, None);
    }
}
