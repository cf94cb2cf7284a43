use axum::body::Body;
use axum::http::Method;
use contract::lang::Lang;
use contract::page::Page;
use contract::path;
use contract::policy::{PolicyAnswerDraft, PolicyEvent, PolicyRecord, Succession};
use contract::privacy::{Activity, ActivityKind, Consents};
use contract::problem::Code;
use vet2b_server::job::refresh_policies;

use crate::portal::{Client, PASSWORD, Portal, on_both};

fn answer(version: &str, clause: &str, accepted: bool) -> PolicyAnswerDraft {
    PolicyAnswerDraft { version: version.into(), lang: Lang::Lv, clause: clause.into(), accepted }
}

async fn publish(portal: &Portal, command: &str) {
    let (said, done) = portal.command(command).await;
    assert!(done, "{said}");
    refresh_policies(&portal.state).await.unwrap();
}

/// Version 2, in which the clause about analytics is a new purpose.
pub(crate) async fn publish_with_a_new_purpose(portal: &Portal) {
    let folder = portal.folder().join("drafts");
    std::fs::create_dir_all(folder.join("2")).unwrap();
    for lang in Lang::ALL.map(Lang::tag) {
        let text = std::fs::read_to_string(format!("{}/../policy/2/{lang}.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let text = text.replace("change analytics: material", "change analytics: new-purpose");
        std::fs::write(folder.join("2").join(format!("{lang}.md")), text).unwrap();
    }
    publish(portal, &format!("policy publish 2 --effective 2027-01-05 --folder {}", folder.display())).await;
}

/// Anna, once her session has ended.
async fn again(portal: &Portal) -> Client {
    let mut anna = portal.visitor();
    anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
    portal.clock.advance(1);
    anna
}

async fn due(person: &mut Client) -> Option<Succession> {
    person.viewer().await.unwrap().policy_due
}

async fn events(person: &mut Client) -> Vec<(PolicyEvent, String)> {
    let consents: Consents = person.get(path::ME_CONSENTS).await.ok(200);
    consents.policy.into_iter().map(|record| (record.event, record.version)).collect()
}

on_both! {
    async fn a_person_is_told_shown_and_asked_and_all_of_it_is_kept(portal: Portal) {
        portal.seed_policies().await;
        let mut anna = portal.anna().await;
        portal.run_jobs().await;
        portal.clock.advance(60);
        publish(portal, "policy publish 2 --effective 2027-01-05").await;
        portal.run_jobs().await;
        portal.clock.advance(60);
        let changes = format!("{}?path=/lv/privacy/2/since/1", path::DOCUMENTS);
        for _ in 0..2 {
            let html: String = anna.get(&changes).await.ok(200);
            assert!(html.ends_with("[Registered, Companies]"), "the reader is known: {html}");
        }
        assert_eq!(due(&mut anna).await, None, "before it takes effect, nothing is due");
        portal.clock.advance(45 * 86_400);
        // The session is over by then.
        let mut anna = again(portal).await;
        let (version, since, effective) = (2, 1, "2027-01-05".into());
        assert_eq!(due(&mut anna).await, Some(Succession { version, since, effective }));
        for (accepted, after) in [(false, 1), (false, 2), (true, 3)] {
            anna.post(path::ME_POLICY, &answer("2", "", accepted)).await.is(204);
            portal.clock.advance(after);
            assert_eq!(due(&mut anna).await, None, "an answer is an answer");
        }
        let expected = [
            (PolicyEvent::Accepted, "2"),
            (PolicyEvent::Declined, "2"),
            (PolicyEvent::Shown, "2"),
            (PolicyEvent::Told, "2"),
            (PolicyEvent::Accepted, "1"),
        ];
        assert_eq!(events(&mut anna).await, expected.map(|(event, version)| (event, version.to_owned())));
        let log: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        let kinds: Vec<_> = log.items.iter().map(|entry| entry.kind).take(2).collect();
        assert_eq!(kinds, [ActivityKind::PolicyAccepted, ActivityKind::PolicyDeclined], "the same answer twice is one");
    }

    async fn only_what_can_be_answered_is(portal: Portal) {
        portal.seed_policies().await;
        let mut anna = portal.anna().await;
        portal.visitor().post(path::ME_POLICY, &answer("1", "", true)).await.refused(Code::SignInRequired);
        anna.post(path::ME_POLICY, &answer("9", "", true)).await.refused(Code::NotFound);
        anna.post(path::ME_POLICY, &answer("1", "analytics", true)).await.refused(Code::NotFound);
        publish(portal, "policy publish 2 --effective 2027-01-05").await;
        anna.post(path::ME_POLICY, &answer("2", "", true)).await.is(204);
        portal.clock.advance(45 * 86_400);
        let mut anna = again(portal).await;
        assert_eq!(due(&mut anna).await, None, "answered while it was announced");
        anna.post(path::ME_POLICY, &answer("1", "", false)).await.refused(Code::Conflict);
    }

    async fn a_new_purpose_is_answered_by_itself(portal: Portal) {
        portal.seed_policies().await;
        let mut anna = portal.anna().await;
        portal.clock.advance(60);
        publish_with_a_new_purpose(portal).await;
        anna.post(path::ME_POLICY, &answer("2", "links", true)).await.refused(Code::NotFound);
        anna.post(path::ME_POLICY, &answer("2", "analytics", false)).await.is(204);
        let consents: Consents = anna.get(path::ME_CONSENTS).await.ok(200);
        assert_eq!((consents.policy[0].event, consents.policy[0].clause.as_str()), (PolicyEvent::PurposeRefused, "analytics"));
        portal.clock.advance(45 * 86_400);
        let mut anna = again(portal).await;
        assert!(due(&mut anna).await.is_some(), "the version itself is another question");
    }

    async fn whoever_declines_after_accepting_has_not_accepted(portal: Portal) {
        portal.seed_policies().await;
        let mut anna = portal.anna().await;
        portal.clock.advance(60);
        publish(portal, "policy publish 2 --effective 2027-01-05").await;
        for accepted in [true, false] {
            portal.clock.advance(60);
            anna.post(path::ME_POLICY, &answer("2", "", accepted)).await.is(204);
        }
        let consents: Consents = anna.get(path::ME_CONSENTS).await.ok(200);
        let accepted: Vec<_> = PolicyRecord::accepted(&consents.policy).map(|record| record.version.as_str()).collect();
        assert_eq!(accepted, ["1"]);
    }

    async fn a_consent_to_a_purpose_can_be_withdrawn_at_any_time(portal: Portal) {
        portal.seed_policies().await;
        let mut anna = portal.anna().await;
        publish_with_a_new_purpose(portal).await;
        anna.post(path::ME_POLICY, &answer("2", "analytics", true)).await.is(204);
        portal.clock.advance(45 * 86_400);
        let mut anna = again(portal).await;
        anna.post(path::ME_POLICY, &answer("2", "analytics", false)).await.is(204);
        anna.post(path::ME_POLICY, &answer("1", "", false)).await.refused(Code::Conflict);
    }

    async fn what_nobody_looks_at_is_not_shown(portal: Portal) {
        portal.seed_policies().await;
        let mut anna = portal.anna().await;
        for path in ["/lv/privacy", "/lv/privacy/1"] {
            anna.head(path).await.is(200);
            let ahead = anna.request(Method::GET, path).header("sec-purpose", "prefetch;prerender");
            anna.send(ahead.body(Body::empty()).unwrap()).await.is(200);
        }
        assert_eq!(events(&mut anna).await.len(), 1, "the acceptance at the registration alone");
        anna.get("/lv/privacy").await.is(200);
        assert_eq!(events(&mut anna).await.len(), 2);
    }
}
