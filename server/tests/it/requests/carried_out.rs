//! What staff do about what they grant: to an account, and for an address without one.

use contract::account::TokenDraft;
use contract::page::Page;
use contract::path;
use contract::privacy::{Activity, ActivityKind, Actor, Consents, Erasure, LimitReport, Purpose};
use contract::rights::{Confirmed, Request, RequestCodeDraft, RequestEventKind, RequestKind, RequestState};
use serde_json::json;

use super::staff::{done, not_done};
use super::{DAY, form};
use crate::portal::{Client, PASSWORD, Portal, company, on_both};

/// Files a request by the form without an account, and confirms it by the mailed code.
pub(super) async fn filed(portal: &Portal, kind: RequestKind, email: &str, key: &str) -> Confirmed {
    portal.visitor().post(path::REQUESTS, &form(kind, email, key)).await.is(202);
    portal.run_jobs().await;
    let code = portal.typed_code_to(email);
    portal.visitor().post(path::REQUEST_CONFIRMATION, &RequestCodeDraft { code }).await.ok(200)
}

pub(super) async fn log(client: &mut Client) -> Vec<Activity> {
    client.get(path::ME_ACTIVITY).await.ok::<Page<Activity>>(200).items
}

/// What is set against each purpose that has anything set against it.
async fn limited(client: &mut Client) -> Vec<(Purpose, bool, bool)> {
    let reports: Vec<LimitReport> = client.get(path::ME_LIMITS).await.ok(200);
    let set = reports.iter().map(|it| (it.purpose, it.restricted_since.is_some(), it.objected_since.is_some()));
    set.filter(|(_, restricted, objected)| *restricted || *objected).collect()
}

