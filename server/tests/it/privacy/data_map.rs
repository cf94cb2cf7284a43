use contract::account::TokenDraft;
use contract::lang::Lang;
use contract::path;
use contract::privacy::{Category, DataMap, Ground, NewsletterDraft, Recipient, Retention};
use contract::problem::Code;

use crate::portal::{company, on_both};

fn counts(map: &DataMap) -> Vec<(Category, i64)> {
    map.categories.iter().map(|report| (report.category, report.count)).collect()
}

on_both! {
    async fn every_category_is_there_the_empty_ones_too(portal: Portal) {
        let mut anna = portal.anna().await;
        let map: DataMap = anna.get(path::ME_DATA_MAP).await.ok(200);
        let names: Vec<_> = map.categories.iter().map(|report| report.category).collect();
        assert_eq!(names, Category::ALL);
        let held = |category| map.categories.iter().find(|report| report.category == category).unwrap();
        for category in [Category::Name, Category::Email, Category::Phone, Category::Address, Category::Consents] {
            assert_eq!(held(category).count, 1, "{category:?}");
        }
        for category in [Category::Usage, Category::Messages, Category::Requests] {
            assert_eq!(held(category).count, 0, "{category:?}");
        }
        for report in &map.categories {
            assert!(!report.purposes.is_empty() && !report.grounds.is_empty(), "{:?}", report.category);
            assert!(report.recipients.contains(&Recipient::Consortium), "{:?}", report.category);
        }
        assert_eq!(held(Category::Usage).retention, Retention::UntilWithdrawn);
        assert_eq!(held(Category::Email).grounds, [Ground::Contract]);
    }

    async fn counts_follow_what_the_person_does(portal: Portal) {
        let mut draft = company("anna@example.lv");
        draft.person.phone = String::new();
        let mut anna = portal.registered(&draft).await;
        let before: DataMap = anna.get(path::ME_DATA_MAP).await.ok(200);
        anna.put(path::ME_NEWSLETTER, &NewsletterDraft { granted: true, lang: Lang::Lv }).await.is(200);
        portal.run_jobs().await;
        let waiting: DataMap = anna.get(path::ME_DATA_MAP).await.ok(200);
        assert!(counts(&waiting).contains(&(Category::Consents, 3)), "the policy, the wish that waits, and its words");
        let token = portal.postman.code_to("anna@example.lv");
        anna.post(path::NEWSLETTER_CONFIRMATION, &TokenDraft { token }).await.is(204);
        let message = serde_json::json!({
            "topic": "support", "name": "Anna", "email": "Anna@Example.LV", "message": "Labdien!", "lang": "lv"
        });
        anna.post(path::CONTACT, &message).await.is(202);
        anna.post(path::ME_EXPORTS, &()).await.is(202);
        let after: DataMap = anna.get(path::ME_DATA_MAP).await.ok(200);
        let changed: Vec<_> = counts(&after).into_iter().filter(|count| !counts(&before).contains(count)).collect();
        assert_eq!(
            changed,
            [(Category::Consents, 4), (Category::Security, 7), (Category::Messages, 1), (Category::Requests, 3)],
            "the export, the request that it answers, and that this was received"
        );
        assert!(counts(&after).contains(&(Category::Phone, 0)));
        let email = after.categories.iter().find(|report| report.category == Category::Email).unwrap();
        assert_eq!(email.grounds, [Ground::Contract, Ground::Consent], "the newsletter has a ground of its own");
    }

    async fn it_is_for_its_owner_alone(portal: Portal) {
        portal.visitor().get(path::ME_DATA_MAP).await.refused(Code::SignInRequired);
    }
}
