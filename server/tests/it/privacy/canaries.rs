use std::path::Path;

use contract::account::{EmailDraft, PersonDraft, TokenDraft};
use contract::consent::ConsentDraft;
use contract::lang::Lang;
use contract::path;
use contract::privacy::{ErasureDraft, ErasureTime, Export, NewsletterDraft};
use contract::rights::Confirmed;
use serde_json::json;

use crate::portal::{Client, PASSWORD, Portal, captured_log, company, on_both};

/// What nothing else in the world contains.
const CANARIES: [&str; 14] = [
    "kanarijvards",
    "kanarijuzvards",
    "kanarij-adrese",
    "kanarij-jauna",
    "kanarij-parmainita",
    "kanarij-gaidosa",
    "5550199887",
    "Kanarijputniņi",
    "Kanarijiela",
    "Kanarijzina",
    "Kanarijcits",
    "198.51.100",
    "192.0.2.0",
    "LV-9137",
];

fn draft() -> contract::account::RegistrationDraft {
    let mut draft = company("Kanarij-Adrese@example.lv");
    draft.person.name = "Kanarijvards".into();
    draft.person.surname = "Kanarijuzvards".into();
    draft.person.phone = "+371 5550199887".into();
    draft.organisation.name = "SIA Kanarijputniņi".into();
    draft.organisation.street = "Kanarijiela 1".into();
    draft.organisation.postcode = "LV-9137".into();
    draft.declarations.newsletter = true;
    draft
}

async fn write(client: &mut Client, email: &str) {
    let message = json!({
        "topic": "support", "name": "Kanarijvards", "email": email, "message": "Kanarijzina", "lang": "lv"
    });
    client.post(path::CONTACT, &message).await.is(202);
}

/// Asks for rights in words: signed in, by code, as a guardian, and without confirming it.
async fn ask(portal: &Portal, client: &mut Client) {
    let words = "Kanarijzina";
    let complaint = json!({ "kind": "complaint", "words": words, "lang": "lv", "key": "kanarij-0123456789" });
    client.post(path::ME_REQUESTS, &complaint).await.is(201);
    for (kind, confirmed) in [("guardian", true), ("access", false)] {
        let form = json!({
            "kind": kind, "name": "Kanarijvards", "email": "kanarij-jauna@example.lv", "words": words, "lang": "lv",
            "key": format!("kanarij-0123456789-{kind}")
        });
        client.post(path::REQUESTS, &form).await.is(202);
        portal.run_jobs().await;
        if confirmed {
            let code = portal.typed_code_to("kanarij-jauna@example.lv");
            let Confirmed { request, .. } =
                client.post(path::REQUEST_CONFIRMATION, &json!({ "code": code })).await.ok(200);
            // An open report about a child would stay until it is closed.
            let close =
                format!("staff close-guardian {} --nothing-left --reason Kanarijiela --as Ilze", request.reference);
            assert!(portal.command(&close).await.1);
        }
    }
    let disclose = "staff disclose --account kanarij-jauna@example.lv --recipient Kanarijputniņi --ground safety --reason Kanarijiela --as Ilze";
    assert!(portal.command(disclose).await.1);
}

/// Messages of two people by turns and of many lengths, so that the database moves its rows about.
async fn crowd(portal: &Portal, client: &mut Client) {
    for n in 0..60_usize {
        for (name, email) in [("Berta", "berta@example.lv"), ("Kanarijvards", "kanarij-jauna@example.lv")] {
            let text = format!("{name} {}", "Kanarijzina ".repeat(if name == "Berta" { 0 } else { n * 7 % 150 + 1 }));
            let message = json!({ "topic": "support", "name": name, "email": email, "message": text, "lang": "lv" });
            client.post(path::CONTACT, &message).await.is(202);
        }
        if n % 10 == 0 {
            portal.run_jobs().await;
        }
    }
}

