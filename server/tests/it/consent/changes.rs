//! Answers that come in parts, run out, are asked for again, or come late.

use contract::consent::{Answer, ConsentDraft, ConsentReply, DECISION, Decision, How, Place, Purpose, THEME};
use contract::path;
use sha2::{Digest, Sha256};
use vet2b_server::hex::hex;

use super::{draft, form, granted, part};
use crate::portal::on_both;

const DAY: i64 = 86_400;

on_both! {
    async fn an_answer_to_one_question_keeps_the_other_and_prolongs_nothing(portal: Portal) {
        let mut visitor = portal.visitor();
        let first: Decision = visitor.post(path::CONSENT, &draft(true, true)).await.ok(200);
        portal.clock.advance(100 * DAY);
        let withdrawal = ConsentDraft { place: Place::Settings, ..part(None, Some(false)) };
        let answer = visitor.post(path::CONSENT, &withdrawal).await;
        let second: Decision = answer.ok(200);
        assert_eq!((granted(&second), second.at, second.how), ((true, false), first.at, How::Settings));
        assert!(answer.header("set-cookie").contains(&format!("Max-Age={};", 82 * DAY)), "{}", answer.header("set-cookie"));
        portal.clock.advance(82 * DAY - 1);
        assert_eq!(visitor.get(path::CONSENT).await.ok::<ConsentReply>(200).decision, Some(second));
        portal.clock.advance(1);
        let reply: ConsentReply = visitor.get(path::CONSENT).await.ok(200);
        assert_eq!((reply.decision, reply.history.len()), (None, 0), "six months after the first answer it is asked again");
        let again: Decision = visitor.post(path::CONSENT, &part(Some(true), None)).await.ok(200);
        assert_eq!((again.at, &again.statistics), (portal.state.now().seconds(), &Answer::NONE), "what has run out is no answer");
        assert_eq!(again.open(portal.state.register()).collect::<Vec<_>>(), [Purpose::Statistics]);
        // A first answer to one question alone holds six months too.
        let mut other = portal.visitor();
        let answer = other.post(path::CONSENT, &part(None, Some(false))).await;
        assert!(answer.header("set-cookie").contains("Max-Age=15724800;"), "{}", answer.header("set-cookie"));
    }

    async fn a_decision_of_more_than_six_months_is_none(portal: Portal) {
        let mut visitor = portal.visitor();
        visitor.post(path::CONSENT, &draft(true, true)).await.is(200);
        let kept = visitor.cookies[DECISION.name].clone();
        portal.clock.advance(182 * DAY);
        // A browser whose clock stands still keeps the cookie.
        visitor.cookies.insert(DECISION.name.into(), kept);
        visitor.cookies.insert(THEME.name.into(), "dark".into());
        assert_eq!(visitor.get(path::CONSENT).await.ok::<ConsentReply>(200).decision, None);
        assert!(visitor.get("/lv").await.text().contains("<html lang=\"lv\">"));
        assert!(!visitor.cookies.contains_key(THEME.name), "what it allowed goes");
    }

    async fn a_purpose_that_changed_is_asked_again_and_no_other(portal: Portal) {
        let mut visitor = portal.visitor();
        let before: Decision = visitor.post(path::CONSENT, &draft(true, true)).await.ok(200);
        portal.restart_set_to(&["--ga-id", "G-AB12CD34EF"]).await;
        let mut visitor = { let mut again = portal.visitor(); again.cookies = visitor.cookies.clone(); again };
        portal.clock.advance(60);
        let reply: ConsentReply = visitor.get(path::CONSENT).await.ok(200);
        let decision = reply.decision.unwrap();
        assert_eq!(decision, before);
        assert_eq!(decision.open(portal.state.register()).collect::<Vec<_>>(), [Purpose::Statistics]);
        assert!(!decision.allows_google());
        // The banner without scripts refuses what it asks, and nothing else.
        let mut refusing = visitor.clone();
        form(&mut refusing, "choice=reject&lang=en").await.is(303);
        let refused = refusing.get(path::CONSENT).await.ok::<ConsentReply>(200);
        let asked = hex(&Sha256::digest("en Register { google: true } Banner([Statistics])"));
        assert_eq!((refused.history.len(), &refused.history[0].text), (2, &asked));
        let refused = refused.decision.unwrap();
        assert_eq!((granted(&refused), refused.statistics.version, refused.at), ((true, false), 2, before.at));
        assert_eq!(refused.open(portal.state.register()).count(), 0);
        let accepted: Decision = visitor.post(path::CONSENT, &part(None, Some(true))).await.ok(200);
        assert!(accepted.allows_google() && accepted.preferences == before.preferences);
    }

    async fn the_form_asks_what_is_open_unless_it_is_the_settings(portal: Portal) {
        for (body, allowed) in [
            ("choice=accept&lang=en", (true, true)),
            // A banner that another tab has answered meanwhile: "reject all" means all.
            ("choice=reject&lang=en", (false, false)),
            ("choice=reject&place=settings&lang=en", (false, false)),
            ("choice=accept&place=settings&lang=en", (true, true)),
            ("choice=save&statistics=on&place=settings&lang=en", (false, true)),
        ] {
            let mut visitor = portal.visitor();
            visitor.post(path::CONSENT, &draft(true, true)).await.is(200);
            form(&mut visitor, body).await.is(303);
            let decision = visitor.get(path::CONSENT).await.ok::<ConsentReply>(200).decision.unwrap();
            assert_eq!(granted(&decision), allowed, "{body}");
        }
        let mut partly = portal.visitor();
        partly.post(path::CONSENT, &part(Some(false), None)).await.is(200);
        form(&mut partly, "choice=accept&lang=en").await.is(303);
        let decision = partly.get(path::CONSENT).await.ok::<ConsentReply>(200).decision.unwrap();
        assert_eq!(granted(&decision), (false, true), "accepting what is asked changes nothing that was answered");
        let answer = form(&mut partly, "choice=accept&lang=en&return=/en").await;
        assert_eq!((answer.is(303).header("location"), answer.header("set-cookie")), ("/en", ""));
        assert_eq!(partly.get(path::CONSENT).await.ok::<ConsentReply>(200).history.len(), 2, "nothing was asked");
    }

    async fn the_words_are_of_what_was_asked_though_the_refusal_holds_already(portal: Portal) {
        let words = |shown: &str| hex(&Sha256::digest(format!("en Register {{ google: false }} {shown}")));
        // The app's own cookie comes with its refusal: it holds before the server knows it.
        for (place, refusal, shown) in [
            (Place::Banner, draft(false, false), "Banner([Preferences, Statistics])"),
            (Place::Banner, part(None, Some(false)), "Banner([Statistics])"),
            (Place::Footer, draft(false, false), "Withdrawal"),
            (Place::Clause, part(None, Some(false)), "Clause"),
        ] {
            let mut visitor = portal.visitor();
            visitor.cookies.insert(DECISION.name.into(), format!("2.p-1.s-1.0.b.{}.u.b.en.ps", "0".repeat(32)));
            visitor.post(path::CONSENT, &ConsentDraft { place, ..refusal }).await.is(200);
            let reply: ConsentReply = visitor.get(path::CONSENT).await.ok(200);
            assert_eq!(reply.history[0].text, words(shown), "{shown}");
            assert_eq!(reply.decision.unwrap().asked, None);
        }
    }

    async fn what_was_decided_while_the_server_was_away_is_recorded_later(portal: Portal) {
        let mut visitor = portal.visitor();
        // The app's own cookie: a refusal that no server knows.
        visitor.cookies.insert(DECISION.name.into(), format!("2.p-1.s-1.0.b.{}.u", "0".repeat(32)));
        let reply: ConsentReply = visitor.get(path::CONSENT).await.ok(200);
        assert_eq!((reply.decision.map(|decision| decision.recorded), reply.history.len()), (Some(false), 0));
        let recorded: Decision = visitor.post(path::CONSENT, &draft(false, false)).await.ok(200);
        assert!(recorded.recorded && recorded.has_subject() && recorded.at == portal.state.now().seconds());
        let reply: ConsentReply = visitor.get(path::CONSENT).await.ok(200);
        assert_eq!((reply.decision, reply.history.len()), (Some(recorded.clone()), 1));
        // One purpose, withdrawn while it was away: the device keeps its name, and what was allowed.
        portal.clock.advance(DAY);
        visitor.post(path::CONSENT, &draft(true, true)).await.is(200);
        let away = visitor.cookies[DECISION.name].replace(".s+1.", ".s-1.") + ".u";
        visitor.cookies.insert(DECISION.name.into(), away);
        let partly: Decision = visitor.post(path::CONSENT, &part(None, Some(false))).await.ok(200);
        assert_eq!((granted(&partly), partly.recorded, partly.subject), ((true, false), true, recorded.subject));
        assert_eq!(partly.at, portal.state.now().seconds());
        // A first refusal of one purpose alone, decided without a server, is no decision of 1970.
        let mut other = portal.visitor();
        other.cookies.insert(DECISION.name.into(), format!("2.p-0.s-1.0.b.{}.u", "0".repeat(32)));
        let only: Decision = other.post(path::CONSENT, &part(None, Some(false))).await.ok(200);
        assert_eq!(only.at, portal.state.now().seconds());
    }
}
