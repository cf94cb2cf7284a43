//! Each request says which recipients were told because of it, and how far each is.

use contract::path;
use contract::privacy::{LimitKind, Provider, RecipientAction, RecipientState};
use contract::rights::{Request, RequestKind, Requests, SignedCase};

use super::recipient::Reply;
use super::{connected, limit, moves, subscriber, withdraw};
use crate::portal::{Client, on_both};

use RecipientAction::{Rectify, Restrict, Unsubscribe};
use RecipientState::{Acknowledged, Executed, Failed, Notified, Queued, WaitingForProof};

/// The only request of a kind.
async fn request(client: &mut Client, kind: RequestKind) -> Request {
    let all = client.get(path::ME_REQUESTS).await.ok::<Requests>(200).requests;
    let mut found: Vec<_> = all.into_iter().filter(|request| request.kind == kind).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

async fn told(client: &mut Client, kind: RequestKind) -> Vec<(Provider, RecipientAction, RecipientState)> {
    let told = request(client, kind).await.recipients.into_iter();
    told.map(|told| (told.provider, told.task.action, told.task.state)).collect()
}

on_both! {
    async fn a_request_says_how_far_each_recipient_is_with_it(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        withdraw(&mut anna).await;
        assert_eq!(told(&mut anna, RequestKind::Withdrawal).await, [(Provider::Mailchimp, Unsubscribe, Queued)]);
        let hour = 3600;
        for (reply, wait, state) in [
            (Reply::Status(503), 0, Notified), (Reply::Acknowledged, hour, Acknowledged),
            (Reply::Acknowledged, 8 * 24 * hour, WaitingForProof), (Reply::Executed, 25 * hour, Executed),
        ] {
            recipient.answers(reply);
            portal.clock.advance(wait);
            portal.run_jobs().await;
            anna.sign_in(super::ANNA, crate::portal::PASSWORD).await.is(200);
            assert_eq!(told(&mut anna, RequestKind::Withdrawal).await, [(Provider::Mailchimp, Unsubscribe, state)]);
        }
        let shown = request(&mut anna, RequestKind::Withdrawal).await;
        assert_eq!(recipient.told().pop().unwrap().reference, shown.reference);
        let file = |format: &str| format!("{}?format={format}", path::with(path::ME_REQUEST_FILE, &shown.id));
        let case: SignedCase = anna.get(&file("json")).await.ok(200);
        assert_eq!(case.case.request.recipients, shown.recipients);
        let page = anna.get(&file("html")).await.text();
        assert!(page.contains("<strong>Mailchimp</strong>: vairs nesūtīt jaunumu vēstuli (izpildīts, "), "{page}");
    }

    async fn what_could_not_be_done_is_said_too(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        recipient.answers(Reply::Status(410));
        withdraw(&mut anna).await;
        portal.run_jobs().await;
        assert_eq!(told(&mut anna, RequestKind::Withdrawal).await, [(Provider::Mailchimp, Unsubscribe, Failed)]);
    }

    async fn a_restriction_a_correction_and_an_objection_each_say_their_own(portal: Portal) {
        let _recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        limit(&mut anna, LimitKind::Restricted, true).await;
        portal.run_jobs().await;
        portal.clock.advance(1);
        limit(&mut anna, LimitKind::Restricted, false).await;
        portal.run_jobs().await;
        portal.clock.advance(1);
        moves(portal, &mut anna, "new@example.lv").await;
        portal.run_jobs().await;
        portal.clock.advance(1);
        limit(&mut anna, LimitKind::Objected, true).await;
        portal.run_jobs().await;
        for (kind, action) in [
            (RequestKind::Restriction, Restrict), (RequestKind::Rectification, Rectify), (RequestKind::Objection, Unsubscribe),
        ] {
            assert_eq!(told(&mut anna, kind).await, [(Provider::Mailchimp, action, Executed)], "{kind:?}");
        }
        // The objection ended the newsletter: the person has asked for one thing.
        let all = anna.get(path::ME_REQUESTS).await.ok::<Requests>(200).requests;
        assert!(all.iter().all(|request| request.kind != RequestKind::Withdrawal), "{all:?}");
    }

    async fn what_is_told_anew_with_a_new_address_stays_with_its_request(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        recipient.answers(Reply::Status(503));
        limit(&mut anna, LimitKind::Restricted, true).await;
        portal.run_jobs().await;
        portal.clock.advance(1);
        moves(portal, &mut anna, "new@example.lv").await;
        recipient.answers(Reply::Executed);
        portal.clock.advance(60);
        portal.run_jobs().await;
        assert_eq!(recipient.told().pop().unwrap().address, "new@example.lv");
        assert_eq!(told(&mut anna, RequestKind::Restriction).await, [(Provider::Mailchimp, Restrict, Executed)]);
        assert_eq!(told(&mut anna, RequestKind::Rectification).await, []);
    }

    async fn where_nobody_was_told_nobody_stands(portal: Portal) {
        let mut anna = subscriber(portal).await;
        withdraw(&mut anna).await;
        let shown = request(&mut anna, RequestKind::Withdrawal).await;
        assert!(shown.recipients.is_empty());
        let page = anna.get(&path::with(path::ME_REQUEST_FILE, &shown.id)).await.text();
        assert!(!page.contains("id=\"recipients\""));
    }
}
