use contract::{
    consent::PublicKey,
    privacy::{
        ACTIVITY_LOG, ActivityLink, ActivityLog, CERTIFICATE as SCHEMA, Certificate, CertifiedItem, CertifiedRecipient,
        CertifiedRest, CertifiedState, Fate, Holding, NO_ENTRY, Provider, Recipient, RecipientAction, RecipientState,
        RecipientTask, ToldRecipient,
    },
    rights::{CASE, Case, Request, RequestState},
    time::Timestamp,
};

use super::*;
use crate::{
    here::{Here, provide_here},
    proof::{Document, Verdict},
    rights::timeline::tests::complaint,
};

fn html<V: IntoView + 'static>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        provide_here(Signal::stored(Here { lang: contract::lang::Lang::En, route: Some(Route::Verify) }));
        view().into_any().to_html()
    })
}

fn key() -> PublicKey {
    let (id, public) = ("0011223344556677".into(), String::new());
    PublicKey { id, public, created_at: "2026-11-22T12:00:00Z".into(), replaced_at: None }
}

fn certificate(as_foreseen: bool) -> Certificate {
    let item = |holding: &Holding| CertifiedItem { holding: *holding, shown: 41, foreseen: 42, erased: 42, left: 0 };
    let rest = |until| CertifiedRest {
        holding: Holding::FarewellMail,
        fate: Fate::Kept,
        ground: "GDPR art. 12(3)".into(),
        until,
    };
    let recipients = CertifiedState::ALL.iter();
    let recipients = recipients.map(|state| CertifiedRecipient { recipient: Recipient::MailProvider, state: *state });
    let google = CertifiedRecipient { recipient: Recipient::GoogleAnalytics, state: CertifiedState::NotAsked };
    Certificate {
        schema: SCHEMA.into(),
        reference: "R-7K3M-9QXA".into(),
        controller: "VET2B".into(),
        contact: "contact@vet2b.eu".into(),
        law: "GDPR art. 17".into(),
        requested_at: "2026-11-22T12:00:00Z".into(),
        executed_at: "2026-11-22T12:00:01Z".into(),
        as_foreseen,
        erased: Holding::ALL.iter().map(item).collect(),
        kept: vec![
            rest(None),
            rest(Some("2026-11-25T12:00:01Z".into())),
            CertifiedRest { holding: Holding::RecipientErasures, ..rest(None) },
        ],
        recipients: recipients.chain([google]).collect(),
    }
}

#[test]
fn the_address_says_what_a_person_comes_for() {
    let code = "A".repeat(43);
    assert_eq!(Asked::by(None, false), Asked::Document);
    assert_eq!(Asked::by(None, true), Asked::Address, "the language was changed before the button was pressed");
    assert_eq!(Asked::by(Some(&code), false), Asked::Address);
    assert!(matches!(Asked::by(Some(&format!("certificate={code}")), true), Asked::Certificate(Some(_))));
    assert_eq!(Asked::by(Some("certificate=A"), false), Asked::Certificate(None));
}

#[test]
fn a_link_within_the_page_asks_for_nothing() {
    let is_place = |id: &str| id == "main";
    for asked in [Asked::Document, Asked::Address, Asked::Certificate(None)] {
        assert_eq!(asked.clone().follow(Some("main"), is_place, false), asked);
    }
    assert_eq!(Asked::Unread.follow(Some("main"), is_place, false), Asked::Document);
    assert_eq!(Asked::Document.follow(Some(&"A".repeat(43)), is_place, false), Asked::Address);
    assert_eq!(Asked::Address.follow(None, is_place, false), Asked::Document);
}

#[test]
fn a_certificate_says_everything_in_words() {
    let genuine = |as_foreseen| Verdict::Genuine(Box::new(Document::Certificate(certificate(as_foreseen))), key());
    let html = |as_foreseen| html(move || certificate::shown("{}", &genuine(as_foreseen)));
    let shown = html(true);
    for said in ["R-7K3M-9QXA", "contact@vet2b.eu", "GDPR art. 12(3)", "0011223344556677", "found nothing left"] {
        assert!(shown.contains(said), "{said}");
    }
    assert_eq!(shown.matches("<tr").count(), Holding::ALL.len() + 1);
    assert_eq!(shown.matches("notice--success").count(), 2);
    assert!(html(false).contains("operators have been alerted"));
    assert!(shown.contains("vet2b-erasure.json"));
    assert_eq!(shown.matches("Received e-mails").count(), 1);
    assert_eq!(shown.matches("Counted visits").count(), 1);
}