on_both! {
    async fn an_erasure_by_code_comes_after_the_time_of_grace_and_can_be_stopped(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = filed(portal, RequestKind::Erasure, "Anna@example.lv", "a").await.request.reference;
        let words = ["staff", "carry-out", &reference, "--reason", "Dzēsīsim.", "--as", "Ilze"];
        let why = not_done(portal, &words).await;
        assert!(why.contains("--whole-account"), "nobody erases an account by mistake: {why}");
        let words = [&words[..], &["--whole-account"]].concat();
        assert!(done(portal, &words).await.contains("granted"));
        assert!(anna.viewer().await.is_none(), "signed out everywhere");
        portal.run_jobs().await;
        let subjects: Vec<_> = portal.postman.to("anna@example.lv").into_iter().map(|mail| mail.subject).collect();
        assert!(subjects.iter().any(|subject| subject.contains(&reference)), "why: {subjects:?}");
        let stop = portal.postman.to("anna@example.lv").into_iter().rev().find(|mail| mail.text.contains("/keep-account#"));
        let stop = stop.unwrap().text;
        let (_, token) = stop.split_once("/keep-account#").unwrap();
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        let erasure: Option<Erasure> = anna.get(path::ME_ERASURE).await.ok(200);
        assert_eq!(erasure.unwrap().due_at.seconds() - portal.state.now().seconds(), 14 * DAY);
        let entries = log(&mut anna).await;
        let reason = |kind| entries.iter().find(|entry| entry.kind == kind).map(|entry| (entry.actor, entry.reason.clone()));
        let why = (Actor::Staff, format!("{reference}: Dzēsīsim."));
        for kind in [ActivityKind::ErasureRequested, ActivityKind::RequestDecided] {
            assert_eq!(reason(kind), Some(why.clone()), "{kind:?}");
        }
        let events: Vec<_> = anna.requests().await.into_iter().find(|it| it.reference == reference).unwrap().events;
        let kinds: Vec<_> = events.iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [RequestEventKind::Received, RequestEventKind::Decided, RequestEventKind::CarriedOut]);
        let why = not_done(portal, &words).await;
        assert!(why.contains("carried out before"), "{why}");
        let token = TokenDraft { token: token[..43].to_owned() };
        portal.visitor().post(path::ERASURE_CANCELLATION, &token).await.is(204);
        portal.clock.advance(15 * DAY);
        portal.run_jobs().await;
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        assert!(anna.requests().await.iter().all(|request| request.state.is_closed()), "the portal's own request too");
    }

    async fn an_erasure_that_nobody_stops_is_done_within_the_laws_time(portal: Portal) {
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        portal.anna().await;
        let reference = filed(portal, RequestKind::Erasure, "anna@example.lv", "a").await.request.reference;
        portal.clock.advance(25 * DAY);
        // Granted in words first.
        done(portal, &["staff", "decide", &reference, "grant", "--reason", "Dzēsīsim.", "--as", "Ilze"]).await;
        done(portal, &["staff", "carry-out", &reference, "--whole-account", "--reason", "Dzēšam.", "--as", "Ilze"]).await;
        let due = "select cast((due_at - requested_at) / 1000000 / 86400 as text) from erasure";
        assert_eq!(portal.rows(due).await, [["5"]], "no later than the request's last day");
        portal.clock.advance(5 * DAY);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select email from account").await, [["berta@example.lv"]]);
        berta.sign_in("berta@example.lv", PASSWORD).await.is(200);
    }

    async fn a_new_address_erases_nothing_yet(portal: Portal) {
        let mut anna = portal.anna().await;
        anna.post(path::ME_EMAIL, &json!({ "email": "eve@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("eve@example.lv");
        anna.post(path::EMAIL_CONFIRMATION, &TokenDraft { token }).await.is(204);
        let reference = filed(portal, RequestKind::Erasure, "eve@example.lv", "a").await.request.reference;
        let words = ["staff", "carry-out", &reference, "--whole-account", "--reason", "x", "--as", "Ilze"];
        let why = not_done(portal, &words).await;
        assert!(why.contains("less than three days ago"), "{why}");
        portal.clock.advance(3 * DAY);
        done(portal, &words).await;
    }

    async fn a_restriction_holds_at_once_and_an_objection_ends_the_newsletter(portal: Portal) {
        let mut draft = company("anna@example.lv");
        draft.declarations.newsletter = true;
        let mut anna = portal.registered(&draft).await;
        let wanted = async |anna: &mut Client| anna.get(path::ME_CONSENTS).await.ok::<Consents>(200).newsletter;
        assert!(wanted(&mut anna).await);
        let reference = filed(portal, RequestKind::Restriction, "anna@example.lv", "a").await.request.reference;
        done(portal, &["staff", "carry-out", &reference, "--reason", "Ierobežojam.", "--as", "Ilze"]).await;
        let all = [Purpose::Notify, Purpose::Interact, Purpose::Support, Purpose::Improve, Purpose::Monitor];
        assert_eq!(limited(&mut anna).await, all.map(|purpose| (purpose, true, false)));
        let entries = log(&mut anna).await;
        let set: Vec<_> = entries.iter().filter(|entry| entry.kind == ActivityKind::ProcessingRestricted).collect();
        assert!(set.len() == 5 && set.iter().all(|entry| entry.actor == Actor::Staff && entry.reason.ends_with(": Ierobežojam.")));
        portal.run_jobs().await;
        assert!(wanted(&mut anna).await, "restricted, it rests");
        // The account's own request, against one purpose.
        let reference = anna.file(RequestKind::Objection, "b").await.reference;
        let order = |purpose: &'static str| ["staff", "carry-out", "", "--purpose", purpose, "--reason", "Beidzam.", "--as", "Ilze"];
        for purpose in ["improve", "operate"] {
            let mut words = order(purpose);
            words[2] = &reference;
            let why = not_done(portal, &words).await;
            assert!(why.contains("cannot be carried out for such a purpose"), "{why}");
        }
        let mut words = order("notify");
        words[2] = &reference;
        done(portal, &words).await;
        assert_eq!(limited(&mut anna).await[0], (Purpose::Notify, true, true));
        portal.run_jobs().await;
        assert!(!wanted(&mut anna).await, "objected to, it ends");
        assert_eq!(limited(&mut anna).await.iter().filter(|(.., objected)| *objected).count(), 1);
    }

    async fn a_withdrawal_ends_the_newsletter(portal: Portal) {
        let mut draft = company("anna@example.lv");
        draft.declarations.newsletter = true;
        let mut anna = portal.registered(&draft).await;
        let reference = filed(portal, RequestKind::Withdrawal, "anna@example.lv", "a").await.request.reference;
        done(portal, &["staff", "carry-out", &reference, "--reason", "Atsaukts.", "--as", "Ilze"]).await;
        portal.run_jobs().await;
        assert!(!anna.get(path::ME_CONSENTS).await.ok::<Consents>(200).newsletter);
        let entries = log(&mut anna).await;
        let ended = entries.iter().find(|entry| entry.kind == ActivityKind::NewsletterWithdrawn).unwrap();
        assert_eq!(ended.actor, Actor::System);
        assert!(entries.iter().any(|entry| entry.kind == ActivityKind::RequestCarriedOut && entry.actor == Actor::Staff));
        assert_eq!(limited(&mut anna).await, []);
        assert_eq!(anna.requests().await.len(), 1, "one right was used, once");
    }

    async fn what_cannot_be_carried_out_says_what_to_do(portal: Portal) {
        let mut anna = portal.anna().await;
        for (kind, said) in [
            (RequestKind::Access, "a copy is never mailed"),
            (RequestKind::Portability, "a copy is never mailed"),
            (RequestKind::Rectification, "typed by the person"),
            (RequestKind::Complaint, "answered in words"),
        ] {
            let reference = anna.file(kind, &format!("{kind:?}")).await.reference;
            let why = not_done(portal, &["staff", "carry-out", &reference, "--reason", "x", "--as", "Ilze"]).await;
            assert!(why.contains(said), "{kind:?}: {why}");
        }
        let reference = anna.file(RequestKind::Objection, "o").await.reference;
        done(portal, &["staff", "decide", &reference, "refuse", "--reason", "x", "--as", "Ilze"]).await;
        done(portal, &["staff", "confirm", &reference, "--as", "Juris"]).await;
        let why = not_done(portal, &["staff", "carry-out", &reference, "--reason", "x", "--as", "Ilze"]).await;
        assert!(why.contains("refused or taken back"), "{why}");
        assert_eq!(limited(&mut anna).await, []);
        let reference = filed(portal, RequestKind::Erasure, "zane@example.lv", "z").await.request.reference;
        let why = not_done(portal, &["staff", "carry-out", &reference, "--whole-account", "--reason", "x", "--as", "Ilze"]).await;
        assert!(why.contains("this address has no account") && why.contains("staff forget"), "{why}");
        for step in ["held", "forget"] {
            let mine = anna.requests().await.remove(0).reference;
            let why = not_done(portal, &["staff", step, &mine, "--reason", "x", "--as", "Ilze"]).await;
            assert!(why.contains("this address has an account"), "{step}: {why}");
        }
    }

    async fn what_lies_under_an_address_without_an_account_is_listed_and_forgotten(portal: Portal) {
        let message = |email: &str, words: &str| json!({ "topic": "support", "name": "Zane", "email": email, "message": words, "lang": "lv" });
        portal.visitor().post(path::CONTACT, &message("Zane@example.lv", "Kanārijputns")).await.is(202);
        portal.visitor().post(path::CONTACT, &message("berta@example.lv", "Cits")).await.is(202);
        portal.visitor().post(path::REGISTRATIONS, &company("zane@example.lv")).await.is(202);
        portal.visitor().post(path::REQUESTS, &form(RequestKind::Complaint, "zane@example.lv", "waits")).await.is(202);
        let Confirmed { receipt, request } = filed(portal, RequestKind::Access, "zane@example.lv", "a").await;
        let words = |step: &'static str| ["staff", step, "", "--reason", "Jāatbild uz pieprasījumu.", "--as", "Ilze"];
        let mut held = words("held");
        held[2] = &request.reference;
        let said = done(portal, &held).await;
        for part in ["> Kanārijputns", "signed Zane", "Paraudziņa", "SIA Paraugs", "Complaint", "messages: 1, registrations: 1, requests: 2"] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains("argon2") && !said.contains("Cits"), "{said}");
        let looked = "select staff, reason from request_event where kind = 'viewed'";
        assert_eq!(portal.rows(looked).await, [["Ilze", "Jāatbild uz pieprasījumu."]]);
        let mut forget = words("forget");
        forget[2] = &request.reference;
        let why = not_done(portal, &forget).await;
        assert!(why.contains("does not ask for erasure"), "{why}");
        done(portal, &["staff", "decide", &request.reference, "grant", "--reason", "Viena vēstule.", "--as", "Ilze"]).await;
        let Confirmed { receipt: second, request: erasure } = filed(portal, RequestKind::Erasure, "zane@example.lv", "b").await;
        forget[2] = &erasure.reference;
        let said = done(portal, &forget).await;
        assert!(said.contains("deleted: messages: 1, registrations: 1, requests: 2"), "{said}");
        portal.run_jobs().await;
        let mail = portal.postman.last_to("zane@example.lv");
        assert!(mail.subject.contains(&erasure.reference) && mail.text.contains("izpildīts"), "the answer comes: {}", mail.text);
        for value in portal.every_value().await {
            assert!(!value.contains("Kanārijputns"), "{value}");
        }
        for (table, left) in [("contact_message", "1"), ("registration", "0"), ("request_claim", "0"), ("request", "1")] {
            assert_eq!(portal.rows(&format!("select cast(count(*) as text) from {table}")).await, [[left]], "{table}");
        }
        let letters = std::fs::read_dir(portal.folder().join("outbox")).unwrap().map(|entry| entry.unwrap().path());
        let labels = letters.filter(|path| path.extension().is_some_and(|end| end == "to"));
        let to_zane = labels.filter(|path| std::fs::read_to_string(path).unwrap().to_lowercase().contains("zane@example.lv"));
        assert_eq!(to_zane.count(), 1, "only the answer lies in the outbox folder");
        portal.visitor().post(path::REQUEST_STATUS, &RequestCodeDraft { code: receipt }).await.is(410);
        let shown: Request = portal.visitor().post(path::REQUEST_STATUS, &RequestCodeDraft { code: second }).await.ok(200);
        assert_eq!((shown.state, shown.events.last().unwrap().kind), (RequestState::Granted, RequestEventKind::CarriedOut));
        let why = not_done(portal, &forget).await;
        assert!(why.contains("carried out before"), "{why}");
    }

    async fn what_an_account_wrote_from_a_former_address_stays_the_accounts(portal: Portal) {
        let mut anna = portal.anna().await;
        let message = json!({ "topic": "support", "name": "Anna", "email": "anna@example.lv", "message": "Annas", "lang": "lv" });
        portal.visitor().post(path::CONTACT, &message).await.is(202);
        anna.post(path::ME_EMAIL, &json!({ "email": "new@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("new@example.lv");
        anna.post(path::EMAIL_CONFIRMATION, &TokenDraft { token }).await.is(204);
        // Somebody else has the mailbox now.
        portal.clock.advance(DAY);
        let reference = filed(portal, RequestKind::Erasure, "anna@example.lv", "a").await.request.reference;
        let said = done(portal, &["staff", "held", &reference, "--reason", "x", "--as", "Ilze"]).await;
        assert!(said.contains("messages: 0") && !said.contains("Annas"), "{said}");
        done(portal, &["staff", "forget", &reference, "--reason", "x", "--as", "Ilze"]).await;
        assert_eq!(portal.rows("select message from contact_message").await, [["Annas"]]);
    }

    async fn addresses_and_reasons_come_by_the_standard_input_too(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = anna.file(RequestKind::Complaint, "a").await.reference;
        let given = async |words: &[&str], input: &str| {
            portal.clock.advance(1);
            portal.command_given(words, input).await
        };
        let ask = ["staff", "ask", &reference, "--question", "-", "--as", "Ilze"];
        let (said, done) = given(&ask, "Kad reģistrējāties?\nUn kur?\n").await;
        assert!(done, "{said}");
        let asked = "select reason from request_event where kind = 'asked'";
        assert_eq!(portal.rows(asked).await, [["Kad reģistrējāties?\nUn kur?"]]);
        let disclose = [
            "staff", "disclose", "--reason", "-", "--account", "-", "--recipient", "Valsts policija", "--ground", "safety", "--as", "Ilze",
        ];
        let (said, done) = given(&disclose, "anna@example.lv\nE-pasta adrese\n").await;
        assert!(done, "{said}");
        assert_eq!(portal.rows("select recipient, reason from disclosure").await, [["Valsts policija", "E-pasta adrese"]]);
        let (said, done) = given(&["staff", "show", &reference, "--reason", "-", "--as", "Ilze"], "\n").await;
        assert!(!done && said.contains("the standard input: what it gives must not be empty"), "{said}");
    }
}
