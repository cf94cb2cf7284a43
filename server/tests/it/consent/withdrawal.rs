//! Taking back what was allowed about cookies is a right like any other: a request that is answered at once, and in the activity log.

use contract::consent::{ConsentDraft, DECISION, Place};
use contract::page::Page;
use contract::path;
use contract::privacy::{Activity, ActivityKind, Actor, Device};
use contract::rights::{Concern, RequestKind, RequestState};

use super::{draft, form, part};
use crate::portal::{Client, PASSWORD, Portal, on_both};

/// How often somebody has withdrawn, by their requests and by their activity log, which agree.
async fn withdrawn(client: &mut Client) -> usize {
    let requests = client.requests().await;
    let withdrawals = requests.iter().filter(|request| request.concern == Concern::Cookies);
    for request in withdrawals.clone() {
        assert_eq!(
            (request.kind, request.state, request.by_portal),
            (RequestKind::Withdrawal, RequestState::Granted, true)
        );
    }
    let log: Page<Activity> = client.get(path::ME_ACTIVITY).await.ok(200);
    let told: Vec<_> = log.items.iter().filter(|entry| entry.kind == ActivityKind::CookiesWithdrawn).collect();
    assert!(told.iter().all(|entry| entry.actor == Actor::Person && entry.device == Device::Firefox), "{told:?}");
    assert_eq!(told.len(), withdrawals.count());
    told.len()
}

async fn laptop(portal: &Portal) -> Client {
    let mut laptop = portal.visitor();
    laptop.sign_in("anna@example.lv", PASSWORD).await.is(200);
    laptop
}

on_both! {
    async fn each_withdrawal_is_one_and_a_mere_refusal_is_none(portal: Portal) {
        let mut anna = portal.anna().await;
        for (preferences, statistics, so_far) in [
            (false, false, 0),
            (true, true, 0),
            (true, false, 1),
            (true, false, 1),
            (false, false, 2),
            (false, false, 2),
            (false, true, 2),
            (true, false, 3),
        ] {
            portal.clock.advance(1);
            anna.post(path::CONSENT, &draft(preferences, statistics)).await.is(200);
            assert_eq!(withdrawn(&mut anna).await, so_far, "{preferences} {statistics}");
        }
        // An answer to another question takes nothing back.
        anna.post(path::CONSENT, &part(None, Some(false))).await.is(200);
        assert_eq!(withdrawn(&mut anna).await, 3);
    }

    async fn by_the_footer_without_scripts_and_when_the_apps_refusal_holds_already(portal: Portal) {
        let mut anna = portal.anna().await;
        anna.post(path::CONSENT, &draft(true, true)).await.is(200);
        form(&mut anna, "choice=reject&place=footer&lang=lv").await.is(303);
        assert_eq!(withdrawn(&mut anna).await, 1);
        anna.post(path::CONSENT, &draft(true, true)).await.is(200);
        // The app has the refusal hold before the server knows it.
        let held = anna.cookies[DECISION.name].replace("+1.", "-1.") + ".u.f.lv.ps";
        anna.cookies.insert(DECISION.name.into(), held);
        anna.post(path::CONSENT, &ConsentDraft { place: Place::Footer, ..draft(false, false) }).await.is(200);
        assert_eq!(withdrawn(&mut anna).await, 2);
    }

    async fn what_was_allowed_on_another_device_or_before_signing_in_counts_once(portal: Portal) {
        let mut phone = portal.visitor();
        phone.post(path::CONSENT, &draft(true, true)).await.is(200);
        phone.post(path::CONSENT, &draft(false, false)).await.is(200);
        phone.post(path::CONSENT, &draft(true, true)).await.is(200);
        portal.anna().await;
        phone.sign_in("anna@example.lv", PASSWORD).await.is(200);
        assert_eq!(withdrawn(&mut phone).await, 0, "a guest's is nobody's");
        phone.post(path::CONSENT, &draft(true, false)).await.is(200);
        assert_eq!(withdrawn(&mut phone).await, 1);
        // Here nothing was ever allowed; there it was.
        let mut laptop = laptop(portal).await;
        portal.clock.advance(1);
        laptop.post(path::CONSENT, &draft(false, false)).await.is(200);
        assert_eq!(withdrawn(&mut laptop).await, 2);
        portal.clock.advance(1);
        phone.get("/lv").await.is(200);
        phone.post(path::CONSENT, &draft(false, false)).await.is(200);
        assert_eq!(withdrawn(&mut phone).await, 2, "what follows from it is not another");
    }

    async fn a_refusal_of_statistics_reaches_what_is_held_about_all_devices(portal: Portal) {
        let mut phone = portal.anna().await;
        phone.post(path::CONSENT, &draft(true, true)).await.is(200);
        phone.post(path::USAGE, &serde_json::json!({ "opened": "/lv" })).await.is(204);
        let mut laptop = laptop(portal).await;
        laptop.post(path::CONSENT, &part(Some(false), None)).await.is(200);
        assert_eq!(portal.rows("select path from usage").await.len(), 1, "it was not asked about");
        laptop.post(path::CONSENT, &part(None, Some(false))).await.is(200);
        assert_eq!(portal.rows("select path from usage").await.len(), 0);
    }
}