/// Leaves traces wherever a person can.
async fn live(portal: &Portal) -> Client {
    let mut client = portal.visitor();
    client.address = "198.51.100.23:4000".parse().unwrap();
    client.post(path::REGISTRATIONS, &draft()).await.is(202);
    client.post(path::REGISTRATIONS, &draft()).await.is(202);
    portal.run_jobs().await;
    let token = portal.postman.code_to("kanarij-adrese@example.lv");
    client.post(path::REGISTRATION_CONFIRMATION, &TokenDraft { token }).await.is(200);
    let allowed = ConsentDraft { preferences: Some(true), statistics: Some(true), ..ConsentDraft::default() };
    client.post(path::CONSENT, &allowed).await.is(200);
    let mut elsewhere = client.clone();
    elsewhere.address = "192.0.2.9:4000".parse().unwrap();
    elsewhere.post(path::USAGE, &json!({ "opened": "/lv/my-privacy/delete" })).await.is(204);
    client.sign_in("kanarij-adrese@example.lv", "kanarijcits-parole-1").await;
    client.sign_in("kanarij-adrese@example.lv", PASSWORD).await.is(200);
    for granted in [false, true] {
        client.put(path::ME_NEWSLETTER, &NewsletterDraft { granted, lang: Lang::Lv }).await.is(200);
    }
    let person = PersonDraft { name: "Kanarijcits".into(), ..draft().person };
    client.put(path::ME_PERSON, &person).await.is(200);
    write(&mut client, "KANARIJ-adrese@example.lv").await;
    let recovery = EmailDraft { email: "kanarij-adrese@example.lv".into(), lang: Lang::Lv };
    client.post(path::RECOVERY, &recovery).await.is(202);
    for email in ["kanarij-jauna@example.lv", "kanarij-parmainita@example.lv", "kanarij-gaidosa@example.lv"] {
        client.prove().await;
        client.post(path::ME_EMAIL, &EmailDraft { email: email.into(), lang: Lang::Lv }).await.is(202);
        portal.run_jobs().await;
        if email.contains("jauna") {
            let token = portal.postman.code_to(email);
            client.post(path::EMAIL_CONFIRMATION, &TokenDraft { token }).await.is(204);
        }
    }
    ask(portal, &mut client).await;
    crowd(portal, &mut client).await;
    portal.clock.advance(73 * 3600);
    client.sign_in("kanarij-jauna@example.lv", PASSWORD).await.is(200);
    let _: Export = client.post(path::ME_EXPORTS, &()).await.ok(202);
    portal.run_jobs().await;
    // Mails and a job that wait.
    let recovery = EmailDraft { email: "kanarij-jauna@example.lv".into(), lang: Lang::Lv };
    client.post(path::RECOVERY, &recovery).await.is(202);
    let _: Export = client.post(path::ME_EXPORTS, &()).await.ok(202);
    client
}

fn find(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    CANARIES.into_iter().filter(|canary| text.contains(&canary.to_lowercase())).collect()
}

/// The canaries in a file's bytes, also where the bytes around them are no text.
fn find_in_file(path: &Path) -> Vec<&'static str> {
    find(&String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()))
}

/// The canaries in the outbox folder's files, mails decoded.
fn find_in_outbox(portal: &Portal) -> Vec<(String, Vec<&'static str>)> {
    let files = std::fs::read_dir(portal.folder().join("outbox")).unwrap().map(|entry| entry.unwrap().path());
    let found = files.map(|path| {
        let mail = std::fs::read_to_string(&path).unwrap();
        (mail.clone(), find(&format!("{mail}{}", mail.replace("=\r\n", ""))))
    });
    found.filter(|(_, found)| !found.is_empty()).collect()
}

on_both! {
    async fn nothing_of_an_erased_person_is_found_anywhere_but_in_the_last_mail(portal: Portal) {
        let (guard, log) = captured_log();
        let mut other = portal.registered(&company("berta@example.lv")).await;
        let mut client = live(portal).await;
        client.sign_in("kanarij-jauna@example.lv", "kanarijcits-parole-2").await.is(401);
        let failures = async || portal.rows("select cast(count(*) as text) from sign_in_failure").await;
        assert_eq!(failures().await, [["1"]]);
        let mut before = portal.every_value().await.join("\n");
        for (mail, _) in find_in_outbox(portal) {
            before.push_str(&mail);
        }
        for canary in CANARIES {
            assert!(find(&before).contains(&canary), "{canary} was planted");
        }
        client.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::Now }).await.is(202);
        portal.run_jobs().await;
        drop(guard);
        let log = log();
        assert!(log.contains("\"path\":\"/api/v1/me/erasure\""), "it is the log");
        assert_eq!(log.lines().find(|line| !find(line).is_empty()), None);
        let marks = portal.folder().join("erased.log");
        assert!(marks.exists() && find_in_file(&marks).is_empty());
        for value in portal.every_value().await {
            assert_eq!(find(&value), [""; 0], "{value}");
        }
        if portal.is_on_sqlite() {
            for end in ["", "-wal", "-shm"] {
                let file = portal.folder().join(format!("vet2b.sqlite{end}"));
                assert_eq!(find_in_file(&file), [""; 0], "{}", file.display());
            }
        }
        assert_eq!(failures().await, [["0"]]);
        for table in ["usage", "consent_device", "account_consent"] {
            assert_eq!(portal.rows(&format!("select cast(count(*) as text) from {table}")).await, [["0"]], "{table}");
        }
        let left = find_in_outbox(portal);
        // One mail and its label: to the address, and nothing else of the person.
        assert_eq!(left.len(), 2, "{left:?}");
        for (mail, found) in &left {
            assert_eq!(found, &["kanarij-jauna"], "{mail}");
        }
        other.sign_in("berta@example.lv", PASSWORD).await.is(200);
    }
}
