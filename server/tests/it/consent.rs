mod account;
mod changes;
mod withdrawal;

use axum::body::Body;
use axum::http::{Method, header};
use contract::consent::{Answer as Given, ConsentDraft, ConsentReply, DECISION, Decision, How, Place};
use contract::lang::Lang;
use contract::path;
use contract::problem::Code;
use sha2::{Digest, Sha256};
use vet2b_server::hex::hex;
use vet2b_server::store;

use crate::portal::{Answer, Client, Portal, on_both};

fn draft(preferences: bool, statistics: bool) -> ConsentDraft {
    ConsentDraft { preferences: Some(preferences), statistics: Some(statistics), ..part(None, None) }
}

/// An answer to some questions.
const fn part(preferences: Option<bool>, statistics: Option<bool>) -> ConsentDraft {
    ConsentDraft { preferences, statistics, lang: Lang::En, place: Place::Banner, automated: false, signal: false }
}

/// Allowed or not, purpose by purpose.
const fn granted(decision: &Decision) -> (bool, bool) {
    (decision.preferences.granted, decision.statistics.granted)
}

/// The first of so many latest entries that was altered.
async fn broken_link(portal: &Portal, most: i64) -> Option<i64> {
    store::consent::broken_link(&mut portal.state.db().read().await.unwrap(), most).await.unwrap()
}

/// What a browser without scripts sends.
async fn form(client: &mut Client, body: &str) -> Answer {
    let request = client.request(Method::POST, path::CONSENT_FORM);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    client.send(request.body(Body::from(body.to_owned())).unwrap()).await
}

