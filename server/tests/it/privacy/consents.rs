use contract::page::Page;
use contract::path;
use contract::policy::Document;
use contract::privacy::{Activity, ActivityKind, Consents, NewsletterDraft};
use contract::problem::Code;

use crate::portal::{company, on_both};

on_both! {
    async fn the_newsletter_has_a_history_and_one_request_withdraws_it(portal: Portal) {
        let mut draft = company("anna@example.lv");
        draft.declarations.newsletter = true;
        let mut anna = portal.registered(&draft).await;
        portal.clock.advance(60);
        let withdrawn: Consents = anna.put(path::ME_NEWSLETTER, &NewsletterDraft { granted: false }).await.ok(200);
        assert!(!withdrawn.newsletter);
        portal.clock.advance(60);
        anna.put(path::ME_NEWSLETTER, &NewsletterDraft { granted: false }).await.is(200);
        anna.put(path::ME_NEWSLETTER, &NewsletterDraft { granted: true }).await.is(200);
        let consents: Consents = anna.get(path::ME_CONSENTS).await.ok(200);
        let history: Vec<_> = consents.newsletter_history.iter().map(|change| change.granted).collect();
        assert_eq!((consents.newsletter, history), (true, vec![true, false, true]), "what changes nothing is no entry");
        assert!(consents.newsletter_history.iter().all(|change| change.policy_version == "1"));
        let log: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        let told = |kind| log.items.iter().filter(|entry| entry.kind == kind).count();
        assert_eq!((told(ActivityKind::NewsletterGranted), told(ActivityKind::NewsletterWithdrawn)), (2, 1));
    }

    async fn the_accepted_policy_is_named_with_its_hash(portal: Portal) {
        let mut anna = portal.anna().await;
        let consents: Consents = anna.get(path::ME_CONSENTS).await.ok(200);
        let policy = portal.state.policy(Document::Privacy, contract::lang::Lang::Lv).unwrap();
        assert_eq!((consents.newsletter, consents.newsletter_history.len()), (false, 0));
        assert_eq!(consents.acceptances.len(), 1);
        assert_eq!((&consents.acceptances[0].version, &consents.acceptances[0].sha256), (&policy.version, &policy.sha256));
    }

    async fn they_are_the_persons_alone(portal: Portal) {
        portal.visitor().get(path::ME_CONSENTS).await.refused(Code::SignInRequired);
        let draft = NewsletterDraft { granted: true };
        portal.visitor().put(path::ME_NEWSLETTER, &draft).await.refused(Code::SignInRequired);
        let mut anna = portal.anna().await;
        anna.put(path::ME_NEWSLETTER, &serde_json::json!({ "granted": "yes" })).await.refused(Code::Malformed);
    }
}
