//! In the time of grace the newsletter rests, as by a restriction.

use contract::path;
use contract::privacy::{ErasureDraft, ErasureTime, LimitKind};

use super::recipient::Recipient;
use super::{connected, limit, subscriber, withdraw};
use crate::portal::{Client, Held, PASSWORD, on_both};

const LATER: ErasureDraft = ErasureDraft { when: ErasureTime::AfterGrace };
const DAY: i64 = 86_400;

/// Somebody whom the recipient knows, and who has asked for the erasure, twice.
async fn leaving(portal: &mut Held) -> (Recipient, Client) {
    let recipient = connected(portal).await;
    let mut anna = subscriber(portal).await;
    portal.run_jobs().await;
    for _ in 0..2 {
        portal.clock.advance(1);
        anna.post(path::ME_ERASURE, &LATER).await.is(202);
        portal.run_jobs().await;
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
    }
    (recipient, anna)
}

async fn stay(portal: &Held, anna: &mut Client) {
    portal.clock.advance(1);
    anna.delete(path::ME_ERASURE).await.is(204);
    anna.delete(path::ME_ERASURE).await.is(204);
    portal.run_jobs().await;
}

fn actions(recipient: &Recipient) -> Vec<String> {
    recipient.told().into_iter().map(|told| told.action).collect()
}

on_both! {
    async fn the_newsletter_rests_until_the_erasure_or_until_it_is_stopped(portal: Portal) {
        let (recipient, mut anna) = leaving(portal).await;
        assert_eq!(actions(&recipient), ["subscribe", "restrict"], "once, however often it is asked for");
        stay(portal, &mut anna).await;
        assert_eq!(actions(&recipient), ["subscribe", "restrict", "subscribe"]);
        anna.post(path::ME_ERASURE, &LATER).await.is(202);
        portal.clock.advance(14 * DAY);
        portal.run_jobs().await;
        assert_eq!(actions(&recipient)[3..], ["restrict", "erase"]);
    }

    async fn whoever_stays_is_subscribed_no_more_than_before(portal: Portal) {
        let (recipient, mut anna) = leaving(portal).await;
        limit(&mut anna, LimitKind::Restricted, true).await;
        portal.run_jobs().await;
        let before = actions(&recipient).len();
        stay(portal, &mut anna).await;
        assert_eq!(actions(&recipient).len(), before, "a limit stands against it");
        // Lifted in another time of grace, it goes on with the end of that.
        anna.post(path::ME_ERASURE, &LATER).await.is(202);
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        limit(&mut anna, LimitKind::Restricted, false).await;
        portal.run_jobs().await;
        assert_eq!(actions(&recipient).len(), before);
        stay(portal, &mut anna).await;
        assert_eq!(actions(&recipient).last().unwrap(), "subscribe");
        anna.post(path::ME_ERASURE, &LATER).await.is(202);
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        withdraw(&mut anna).await;
        portal.run_jobs().await;
        stay(portal, &mut anna).await;
        assert_eq!(actions(&recipient).last().unwrap(), "unsubscribe", "nor is who has withdrawn");
    }

    async fn nobody_is_subscribed_while_an_erasure_waits(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        anna.post(path::ME_ERASURE, &LATER).await.is(202);
        portal.run_jobs().await;
        assert!(recipient.told().is_empty());
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        stay(portal, &mut anna).await;
        assert_eq!(actions(&recipient), ["subscribe"]);
    }
}
