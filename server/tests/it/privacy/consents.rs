use contract::lang::Lang;
use contract::path;
use contract::policy::{Document, PolicyEvent};
use contract::privacy::{Consents, NewsletterDraft};
use contract::problem::Code;

use crate::portal::on_both;

on_both! {
    async fn the_accepted_policy_is_named_with_its_hash(portal: Portal) {
        let mut anna = portal.anna().await;
        let consents: Consents = anna.get(path::ME_CONSENTS).await.ok(200);
        let policy = portal.state.policy(Document::Privacy, Lang::Lv).unwrap();
        assert_eq!((consents.newsletter, consents.newsletter_history.len()), (false, 0));
        let [record] = consents.policy.as_slice() else { panic!("{:?}", consents.policy) };
        assert_eq!((record.event, record.lang), (PolicyEvent::Accepted, Lang::Lv));
        assert_eq!((&record.version, &record.sha256), (&policy.version, &policy.sha256));
    }

    async fn they_are_the_persons_alone(portal: Portal) {
        portal.visitor().get(path::ME_CONSENTS).await.refused(Code::SignInRequired);
        let draft = NewsletterDraft { granted: true, lang: Lang::Lv };
        portal.visitor().put(path::ME_NEWSLETTER, &draft).await.refused(Code::SignInRequired);
        let mut anna = portal.anna().await;
        for wrong in [serde_json::json!({ "granted": "yes", "lang": "lv" }), serde_json::json!({ "granted": true })] {
            anna.put(path::ME_NEWSLETTER, &wrong).await.refused(Code::Malformed);
        }
    }
}
