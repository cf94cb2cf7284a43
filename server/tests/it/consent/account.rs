//! Devices of one person that differ: the stricter choice holds until the person chooses.

use axum::http::{Method, header};
use contract::account::TokenDraft;
use contract::consent::{ConsentDraft, ConsentReply, DECISION, Decision, How, Place};
use contract::path;

use super::{draft, granted, part};
use crate::portal::{Client, PASSWORD, Portal, company, on_both};

const DAY: i64 = 86_400;

async fn signed_in(portal: &Portal) -> Client {
    let mut client = portal.visitor();
    client.sign_in("anna@example.lv", PASSWORD).await.is(200);
    client
}

/// What its cookie says.
fn cookie(client: &Client) -> Decision {
    Decision::from_cookie(&client.cookies[DECISION.name]).unwrap()
}

async fn history(client: &mut Client) -> Vec<How> {
    let reply: ConsentReply = client.get(path::CONSENT).await.ok(200);
    reply.history.iter().map(|record| record.how).collect()
}

on_both! {
    async fn a_refusal_on_one_device_reaches_the_other_and_a_consent_does_not(portal: Portal) {
        let mut phone = portal.anna().await;
        let mut laptop = signed_in(portal).await;
        let first: Decision = phone.post(path::CONSENT, &draft(true, true)).await.ok(200);
        portal.clock.advance(DAY / 4);
        assert_eq!(phone.get("/lv").await.header("set-cookie"), "", "nothing differs yet");
        laptop.post(path::CONSENT, &draft(true, false)).await.is(200);
        portal.clock.advance(60);
        let page = phone.get("/lv").await;
        let tightened = cookie(&phone);
        assert_eq!((granted(&tightened), tightened.how, &tightened.subject), ((true, false), How::Account, &first.subject));
        assert_eq!(tightened.at, first.at, "it prolongs nothing");
        assert!(page.header("set-cookie").starts_with("vet2b_consent=2.p+1.s-1."), "{}", page.header("set-cookie"));
        assert_eq!(history(&mut phone).await, [How::Account, How::Banner]);
        phone.get("/lv/privacy").await.is(200);
        assert_eq!(history(&mut phone).await.len(), 2, "once");
        assert_eq!(super::broken_link(portal, 10_000).await, None);
        // A consent stays where it is given.
        let again = ConsentDraft { place: Place::Settings, ..draft(true, true) };
        phone.post(path::CONSENT, &again).await.is(200);
        laptop.get("/lv").await.is(200);
        assert_eq!(granted(&cookie(&laptop)), (true, false));
        assert_eq!(history(&mut laptop).await, [How::Banner]);
        phone.get("/lv").await.is(200);
        assert_eq!(granted(&cookie(&phone)), (true, true), "the person has chosen here");
        // What the person chooses on the other one holds too.
        laptop.post(path::CONSENT, &again).await.is(200);
        for client in [&mut laptop, &mut phone] {
            client.get("/lv").await.is(200);
            assert_eq!(granted(&cookie(client)), (true, true));
        }
    }

    async fn what_a_tightened_device_may_not_keep_goes_at_once(portal: Portal) {
        let mut phone = portal.anna().await;
        phone.post(path::CONSENT, &draft(true, true)).await.is(200);
        phone.post(path::USAGE, &serde_json::json!({ "opened": "/lv" })).await.is(204);
        phone.cookies.insert("vet2b_theme".into(), "dark".into());
        signed_in(portal).await.post(path::CONSENT, &draft(false, false)).await.is(200);
        assert!(phone.get("/lv").await.text().contains("<html lang=\"lv\">"));
        assert!(!phone.cookies.contains_key("vet2b_theme"));
        assert_eq!(portal.rows("select path from usage").await.len(), 0);
    }

    async fn signing_in_tightens_and_notes_whose_device_it_is(portal: Portal) {
        let mut phone = portal.anna().await;
        phone.post(path::CONSENT, &draft(false, false)).await.is(200);
        let mut laptop = portal.visitor();
        laptop.post(path::CONSENT, &draft(true, true)).await.is(200);
        let linked = "select subject from consent_device where account_id is not null";
        assert_eq!(portal.rows(linked).await.len(), 1);
        let answer = laptop.sign_in("anna@example.lv", PASSWORD).await;
        let cookies: Vec<_> = answer.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect();
        assert!(cookies.len() == 2 && cookies[0].starts_with("vet2b=") && cookies[1].starts_with("vet2b_consent="), "{cookies:?}");
        assert_eq!((granted(&cookie(&laptop)), history(&mut laptop).await), ((false, false), vec![How::Account, How::Banner]));
        assert_eq!(portal.rows(linked).await.len(), 2);
        // One that agrees is noted as well; one that has not decided is not.
        let mut tablet = portal.visitor();
        tablet.post(path::CONSENT, &draft(false, false)).await.is(200);
        let answer = tablet.sign_in("anna@example.lv", PASSWORD).await;
        assert_eq!(answer.headers.get_all(header::SET_COOKIE).iter().count(), 1);
        assert_eq!((history(&mut tablet).await, portal.rows(linked).await.len()), (vec![How::Banner], 3));
        signed_in(portal).await;
        assert_eq!(portal.rows(linked).await.len(), 3);
        // Where somebody else signs in later, the device gets a name of theirs.
        let mut hers = portal.registered(&company("berta@example.lv")).await;
        hers.cookies.insert(DECISION.name.into(), tablet.cookies[DECISION.name].clone());
        hers.sign_in("berta@example.lv", PASSWORD).await.is(200);
        let whose = "select account.email from consent_device join account on account.id = account_id order by email";
        let (anna, berta) = (["anna@example.lv"], ["berta@example.lv"]);
        assert_eq!(portal.rows(whose).await, [anna, anna, anna, berta]);
        assert_eq!((granted(&cookie(&hers)), history(&mut hers).await), ((false, false), vec![How::Inherited]));
    }

    async fn confirming_an_address_notes_the_device_too(portal: Portal) {
        let mut client = portal.visitor();
        client.post(path::CONSENT, &draft(false, true)).await.is(200);
        client.post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("anna@example.lv");
        client.post(path::REGISTRATION_CONFIRMATION, &TokenDraft { token }).await.is(200);
        assert_eq!(granted(&cookie(&client)), (false, true));
        assert_eq!(portal.rows("select account_id from consent_device join account on account.id = account_id").await.len(), 1);
    }

    async fn a_choice_of_more_than_six_months_tightens_nothing(portal: Portal) {
        portal.anna().await.post(path::CONSENT, &draft(false, false)).await.is(200);
        portal.clock.advance(182 * DAY);
        let mut phone = portal.visitor();
        phone.post(path::CONSENT, &draft(true, true)).await.is(200);
        phone.sign_in("anna@example.lv", PASSWORD).await.is(200);
        phone.get("/lv").await.is(200);
        assert_eq!((granted(&cookie(&phone)), history(&mut phone).await), ((true, true), vec![How::Banner]));
    }

    async fn a_request_for_the_headers_and_a_guest_tighten_alike_or_not_at_all(portal: Portal) {
        let mut phone = portal.anna().await;
        phone.post(path::CONSENT, &draft(true, true)).await.is(200);
        signed_in(portal).await.post(path::CONSENT, &part(None, Some(false))).await.is(200);
        let mut guest = phone.clone();
        guest.cookies.remove("vet2b");
        assert_eq!(guest.get("/lv").await.header("set-cookie"), "");
        let head = phone.request(Method::HEAD, "/lv").body(axum::body::Body::empty()).unwrap();
        phone.send(head).await.is(200);
        assert_eq!(granted(&cookie(&phone)), (true, false), "what was not answered elsewhere stays");
    }
}