on_both! {
    async fn a_decision_is_recorded_and_kept_in_a_cookie_that_the_app_can_read(portal: Portal) {
        let mut visitor = portal.visitor();
        let none: ConsentReply = visitor.get(path::CONSENT).await.ok(200);
        assert_eq!((none.decision, none.history.len()), (None, 0));
        let answer = visitor.post(path::CONSENT, &draft(true, false)).await;
        let decision: Decision = answer.ok(200);
        assert_eq!((granted(&decision), decision.how, decision.recorded), ((true, false), How::Banner, true));
        assert_eq!((decision.preferences.version, decision.statistics.version), (1, 1));
        assert_eq!(decision.at, portal.state.now().seconds());
        let cookie = answer.header("set-cookie");
        assert_eq!(cookie, format!("{}={}; Path=/; Max-Age=15724800; SameSite=Lax", DECISION.name, decision.to_cookie()));
        let reply: ConsentReply = visitor.get(path::CONSENT).await.ok(200);
        assert_eq!(reply.decision, Some(decision));
        let words = hex(&Sha256::digest("en Register { google: false } Banner([Preferences, Statistics])"));
        assert_eq!((reply.history.len(), &reply.history[0].text, reply.history[0].lang), (1, &words, Lang::En));
        assert_eq!(reply.history[0].preferences, Given { granted: true, version: 1 });
    }

    async fn a_device_keeps_its_name_and_sees_its_history_newest_first(portal: Portal) {
        let mut visitor = portal.visitor();
        let first: Decision = visitor.post(path::CONSENT, &draft(true, true)).await.ok(200);
        portal.clock.advance(60);
        let withdrawal = ConsentDraft { place: Place::Settings, ..draft(false, false) };
        let second: Decision = visitor.post(path::CONSENT, &withdrawal).await.ok(200);
        assert_eq!(first.subject, second.subject);
        let reply: ConsentReply = visitor.get(path::CONSENT).await.ok(200);
        let told: Vec<_> = reply.history.iter().map(|record| (record.statistics.granted, record.how)).collect();
        assert_eq!(told, [(false, How::Settings), (true, How::Banner)]);
        let automated = ConsentDraft { automated: true, ..draft(false, false) };
        let other: Decision = portal.visitor().post(path::CONSENT, &automated).await.ok(200);
        assert_ne!(other.subject, first.subject);
        assert_eq!(other.how, How::Automated);
        let accepted = ConsentDraft { automated: true, ..draft(true, true) };
        let accepted: Decision = portal.visitor().post(path::CONSENT, &accepted).await.ok(200);
        assert_eq!((granted(&accepted), accepted.open(portal.state.register()).count()), ((false, false), 2), "nobody has consented");
    }

    async fn the_browsers_signal_refuses_and_never_grants(portal: Portal) {
        let signal = |preferences, statistics| ConsentDraft { signal: true, ..draft(preferences, statistics) };
        let refused: Decision = portal.visitor().post(path::CONSENT, &signal(false, false)).await.ok(200);
        assert_eq!((granted(&refused), refused.how), ((false, false), How::Signal));
        let clicked: Decision = portal.visitor().post(path::CONSENT, &signal(true, false)).await.ok(200);
        assert_eq!((granted(&clicked), clicked.how), ((true, false), How::Banner));
        let set = ConsentDraft { place: Place::Settings, ..signal(false, true) };
        let set: Decision = portal.visitor().post(path::CONSENT, &set).await.ok(200);
        assert_eq!((granted(&set), set.how), ((false, true), How::Settings));
    }

    async fn an_altered_ledger_is_noticed(portal: Portal) {
        for n in 0..6 {
            portal.visitor().post(path::CONSENT, &draft(n % 2 == 0, false)).await.is(200);
        }
        assert_eq!(broken_link(portal, 10_000).await, None);
        assert_eq!(broken_link(portal, 2).await, None);
        let disarm = if portal.is_on_sqlite() {
            ["drop trigger consent_record_no_update", "drop trigger consent_record_no_delete"]
        } else {
            ["alter table consent_record disable trigger user"; 2]
        };
        for statement in disarm {
            portal.sql(statement).await.unwrap();
        }
        portal.sql("update consent_record set statistics = 1 where number = 3").await.unwrap();
        assert_eq!(broken_link(portal, 10_000).await, Some(3));
        assert_eq!(broken_link(portal, 3).await, None, "older entries are not looked at");
        portal.sql("delete from consent_record where number = 6").await.unwrap();
        assert_eq!(broken_link(portal, 2).await, Some(6));
    }

    async fn the_form_works_without_scripts(portal: Portal) {
        for (body, place, allowed) in [
            ("choice=reject&lang=en&return=/en/privacy", "/en/privacy", Some((false, false))),
            ("choice=accept&lang=lv&return=/lv", "/lv", Some((true, true))),
            ("choice=save&preferences=on&lang=lv&return=/lv/cookies", "/lv/cookies", Some((true, false))),
            ("choice=save&statistics=on&lang=en", "/en", Some((false, true))),
            ("choice=choose&lang=en&return=/en/privacy", "/en/cookies#choice", None),
            ("choice=reject&lang=lv&return=https://evil.example/", "/lv", Some((false, false))),
            ("choice=reject&lang=lv&return=//evil.example/lv", "/lv", Some((false, false))),
            ("choice=reject&lang=xx&return=/nowhere", "/lv", Some((false, false))),
        ] {
            let mut visitor = portal.visitor();
            let answer = form(&mut visitor, body).await;
            answer.is(303);
            assert_eq!(answer.header("location"), place, "{body}");
            let reply: ConsentReply = visitor.get(path::CONSENT).await.ok(200);
            let decided = reply.decision.map(|decision| (granted(&decision), decision.how));
            assert_eq!(decided, allowed.map(|allowed| (allowed, How::NoScript)), "{body}");
        }
    }

    async fn the_policys_clause_turns_statistics_off_and_leaves_the_rest(portal: Portal) {
        for (back, place) in [
            ("/lv/privacy%23analytics", "/lv/privacy#analytics"),
            ("//evil.example%23x", "/lv"),
            ("/en/privacy%23%22%3E", "/en/privacy"),
            ("/en/privacy%23A", "/en/privacy"),
        ] {
            let mut visitor = portal.visitor();
            form(&mut visitor, "choice=accept&lang=lv").await.is(303);
            let answer = form(&mut visitor, &format!("choice=no_statistics&place=clause&lang=lv&return={back}")).await;
            answer.is(303);
            assert_eq!(answer.header("location"), place, "{back}");
            let reply: ConsentReply = visitor.get(path::CONSENT).await.ok(200);
            let decided = reply.decision.map(|decision| (granted(&decision), decision.how));
            assert_eq!(decided, Some(((true, false), How::Settings)), "with scripts and without");
        }
    }

    async fn what_is_no_decision_is_refused(portal: Portal) {
        let mut visitor = portal.visitor();
        form(&mut visitor, "choice=everything").await.refused(Code::Malformed);
        form(&mut visitor, "").await.refused(Code::Malformed);
        visitor.post(path::CONSENT, &serde_json::json!({ "preferences": true })).await.refused(Code::Malformed);
        visitor.post(path::CONSENT, &serde_json::json!({ "preferences": "on", "lang": "lv" })).await.refused(Code::Malformed);
        let json = visitor.request(Method::POST, path::CONSENT_FORM).header(header::CONTENT_TYPE, "application/json");
        visitor.send(json.body(Body::from("{}")).unwrap()).await.refused(Code::UnsupportedMediaType);
        let foreign = visitor.request(Method::POST, path::CONSENT_FORM);
        let mut foreign = foreign.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        foreign.headers_mut().unwrap().insert("sec-fetch-site", "cross-site".parse().unwrap());
        visitor.send(foreign.body(Body::from("choice=accept")).unwrap()).await.refused(Code::CrossSite);
        assert!(visitor.cookies.is_empty());
    }

    async fn a_cookie_that_was_tampered_with_is_no_decision(portal: Portal) {
        let mut visitor = portal.visitor();
        visitor.cookies.insert(DECISION.name.into(), "2.p+1.s+1.1790000000.b.' or 1=1 --".into());
        let reply: ConsentReply = visitor.get(path::CONSENT).await.ok(200);
        assert_eq!((reply.decision, reply.history.len()), (None, 0));
    }

    async fn the_chain_holds_when_many_decide_at_once_and_nothing_can_be_altered(portal: Portal) {
        let decisions = (0..40).map(|n| {
            let mut visitor = portal.visitor();
            tokio::spawn(async move { visitor.post(path::CONSENT, &draft(n % 2 == 0, n % 3 == 0)).await.status })
        });
        for decision in decisions.collect::<Vec<_>>() {
            assert_eq!(decision.await.unwrap(), 200);
        }
        assert_eq!(broken_link(portal, 10_000).await, None);
        for attack in [
            "update consent_record set statistics = 1 where number = 7",
            "delete from consent_record where number = 7",
            "update policy_version set source = ''",
        ] {
            portal.seed_policies().await;
            assert!(portal.sql(attack).await.is_err(), "{attack}");
        }
        assert_eq!(broken_link(portal, 10_000).await, None);
    }
}
