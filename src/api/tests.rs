//! What serde writes on the server, the browser's reader takes back whole.

use contract::{
    account::{Account, Invitation, OrganisationKind, OrganisationReply, PersonReply, Receipt, Session, Viewer},
    check::{Field, Flaw, Violation},
    consent::{
        Answer, Asked, ConsentRecord, ConsentReply, Decision, How, Place, PublicKey, Purpose as ConsentPurpose,
        Receipt as ConsentReceipt, ReceiptPurpose, Signature, SignedReceipt, UsageEntry,
    },
    lang::Lang,
    page::Page,
    policy::{
        Audience, Block, Change, Clause, Inline, Materiality, Policy, PolicyEvent, PolicyRecord, Standing, Succession,
        VersionEntry,
    },
    privacy::{
        Activity, ActivityKind, ActivityLink, ActivityLog, Actor, Category, CategoryReport, Certificate, CertifiedItem,
        CertifiedRecipient, CertifiedRest, CertifiedState, ConsentChange, Consents, DataMap, Device, Erasure,
        ErasureItem, ErasurePreview, Export, ExportState, Fate, Ground, Held, Holding, LimitReport, Provider,
        ProviderReport, Purpose, Recipient, RecipientAction, RecipientState, RecipientTask, Retention, SessionEntry,
        SignedActivityLog, SignedCertificate, ToldRecipient,
    },
    problem::Code,
    rights::{
        Case, Concern, Confirmed, Disclosure, DisclosureGround, Pause, Request, RequestEvent, RequestEventKind,
        RequestKind, RequestState, Requests, SignedCase, Timeline,
    },
    time::Timestamp,
};

use super::*;

const AT: Timestamp = Timestamp(1_790_000_000_123_456);

/// Writes, reads, compares.
fn reads_back<T: Serialize + Read + PartialEq + std::fmt::Debug>(value: &T) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(browser::json::parse(&text).and_then(T::read).as_ref(), Some(value), "{text}");
}

fn text() -> String {
    "Jānis \"<b>\" 🦊\n".into()
}

#[test]
fn accounts() {
    let viewer = Viewer {
        name: text(),
        surname: text(),
        email: text(),
        organisation: text(),
        kind: OrganisationKind::School,
        authenticated_at: AT,
        erasure_due: Some(AT),
        policy_due: Some(Succession { version: 2, since: 1, effective: text() }),
    };
    reads_back(&Session::Guest);
    reads_back(&Session::SignedIn(Viewer { erasure_due: None, policy_due: None, ..viewer.clone() }));
    reads_back(&Session::SignedIn(viewer));
    reads_back(&Receipt { reference: text() });
    let invitation = Invitation { organisation: text(), from: text(), leaves: None, deletes: false };
    reads_back(&Invitation { leaves: Some(text()), deletes: true, ..invitation.clone() });
    reads_back(&invitation);
    reads_back(&Account {
        person: PersonReply { name: text(), surname: text(), phone: String::new() },
        email: text(),
        pending_email: None,
        lang: Lang::En,
        kind: OrganisationKind::Company,
        organisation: OrganisationReply {
            name: text(),
            country: text(),
            region: text(),
            city: text(),
            street: text(),
            postcode: text(),
            registration_number: text(),
            oid: text(),
        },
        created_at: AT,
    });
}

#[test]
fn problems() {
    let flaws = [
        Flaw::Required,
        Flaw::TooShort { min: 15 },
        Flaw::TooLong { max: 128 },
        Flaw::Malformed,
        Flaw::Unprintable,
        Flaw::Guessable,
        Flaw::Common,
        Flaw::Wrong,
        Flaw::Outdated,
    ];
    let violations = flaws.map(|flaw| Violation { field: Field::OrganisationName, flaw });
    reads_back(&Problem::invalid(violations.into()));
    for code in Code::ALL {
        reads_back(&Problem::new(*code));
    }
    let full =
        Problem { retry_after: Some(7), until: Some(AT), request_id: Some(text()), ..Problem::new(Code::CoolingOff) };
    reads_back(&full);
}