#[test]
fn a_certificate_says_that_nobody_else_received_data() {
    let alone = Certificate { recipients: Vec::new(), ..certificate(true) };
    let verdict = Verdict::Genuine(Box::new(Document::Certificate(alone)), key());
    assert!(html(move || certificate::shown("{}", &verdict)).contains("Nobody else received data."));
}

#[test]
fn only_what_may_prove_something_is_offered_to_keep() {
    let html = |verdict: Verdict| html(move || certificate::shown("{}", &verdict));
    assert!(html(Verdict::Unable).contains("vet2b-erasure.json"));
    for verdict in [Verdict::Changed, Verdict::UnknownKey, Verdict::NoDocument] {
        assert!(!html(verdict).contains("vet2b-erasure.json"));
    }
}

#[test]
fn only_a_genuine_document_is_shown() {
    let log = ActivityLog {
        schema: ACTIVITY_LOG.into(),
        made_at: "2026-11-22T12:00:00Z".into(),
        number: 1,
        sha256: "a1".into(),
        entries: vec![ActivityLink {
            number: 1,
            previous_sha256: NO_ENTRY.into(),
            at: Timestamp(0),
            kind: "of_a_newer_portal".into(),
            actor: "staff".into(),
            device: "other".into(),
            reason: "R-1 <b>".into(),
            sha256: "a1".into(),
        }],
    };
    let genuine = Verdict::Genuine(Box::new(Document::Activity(log)), key());
    let shown = html(move || result::content(&genuine));
    assert!(shown.contains("of_a_newer_portal") && shown.contains("R-1 &lt;b&gt;"));
    assert!(shown.contains("What the document says"), "a heading leads to it");
    for verdict in [Verdict::Changed, Verdict::Broken(7), Verdict::UnknownKey, Verdict::NoDocument] {
        let shown = html(|| result::sentence(&verdict)) + &html(|| result::content(&verdict));
        assert!(shown.contains("notice--danger") && !shown.contains("<table") && !shown.contains("<h2"));
    }
}

#[test]
fn a_case_file_says_what_was_asked_and_what_happened() {
    let (action, state, at) = (RecipientAction::Restrict, RecipientState::WaitingForProof, Timestamp(0));
    let task = RecipientTask { action, state, requested_at: at, told_at: Some(at), ended_at: None };
    let told = ToldRecipient { provider: Provider::Campayn, task };
    let case = Case {
        schema: CASE.into(),
        person: "Anna Bērziņa".into(),
        email: "anna@example.lv".into(),
        controller: "VET2B".into(),
        contact: "contact@vet2b.eu".into(),
        made_at: "2026-12-01T12:00:00Z".into(),
        request: Request { recipients: vec![told], ..complaint(RequestState::InProgress, 21) },
    };
    let genuine = Verdict::Genuine(Box::new(Document::Case(case)), key());
    let shown = html(|| result::sentence(&genuine)) + &html(|| result::content(&genuine));
    for said in [
        "case file is genuine",
        "R-7K3M-9QXA",
        "Anna Bērziņa",
        "Complaint",
        "Kad reģistrējāties?",
        "the person",
        "Campayn",
        "Waiting for proof",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert!(shown.contains("&lt;script&gt;") && shown.matches("<tr").count() == 3);
    // Of an account's request, taken along by its code, it names nobody.
    let Verdict::Genuine(document, key) = genuine else { return };
    let Document::Case(case) = *document else { return };
    let nameless = Case { person: String::new(), email: String::new(), ..case };
    let genuine = Verdict::Genuine(Box::new(Document::Case(nameless)), key);
    let shown = html(|| result::content(&genuine));
    assert!(shown.contains("R-7K3M-9QXA") && !shown.contains("<dd>, </dd>") && !shown.contains("Anna"), "{shown}");
}
