use contract::page::Page;
use contract::path;
use contract::privacy::{Activity, ActivityKind, Actor, Device};
use contract::problem::Code;
use serde_json::json;

use crate::portal::{PASSWORD, company, on_both};

on_both! {
    async fn what_happened_is_told_newest_first(portal: Portal) {
        let mut draft = company("anna@example.lv");
        draft.declarations.newsletter = true;
        let mut anna = portal.registered(&draft).await;
        portal.clock.advance(1);
        portal.visitor().sign_in("anna@example.lv", "wrong-harbour-lamp").await.is(401);
        portal.clock.advance(1);
        anna.put(path::ME_PERSON, &json!({ "name": "Anna", "surname": "Bērziņa", "phone": "" })).await.is(200);
        let page: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        let kinds: Vec<ActivityKind> = page.items.iter().map(|entry| entry.kind).collect();
        assert_eq!(kinds[..2], [ActivityKind::PersonCorrected, ActivityKind::SignInFailed]);
        let mut first: Vec<ActivityKind> = kinds[2..].to_vec();
        first.sort();
        assert_eq!(first, [ActivityKind::Registered, ActivityKind::NewsletterGranted, ActivityKind::PolicyAccepted]);
        for entry in &page.items {
            // Whoever typed a wrong password need not be the person.
            let is_known = entry.kind != ActivityKind::SignInFailed;
            assert_eq!(entry.actor, if is_known { Actor::Person } else { Actor::Unknown }, "{entry:?}");
            assert_eq!(entry.device, Device::Firefox);
        }
        assert_eq!(page.next, None);
    }

    async fn pages_follow_one_another_without_gap(portal: Portal) {
        let mut anna = portal.anna().await;
        // All in one instant: their ids are in no order then, their numbers are.
        for _ in 0..45 {
            anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        }
        let (mut all, mut sizes, mut at) = (Vec::new(), Vec::new(), path::ME_ACTIVITY.to_owned());
        loop {
            let page: Page<Activity> = anna.get(&at).await.ok(200);
            sizes.push(page.items.len());
            all.extend(page.items);
            let Some(next) = page.next else { break };
            at = format!("{}?before={next}", path::ME_ACTIVITY);
        }
        assert_eq!(sizes, [20, 20, 7]);
        assert!(all.windows(2).all(|pair| pair[0].number == pair[1].number + 1));
    }

    async fn nonsense_is_refused_and_others_see_nothing(portal: Portal) {
        let mut anna = portal.anna().await;
        for nonsense in ["x", "%00", "' or 1=1", "🦊", ""] {
            let query: String = nonsense.bytes().map(|byte| format!("%{byte:02x}")).collect();
            anna.get(&format!("{}?before={query}", path::ME_ACTIVITY)).await.refused(Code::Malformed);
        }
        anna.get(&format!("{}?page=2", path::ME_ACTIVITY)).await.refused(Code::Malformed);
        portal.visitor().get(path::ME_ACTIVITY).await.refused(Code::SignInRequired);
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        assert_eq!(berta.get(path::ME_ACTIVITY).await.ok::<Page<Activity>>(200).items.len(), 2);
    }
}