#[test]
fn policies() {
    let run = vec![
        Inline::Text { text: text() },
        Inline::Strong { text: text() },
        Inline::Emphasis { text: text() },
        Inline::Link { href: text(), text: text() },
    ];
    let blocks = vec![
        Block::Paragraph(run.clone()),
        Block::Heading(run.clone()),
        Block::Bullets(vec![run.clone(), Vec::new()]),
        Block::Numbers(vec![run.clone()]),
    ];
    let changes: Vec<_> = Materiality::ALL
        .iter()
        .map(|materiality| Change { clause: text(), materiality: *materiality, audiences: Audience::ALL.to_vec() })
        .collect();
    let policy = Policy {
        version: text(),
        lang: Lang::Lv,
        title: text(),
        effective: text(),
        published: text(),
        sha256: text(),
        changes: changes.clone(),
        clauses: vec![Clause { id: text(), title: text(), summary: run, blocks }],
    };
    let entries = Standing::ALL.iter().map(|standing| VersionEntry {
        version: text(),
        effective: text(),
        published: text(),
        standing: *standing,
        sha256: text(),
        changes: changes.clone(),
    });
    reads_back(&policy);
    reads_back(&entries.collect::<Vec<_>>());
}

#[test]
fn decisions() {
    let (yes, no) = (Answer { granted: true, version: 2 }, Answer { granted: false, version: 1 });
    let decision = Decision {
        preferences: no.clone(),
        statistics: yes.clone(),
        at: 1_790_000_000,
        how: How::NoScript,
        subject: text(),
        recorded: true,
        asked: None,
    };
    let record = ConsentRecord {
        number: 3,
        preferences: yes,
        statistics: no,
        at: AT,
        how: How::Account,
        lang: Lang::Lv,
        text: text(),
    };
    reads_back(&decision);
    let asked = Asked { place: Place::Footer, lang: Lang::En, purposes: vec![ConsentPurpose::Statistics] };
    reads_back(&Decision { recorded: false, asked: Some(asked), ..decision.clone() });
    reads_back(&ConsentReply { decision: None, history: Vec::new() });
    reads_back(&ConsentReply { decision: Some(decision), history: vec![record] });
}

#[test]
fn proofs_and_statistics() {
    let receipt = ConsentReceipt {
        schema: text(),
        number: 3,
        subject: text(),
        controller: text(),
        contact: text(),
        jurisdiction: text(),
        policy: text(),
        lang: Lang::En,
        notice: text(),
        notice_sha256: text(),
        purposes: vec![ReceiptPurpose {
            purpose: contract::consent::Purpose::Statistics,
            version: 2,
            words: text(),
            granted: true,
            basis: text(),
            recipients: vec![text()],
            items: Vec::new(),
        }],
        how: How::Settings,
        given_at: text(),
        expires_at: text(),
        withdraw: text(),
        ledger_sha256: text(),
    };
    let signature = Signature { algorithm: text(), key: text(), value: text() };
    reads_back(&SignedReceipt { receipt, signature });
    reads_back(&vec![PublicKey { id: text(), public: text(), created_at: text(), replaced_at: None }]);
    reads_back(&vec![UsageEntry {
        day: text(),
        path: text(),
        visits: 1,
        seconds: 2,
        device: Device::Other,
        network: text(),
    }]);
}

#[test]
fn the_dashboard() {
    reads_back(&DataMap {
        categories: vec![CategoryReport {
            category: Category::Usage,
            count: 0,
            purposes: Purpose::ALL.to_vec(),
            grounds: Ground::ALL.to_vec(),
            recipients: Recipient::ALL.to_vec(),
            retention: Retention::Security,
        }],
    });
    reads_back(&Held { field: text(), value: text() });
    reads_back(&Consents {
        newsletter: true,
        newsletter_requested_at: Some(AT),
        newsletter_limited: true,
        newsletter_history: vec![ConsentChange { granted: true, requested_at: AT, at: AT, policy_version: text() }],
        policy: vec![PolicyRecord {
            event: PolicyEvent::PurposeRefused,
            version: text(),
            lang: Lang::Lv,
            clause: text(),
            sha256: text(),
            at: AT,
        }],
    });
    reads_back(&vec![Export {
        id: text(),
        state: ExportState::Ready,
        done: 3,
        of: 9,
        bytes: Some(123_456_789_012),
        requested_at: AT,
        expires_at: None,
    }]);
    let items = vec![ErasureItem { holding: Holding::FarewellMail, count: 1, fate: Fate::Anonymised }];
    reads_back(&ErasurePreview { items: items.clone(), due_at: AT, last_administrator_of: None });
    reads_back(&ErasurePreview { items, due_at: AT, last_administrator_of: Some(text()) });
    reads_back(&Some(Erasure { requested_at: AT, due_at: AT, reference: text(), certificate: text() }));
    reads_back(&None::<Erasure>);
    let entry = Activity {
        at: AT,
        kind: ActivityKind::SignInFailed,
        actor: Actor::System,
        device: Device::Other,
        number: 3,
        sha256: text(),
        reason: text(),
    };
    reads_back(&Page { items: vec![entry.clone()], next: Some(text()) });
    reads_back(&Page { items: vec![entry], next: None });
    reads_back(&SessionEntry {
        id: text(),
        current: true,
        created_at: AT,
        last_seen_at: AT,
        device: Device::Safari,
        network: text(),
    });
}

