use contract::page::Page;
use contract::path;
use contract::privacy::{Activity, ActivityKind, Actor};
use contract::rights::{
    Confirmed, DisclosureGround, Request, RequestCodeDraft, RequestEventKind, RequestKind, RequestState, Requests,
};
use serde_json::json;

use super::{DAY, form};
use crate::portal::{Client, Portal, company, on_both};

/// A step of the staff; gives what it says.
pub(super) async fn done(portal: &Portal, words: &[&str]) -> String {
    // Nobody does two things in the same instant; mails go in the order of theirs.
    portal.clock.advance(1);
    let (said, done) = portal.command_of(words).await;
    assert!(done, "{words:?}: {said}");
    said
}

/// A step that is not taken; gives why.
pub(super) async fn not_done(portal: &Portal, words: &[&str]) -> String {
    let (said, done) = portal.command_of(words).await;
    assert!(!done, "{words:?}: {said}");
    said
}

async fn only(client: &mut Client) -> Request {
    let mut all = client.requests().await;
    assert_eq!(all.len(), 1);
    all.remove(0)
}

on_both! {
    async fn a_request_is_listed_shown_assigned_and_granted(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = anna.file(RequestKind::Complaint, "a").await.reference;
        let list = done(portal, &["staff", "list"]).await;
        assert!(list.contains(&format!("{reference} due 2026-12-22 (30 days left) Complaint: received, with nobody")), "{list}");
        assert!(!list.contains("anna@"), "a list names nobody");
        let shown = done(portal, &["staff", "show", &reference, "--reason", "Jāatbild.", "--as", "Ilze"]).await;
        assert!(shown.contains("anna@example.lv") && shown.contains("> Mani dati tiek lietoti nepareizi."), "{shown}");
        done(portal, &["staff", "assign", &reference, "--to", "Ilze", "--as", "Ilze"]).await;
        assert_eq!(only(&mut anna).await.state, RequestState::InProgress);
        let said = done(portal, &["staff", "decide", &reference, "grant", "--reason", "Izlabojām.", "--as", "Ilze"]).await;
        assert!(said.contains("granted, with Ilze"), "{said}");
        let request = only(&mut anna).await;
        assert_eq!(request.state, RequestState::Granted);
        let last = request.events.last().unwrap();
        assert_eq!((last.kind, last.actor, last.reason.as_str()), (RequestEventKind::Decided, Actor::Staff, "Izlabojām."));
        assert!(request.events.iter().all(|event| event.kind.is_shown()));
        portal.run_jobs().await;
        let mail = portal.postman.last_to("anna@example.lv");
        assert_eq!(mail.subject, format!("VET2B: atbilde uz pieprasījumu {reference}"));
        assert!(mail.text.contains("izpildīts") && mail.text.contains("Izlabojām.") && mail.text.contains("dvi.gov.lv"), "{}", mail.text);
        assert!(!mail.text.contains("Ilze"), "names of staff stay inside");
        let log: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        for kind in [ActivityKind::RequestViewed, ActivityKind::RequestAssigned, ActivityKind::RequestDecided] {
            assert!(log.items.iter().any(|entry| entry.kind == kind && entry.actor == Actor::Staff), "{kind:?}");
        }
        let read = log.items.iter().find(|entry| entry.kind == ActivityKind::RequestViewed).unwrap();
        assert_eq!(read.reason, format!("{reference}: Jāatbild."), "why somebody looked");
        let who = "select distinct staff from request_event where actor = 'staff'";
        assert_eq!(portal.rows(who).await, [["Ilze"]], "recorded under the name of whoever did it");
        let shown = done(portal, &["staff", "show", &reference, "--reason", "Jāatbild.", "--as", "Ilze"]).await;
        assert!(shown.contains("(Ilze to Ilze)"), "and to whom it was given: {shown}");
        assert!(only(&mut anna).await.events.iter().all(|event| !event.reason.contains("Ilze")), "which the person does not see");
        let why = not_done(portal, &["staff", "decide", &reference, "grant", "--reason", "x", "--as", "Ilze"]).await;
        assert!(why.contains("the request is closed"), "{why}");
    }

    async fn a_question_stops_the_clock_until_its_answer(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = anna.file(RequestKind::Portability, "a").await.reference;
        portal.clock.advance(2 * DAY);
        done(portal, &["staff", "ask", &reference, "--question", "Kad reģistrējāties?", "--as", "Ilze"]).await;
        let why = not_done(portal, &["staff", "ask", &reference, "--question", "x", "--as", "Ilze"]).await;
        assert!(why.contains("open already"), "{why}");
        portal.run_jobs().await;
        let mail = portal.postman.last_to("anna@example.lv");
        assert!(mail.text.contains("Kad reģistrējāties?") && mail.text.contains("termiņš ir apturēts"), "{}", mail.text);
        portal.clock.advance(5 * DAY);
        let request = only_again(&mut anna).await;
        assert_eq!((request.state, request.timeline.due_on.as_str()), (RequestState::Identification, "2026-12-28"));
        assert!(done(portal, &["staff", "list"]).await.contains("stands still since 2026-11-24"));
        done(portal, &["staff", "answered", &reference, "--as", "Ilze"]).await;
        let request = only_again(&mut anna).await;
        // 22 December and five days is a Sunday; the Monday is the day.
        assert_eq!((request.state, request.timeline.due_on.as_str()), (RequestState::InProgress, "2026-12-28"));
        let pause = &request.timeline.pauses[0];
        assert_eq!((pause.from.as_str(), pause.until.as_deref()), ("2026-11-24", Some("2026-11-29")));
        let why = not_done(portal, &["staff", "answered", &reference, "--as", "Ilze"]).await;
        assert!(why.contains("no question is open"), "{why}");
        // Another question adds its days.
        done(portal, &["staff", "ask", &reference, "--question", "Un kur?", "--as", "Ilze"]).await;
        portal.clock.advance(DAY);
        done(portal, &["staff", "answered", &reference, "--as", "Ilze"]).await;
        assert_eq!(portal.rows("select cast(paused_days as text) from request").await, [["6"]]);
    }

    async fn a_decision_during_a_question_keeps_the_days_it_was_open(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = anna.file(RequestKind::Complaint, "a").await.reference;
        portal.clock.advance(9 * DAY);
        done(portal, &["staff", "ask", &reference, "--question", "x", "--as", "Ilze"]).await;
        portal.clock.advance(50 * DAY);
        done(portal, &["staff", "decide", &reference, "grant", "--reason", "x", "--as", "Ilze"]).await;
        portal.clock.advance(DAY);
        // Asked on 1 December, decided on 20 January: 22 December and fifty days.
        assert_eq!(only_again(&mut anna).await.timeline.due_on, "2027-02-10");
        assert_eq!(portal.rows("select cast(paused_days as text) from request").await, [["50"]]);
    }

    async fn an_extension_is_made_once_before_the_end_and_told(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = anna.file(RequestKind::Access, "a").await.reference;
        let extend = |months: &'static str| ["staff", "extend", "", "--months", months, "--reason", "Daudz datu.", "--as", "Ilze"];
        let words = |months| { let mut words = extend(months); words[2] = &reference; words };
        assert!(done(portal, &words("2")).await.contains("due 2027-02-22"));
        let why = not_done(portal, &words("1")).await;
        assert!(why.contains("the law allows it once"), "{why}");
        portal.run_jobs().await;
        let mail = portal.postman.last_to("anna@example.lv").text;
        assert!(mail.contains("Daudz datu.") && mail.contains("2027. gada 22. februārī"), "{mail}");
        let request = only(&mut anna).await;
        assert_eq!((request.timeline.extension, request.timeline.due_on.as_str()), (2, "2027-02-22"));
        // Not after its time is over.
        let late = anna.file(RequestKind::Complaint, "b").await.reference;
        portal.clock.advance(31 * DAY);
        let why = not_done(portal, &["staff", "extend", &late, "--months", "1", "--reason", "x", "--as", "Ilze"]).await;
        assert!(why.contains("the time is over"), "{why}");
        assert!(done(portal, &["staff", "list"]).await.contains("OVERDUE by 1 days"));
    }

    async fn a_refusal_takes_two_people(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = anna.file(RequestKind::Objection, "a").await.reference;
        let none = not_done(portal, &["staff", "confirm", &reference, "--as", "Juris"]).await;
        assert!(none.contains("nobody has asked"), "{none}");
        let said = done(portal, &["staff", "decide", &reference, "refuse", "--reason", "Likums prasa.", "--as", "Ilze"]).await;
        assert!(said.contains("staff confirm"), "{said}");
        let request = only(&mut anna).await;
        assert!(!request.state.is_closed() && request.events.len() == 1, "the person sees no half of a decision");
        let told = portal.rows("select reason from request_event where kind = 'refusal_proposed'").await;
        assert_eq!(told, [[""]], "nor does a copy, which has all events");
        let why = not_done(portal, &["staff", "confirm", &reference, "--as", " ilze "]).await;
        assert!(why.contains("second person"), "{why}");
        // Corrected by another, whom another must confirm in turn.
        done(portal, &["staff", "decide", &reference, "refuse", "--reason", "Likums liedz.", "--as", "Juris  Zars"]).await;
        let why = not_done(portal, &["staff", "confirm", &reference, "--as", "juris zars"]).await;
        assert!(why.contains("second person"), "{why}");
        done(portal, &["staff", "confirm", &reference, "--as", "Ilze"]).await;
        let request = only(&mut anna).await;
        assert_eq!((request.state, request.events.last().unwrap().reason.as_str()), (RequestState::Refused, "Likums liedz."));
        portal.run_jobs().await;
        assert!(portal.postman.last_to("anna@example.lv").text.contains("noraidīts"));
    }

    async fn part_of_a_request_may_be_granted(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = anna.file(RequestKind::Erasure, "a").await.reference;
        done(portal, &["staff", "decide", &reference, "partly", "--reason", "Daļu.", "--as", "Ilze"]).await;
        assert_eq!(only(&mut anna).await.state, RequestState::PartlyGranted);
    }

    async fn nobody_acts_without_a_name_or_on_nothing(portal: Portal) {
        let why = not_done(portal, &["staff", "show", "R-XXXX-XXXX", "--reason", "x", "--as", "Ilze"]).await;
        assert!(why.contains("no request has this reference"), "{why}");
        for words in [
            &["staff", "show", "R-XXXX-XXXX", "--reason", "x"][..],
            &["staff", "show", "R-XXXX-XXXX", "--reason", "x", "--as", " "],
            &["staff", "show", "R-XXXX-XXXX", "--as", "Ilze"],
            &["staff", "held", "R-XXXX-XXXX", "--as", "Ilze"],
            &["staff", "forget", "R-XXXX-XXXX", "--as", "Ilze"],
            &["staff", "carry-out", "R-XXXX-XXXX", "--as", "Ilze"],
            &["staff", "carry-out", "R-XXXX-XXXX", "--purpose", "x", "--reason", "x", "--as", "Ilze"],
            &["staff", "close-guardian", "R-XXXX-XXXX", "--refuse", "--child", "a@b.lv", "--reason", "x", "--as", "Ilze"],
            &["staff", "disclosures", "--account", "a@b.lv", "--reason", "x"],
            &["staff", "disclosures", "--account", "a@b.lv", "--as", "Ilze"],
            &["recipients", "retry"],
            &["staff", "decide", "R-XXXX-XXXX", "grant", "--as", "Ilze"],
            &["staff", "decide", "R-XXXX-XXXX", "grant", "--reason", "", "--as", "Ilze"],
            &["staff", "extend", "R-XXXX-XXXX", "--months", "3", "--reason", "x", "--as", "Ilze"],
            &["staff", "disclose", "--account", "a@b.lv", "--recipient", "x", "--ground", "money", "--reason", "x", "--as", "Ilze"],
            &["staff", "disclose", "--account", "a@b.lv", "--recipient", "x", "--ground", "safety", "--reason", "x", "--secret", "--as", "Ilze"],
        ] {
            assert!(portal.parse_command(words).is_err(), "{words:?}");
        }
    }

    async fn staff_are_reminded_once_for_each_step(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = anna.file(RequestKind::Complaint, "a").await.reference;
        let staff = portal.state.config().mail_contact.email.to_string();
        let reminders = async || {
            vet2b_server::job::sweep(&portal.state).await.unwrap();
            portal.run_jobs().await;
            portal.postman.to(&staff).iter().filter(|mail| mail.subject.contains("termiņš")).count()
        };
        assert_eq!(reminders().await, 0);
        // Overdue, it is mentioned each week.
        for (days, count) in [(19, 0), (1, 1), (1, 1), (6, 2), (2, 2), (1, 3), (5, 3), (2, 4), (6, 4), (1, 5)] {
            portal.clock.advance(days * DAY);
            assert_eq!(reminders().await, count, "after {days} more days");
            assert_eq!(reminders().await, count, "once");
        }
        let mail = portal.postman.last_to(&staff);
        assert!(mail.subject.contains(&reference) && !mail.text.contains("anna@"), "{}", mail.text);
        assert!(mail.subject.contains("nokavēts") && mail.text.contains("Nokavēto dienu skaits: 14."), "{}", mail.text);
    }

    async fn a_question_that_nobody_answers_is_mentioned_each_fortnight(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = anna.file(RequestKind::Complaint, "a").await.reference;
        // Of this they were reminded before they asked.
        portal.clock.advance(29 * DAY);
        assert!(done(portal, &["staff", "remind"]).await.contains("reminded of 1"));
        done(portal, &["staff", "ask", &reference, "--question", "x", "--as", "Ilze"]).await;
        for (days, count) in [(0, 0), (13, 0), (1, 1), (13, 0), (1, 1), (30, 1), (13, 1)] {
            portal.clock.advance(days * DAY);
            let said = done(portal, &["staff", "remind"]).await;
            assert_eq!(said, format!("reminded of {count}\n"), "after {days} more days");
            assert!(done(portal, &["staff", "remind"]).await.contains("reminded of 0"), "once");
        }
        portal.run_jobs().await;
        let staff = portal.state.config().mail_contact.email.to_string();
        let mail = portal.postman.last_to(&staff);
        assert!(mail.subject.contains("neatbildēts") && mail.subject.contains(&reference), "{}", mail.subject);
        assert!(mail.text.contains("Dienu skaits: 71.") && !mail.text.contains("anna@"), "{}", mail.text);
        // Answered, the clock goes on and reminds again.
        done(portal, &["staff", "answered", &reference, "--as", "Ilze"]).await;
        assert!(done(portal, &["staff", "remind"]).await.contains("reminded of 1"));
    }

    async fn an_overdue_request_cannot_be_hidden_by_a_question(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = anna.file(RequestKind::Complaint, "a").await.reference;
        portal.clock.advance(31 * DAY);
        let why = not_done(portal, &["staff", "ask", &reference, "--question", "x", "--as", "Ilze"]).await;
        assert!(why.contains("the time is over"), "{why}");
        assert!(done(portal, &["staff", "list"]).await.contains("OVERDUE by 1 days"));
    }

    async fn a_disclosure_is_shown_unless_a_law_forbids_it(portal: Portal) {
        let mut anna = portal.anna().await;
        let common = ["--account", "Anna@example.lv", "--ground", "wrongdoing", "--reason", "E-pasta adrese", "--as", "Ilze"];
        let open = [&["staff", "disclose", "--recipient", "Valsts policija"][..], &common].concat();
        assert!(done(portal, &open).await.contains("shown to the person"));
        let sealed = [&["staff", "disclose", "--recipient", "Prokuratūra", "--secret", "--law", "KPL 121"][..], &common].concat();
        assert!(done(portal, &sealed).await.contains("not shown"));
        let shown: Requests = anna.get(path::ME_REQUESTS).await.ok(200);
        assert_eq!(shown.disclosures.len(), 1);
        assert_eq!((shown.disclosures[0].recipient.as_str(), shown.disclosures[0].ground), ("Valsts policija", DisclosureGround::Wrongdoing));
        let log: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        assert_eq!(log.items.iter().filter(|entry| entry.kind == ActivityKind::DataDisclosed).count(), 1);
        let listed = done(portal, &["staff", "disclosures", "--account", "anna@example.lv", "--reason", "Policijas vēstule", "--as", "Ilze"]).await;
        assert!(listed.contains("Valsts policija") && listed.contains("Prokuratūra") && listed.contains("KPL 121"), "{listed}");
        assert!(listed.contains("by Ilze: E-pasta adrese") && listed.contains("2 recorded"), "{listed}");
        let log: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        let read = log.items.iter().find(|entry| entry.kind == ActivityKind::DisclosuresViewed).unwrap();
        assert_eq!((read.actor, read.reason.as_str()), (Actor::Staff, "Policijas vēstule"), "that somebody looked and why, and not who");
        let acts = done(portal, &["staff", "acts"]).await;
        assert!(acts.contains("Ilze read records of disclosures: Policijas vēstule"), "who, for the staff: {acts}");
        assert!(not_done(portal, &["staff", "disclosures", "--account", "z@example.lv", "--reason", "x", "--as", "I"]).await.contains("no account has this address"));
        let unknown = ["staff", "disclose", "--recipient", "x", "--account", "z@example.lv", "--ground", "safety", "--reason", "x", "--as", "I"];
        assert!(not_done(portal, &unknown).await.contains("no account has this address"));
    }

    async fn a_guardians_report_ends_in_removal(portal: Portal) {
        let mut child = portal.registered(&company("child@example.lv")).await;
        let mut draft = form(RequestKind::Guardian, "guardian@example.lv", "a");
        draft.child_email = "child@example.lv".into();
        draft.words = "Mana meita Kanarija ir nepilngadīga.".into();
        portal.visitor().post(path::REQUESTS, &draft).await.is(202);
        portal.run_jobs().await;
        let code = portal.typed_code_to("guardian@example.lv");
        let Confirmed { receipt, request } = portal.visitor().post(path::REQUEST_CONFIRMATION, &RequestCodeDraft { code }).await.ok(200);
        let reference = request.reference.as_str();
        let why = not_done(portal, &["staff", "decide", reference, "grant", "--reason", "x", "--as", "Ilze"]).await;
        assert!(why.contains("close-guardian"), "{why}");
        let why = not_done(portal, &["staff", "close-guardian", reference, "--remove", "z@example.lv", "--reason", "x", "--as", "Ilze"]).await;
        assert!(why.contains("no account has this address"), "{why}");
        let remove = ["staff", "close-guardian", reference, "--remove", "Child@example.lv", "--reason", "Konts dzēsts.", "--as", "Ilze"];
        assert!(done(portal, &remove).await.contains("a removal counts once somebody else confirms it"));
        // One alone removes nobody, and what waits for another stops no clock.
        portal.run_jobs().await;
        assert_eq!(portal.rows("select state from erasure").await, [[""; 1]; 0]);
        assert!(child.viewer().await.is_some());
        let list = done(portal, &["staff", "list"]).await;
        assert!(list.contains(&format!("{reference} due 2026-12-22 (30 days left)")), "{list}");
        let shown = done(portal, &["staff", "show", reference, "--reason", "x", "--as", "Juris"]).await;
        assert!(shown.contains("Ilze wants to remove the account child@example.lv: Konts dzēsts."), "{shown}");
        let why = not_done(portal, &["staff", "confirm", reference, "--as", "ILZE"]).await;
        assert!(why.contains("second person"), "{why}");
        done(portal, &["staff", "confirm", reference, "--as", "Juris"]).await;
        assert_eq!(portal.rows("select state from erasure").await, [["running"]], "which the child cannot stop");
        child.delete(path::ME_ERASURE).await.refused(contract::problem::Code::SignInRequired);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select email from account").await, [[""; 1]; 0], "the eraser has been there");
        let answer = portal.postman.last_to("guardian@example.lv").text;
        assert!(answer.contains("Konts dzēsts."), "{answer}");
        let (_, certificate) = answer.split_once("/lv/verify#certificate=").unwrap();
        let token = certificate.split_whitespace().next().unwrap().to_owned();
        portal.visitor().post(path::CERTIFICATE, &contract::account::TokenDraft { token }).await.is(200);
        let shown: Request = portal.visitor().post(path::REQUEST_STATUS, &RequestCodeDraft { code: receipt }).await.ok(200);
        assert_eq!((shown.state, shown.words.as_str()), (RequestState::Granted, ""));
        assert_eq!(shown.events.last().unwrap().reason, "Konts dzēsts.", "why is the guardian's to read");
        for value in portal.every_value().await {
            assert!(!value.contains("Kanarija") && !value.to_lowercase().contains("child@"), "nothing of the child stays: {value}");
        }
    }

    async fn a_guardians_report_from_the_contact_form_has_a_clock_too_and_may_be_refused(portal: Portal) {
        let draft = json!({ "topic": "guardian_report", "name": "Zane", "email": "zane@example.lv", "message": "Bērns", "lang": "lv" });
        let receipt: contract::account::Receipt = portal.visitor().post(path::CONTACT, &draft).await.ok(202);
        assert!(done(portal, &["staff", "list"]).await.contains(&format!("{} due 2026-12-22", receipt.reference)));
        let refuse = ["staff", "close-guardian", &receipt.reference, "--refuse", "--reason", "Bērna konta nav.", "--as", "Ilze"];
        done(portal, &refuse).await;
        done(portal, &["staff", "confirm", &receipt.reference, "--as", "Juris"]).await;
        portal.run_jobs().await;
        let mail = portal.postman.last_to("zane@example.lv").text;
        assert!(mail.contains("Bērna konta nav.") && mail.contains("/lv/request/status#"), "{mail}");
        let (_, link) = mail.split_once("/request/status#").unwrap();
        let code = link[..16].to_owned();
        let shown: Request = portal.visitor().post(path::REQUEST_STATUS, &RequestCodeDraft { code }).await.ok(200);
        assert_eq!((shown.kind, shown.state), (RequestKind::Guardian, RequestState::Refused));
        assert_eq!(portal.rows("select cast(count(*) as text) from contact_message").await, [["0"]], "kept once");
    }

    async fn what_waits_for_a_second_person_is_the_last_that_was_asked_for(portal: Portal) {
        let mut child = portal.registered(&company("child@example.lv")).await;
        let draft = json!({ "topic": "guardian_report", "name": "Zane", "email": "zane@example.lv", "message": "Bērns", "lang": "lv" });
        let receipt: contract::account::Receipt = portal.visitor().post(path::CONTACT, &draft).await.ok(202);
        let remove = ["staff", "close-guardian", &receipt.reference, "--remove", "child@example.lv", "--reason", "x", "--as", "Ilze"];
        let refuse = ["staff", "close-guardian", &receipt.reference, "--refuse", "--reason", "Nav bērns.", "--as", "Ilze"];
        done(portal, &refuse).await;
        assert!(done(portal, &remove).await.contains("a removal counts"));
        assert!(done(portal, &refuse).await.contains("a refusal counts"));
        done(portal, &["staff", "confirm", &receipt.reference, "--as", "Juris"]).await;
        assert_eq!(portal.rows("select state from request").await, [["refused"]]);
        assert!(child.viewer().await.is_some());
        // A removal that waits goes with the account, whoever erases it.
        let draft = json!({ "topic": "guardian_report", "name": "Zane", "email": "zane@example.lv", "message": "Tomēr", "lang": "lv" });
        let receipt: contract::account::Receipt = portal.visitor().post(path::CONTACT, &draft).await.ok(202);
        let remove = ["staff", "close-guardian", &receipt.reference, "--remove", "child@example.lv", "--reason", "x", "--as", "Ilze"];
        done(portal, &remove).await;
        let now = contract::privacy::ErasureDraft { when: contract::privacy::ErasureTime::Now };
        child.post(path::ME_ERASURE, &now).await.is(202);
        portal.run_jobs().await;
        let why = not_done(portal, &["staff", "confirm", &receipt.reference, "--as", "Juris"]).await;
        assert!(why.contains("nobody has asked"), "{why}");
    }

    async fn a_childs_messages_go_without_an_account_too(portal: Portal) {
        let message = json!({ "topic": "support", "name": "Kanarija", "email": "child@example.lv", "message": "Kanarija", "lang": "lv" });
        for child in ["child@example.lv", ""] {
            portal.visitor().post(path::CONTACT, &message).await.is(202);
            let mut draft = form(RequestKind::Guardian, "guardian@example.lv", &format!("a{child}").replace(['@', '.'], "-"));
            draft.child_email = child.into();
            portal.visitor().post(path::REQUESTS, &draft).await.is(202);
            portal.run_jobs().await;
            let code = portal.typed_code_to("guardian@example.lv");
            let Confirmed { request, .. } = portal.visitor().post(path::REQUEST_CONFIRMATION, &RequestCodeDraft { code }).await.ok(200);
            let close = ["staff", "close-guardian", &request.reference, "--nothing-left", "--reason", "Izdzēsts.", "--as", "Ilze"];
            let named = [&close[..], &["--child", "Child@example.lv"]].concat();
            done(portal, if child.is_empty() { &named } else { &close }).await;
            assert_eq!(portal.rows("select cast(count(*) as text) from contact_message").await, [["0"]]);
        }
        // An account is the eraser's alone.
        portal.registered(&company("child@example.lv")).await;
        let report = json!({ "topic": "guardian_report", "name": "Zane", "email": "zane@example.lv", "message": "Bērns", "lang": "lv" });
        let receipt: contract::account::Receipt = portal.visitor().post(path::CONTACT, &report).await.ok(202);
        let close = ["staff", "close-guardian", &receipt.reference, "--nothing-left", "--child", "child@example.lv", "--reason", "x", "--as", "Ilze"];
        let why = not_done(portal, &close).await;
        assert!(why.contains("an account has the child's address"), "{why}");
    }

    async fn a_guardians_report_may_find_nothing_to_remove(portal: Portal) {
        let draft = json!({ "topic": "guardian_report", "name": "Zane", "email": "zane@example.lv", "message": "Bērns", "lang": "lv" });
        let receipt: contract::account::Receipt = portal.visitor().post(path::CONTACT, &draft).await.ok(202);
        let close = ["staff", "close-guardian", &receipt.reference, "--nothing-left", "--reason", "Konts dzēsts agrāk.", "--as", "Ilze"];
        assert!(done(portal, &close).await.contains("granted"));
        portal.run_jobs().await;
        let mail = portal.postman.last_to("zane@example.lv").text;
        assert!(mail.contains("izpildīts") && mail.contains("Konts dzēsts agrāk.") && !mail.contains("certificate="), "{mail}");
        let mut anna = portal.anna().await;
        let reference = anna.file(RequestKind::Complaint, "a").await.reference;
        let why = not_done(portal, &["staff", "close-guardian", &reference, "--nothing-left", "--reason", "x", "--as", "I"]).await;
        assert!(why.contains("no guardian's report"), "{why}");
    }

    async fn another_kind_is_no_guardians_report(portal: Portal) {
        let mut anna = portal.anna().await;
        let reference = anna.file(RequestKind::Complaint, "a").await.reference;
        let why = not_done(portal, &["staff", "close-guardian", &reference, "--remove", "anna@example.lv", "--reason", "x", "--as", "I"]).await;
        assert!(why.contains("no guardian's report"), "{why}");
        assert!(anna.viewer().await.is_some());
    }

    async fn what_is_answered_without_an_account_is_forgotten_after_two_years(portal: Portal) {
        portal.visitor().post(path::REQUESTS, &form(RequestKind::Access, "zane@example.lv", "a")).await.is(202);
        portal.run_jobs().await;
        let code = portal.typed_code_to("zane@example.lv");
        let Confirmed { request, .. } = portal.visitor().post(path::REQUEST_CONFIRMATION, &RequestCodeDraft { code }).await.ok(200);
        done(portal, &["staff", "decide", &request.reference, "grant", "--reason", "x", "--as", "Ilze"]).await;
        for (days, left) in [(729, "1"), (2, "0")] {
            portal.clock.advance(days * DAY);
            vet2b_server::job::sweep(&portal.state).await.unwrap();
            assert_eq!(portal.rows("select cast(count(*) as text) from request").await, [[left]]);
        }
    }
}

/// As [`only`], signed in anew: days have passed.
async fn only_again(client: &mut Client) -> Request {
    client.sign_in("anna@example.lv", crate::portal::PASSWORD).await.is(200);
    only(client).await
}