#[test]
fn certificates_and_activity_logs() {
    let states = CertifiedState::ALL.iter();
    let recipients = states.map(|state| CertifiedRecipient { recipient: Recipient::MailProvider, state: *state });
    let item = |holding: &Holding| CertifiedItem { holding: *holding, shown: 1, foreseen: 2, erased: 3, left: 0 };
    let rest = |until| CertifiedRest { holding: Holding::Certificate, fate: Fate::Kept, ground: text(), until };
    let certificate = Certificate {
        schema: text(),
        reference: text(),
        controller: text(),
        contact: text(),
        law: text(),
        requested_at: text(),
        executed_at: text(),
        as_foreseen: true,
        erased: Holding::ALL.iter().map(item).collect(),
        kept: vec![rest(None), rest(Some(text()))],
        recipients: recipients.collect(),
    };
    let signature = Signature { algorithm: text(), key: text(), value: text() };
    reads_back(&SignedCertificate { certificate, signature: signature.clone() });
    let link = ActivityLink {
        number: 1,
        previous_sha256: text(),
        at: AT,
        kind: text(),
        actor: text(),
        device: text(),
        reason: text(),
        sha256: text(),
    };
    let activity =
        ActivityLog { schema: text(), made_at: text(), number: 1, sha256: text(), entries: vec![link.clone(), link] };
    reads_back(&SignedActivityLog { activity, signature });
}

#[test]
fn requests() {
    let timeline = Timeline {
        received_on: text(),
        due_on: text(),
        today: text(),
        days_left: -3,
        days: 31,
        extension: 2,
        pauses: vec![Pause { from: text(), until: None }, Pause { from: text(), until: Some(text()) }],
    };
    let event =
        |kind: &RequestEventKind| RequestEvent { kind: *kind, actor: Actor::Staff, at: AT, on: text(), reason: text() };
    let told = |state: &RecipientState| {
        let action = RecipientAction::Rectify;
        let task = RecipientTask { action, state: *state, requested_at: AT, told_at: Some(AT), ended_at: None };
        ToldRecipient { provider: Provider::Campayn, task }
    };
    let request = Request {
        id: text(),
        reference: text(),
        kind: RequestKind::Complaint,
        concern: Concern::NewPurpose,
        words: text(),
        lang: Lang::En,
        state: RequestState::PartlyGranted,
        by_portal: false,
        timeline,
        events: RequestEventKind::ALL.iter().map(event).collect(),
        recipients: RecipientState::ALL.iter().map(told).collect(),
        closed_at: Some(AT),
    };
    reads_back(&Confirmed { receipt: text(), request: request.clone() });
    let case = Case {
        schema: text(),
        person: text(),
        email: text(),
        controller: text(),
        contact: text(),
        made_at: text(),
        request: request.clone(),
    };
    reads_back(&SignedCase { case, signature: Signature { algorithm: text(), key: text(), value: text() } });
    let ground = DisclosureGround::RightsOrProperty;
    let disclosures = vec![Disclosure { at: AT, recipient: text(), ground, reason: text() }];
    reads_back(&Requests { requests: vec![Request { closed_at: None, ..request }], disclosures });
}

#[test]
fn what_is_of_another_form_is_unreadable() {
    for wrong in ["", "null", "{}", r#"{"state":"x"}"#, r#"{"state":"signed_in","name":1}"#, "[]", "<html>"] {
        assert_eq!(browser::json::parse(wrong).and_then(Session::read), None, "{wrong}");
    }
}

#[test]
fn limits_and_recipients() {
    for purpose in Purpose::ALL {
        reads_back(&vec![LimitReport {
            purpose: *purpose,
            categories: vec![Category::Usage],
            grounds: vec![Ground::Consent],
            restricted_since: Some(AT),
            objected_since: None,
        }]);
    }
    for state in RecipientState::ALL {
        let action = RecipientAction::Unsubscribe;
        let task = RecipientTask { action, state: *state, requested_at: AT, told_at: Some(AT), ended_at: None };
        let (provider, tasks) = (Provider::Mailchimp, vec![task]);
        reads_back(&vec![ProviderReport { provider, configured: true, holds: true, since: Some(AT), tasks }]);
    }
}
