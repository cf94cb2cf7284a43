//! What the portal writes to people.

use contract::lang::Lang;
use contract::portal::Topic;
use contract::rights::{RequestKind, RequestState};
use contract::time::Timestamp;
use vet2b_server::config::PublicUrl;
use vet2b_server::mail::Mail;
use vet2b_server::mail::letter::{Letter, RequestFacts};

use crate::portal::{START, on_both};

const DAY: i64 = 86_400;
const LINK: &str = "https://www.vet2b.eu/x#code";
const HOSTILE: &str = "<img src=x onerror=alert(1)> \"&'";

fn request(link: &str) -> RequestFacts {
    RequestFacts {
        kind: RequestKind::Guardian,
        reference: "R-7K3M-9QXA".into(),
        due: "22 December 2026".into(),
        link: link.into(),
        receipt: Some("7K3M-9QXA-C2WD-HJ4R".into()),
        certificate: Some(link.into()),
    }
}

fn letters() -> Vec<Letter> {
    let (link, reference) = (LINK.to_owned(), "R-7K3M-9QXA".to_owned());
    vec![
        Letter::Confirm { link: link.clone(), newsletter: true, reference: reference.clone() },
        Letter::Known { sign_in: link.clone(), recover: link.clone(), reference: reference.clone() },
        Letter::Unknown { register: link.clone(), reference: reference.clone() },
        Letter::Recovery { link: link.clone(), reference: reference.clone() },
        Letter::PasswordChanged { recover: link.clone() },
        Letter::ConfirmEmail { link: link.clone(), reference: reference.clone() },
        Letter::EmailChangeRequested { sessions: link.clone() },
        Letter::EmailChanged { contact: link.clone() },
        Letter::ContactReceived { reference: reference.clone() },
        Letter::ContactForward {
            reference: reference.clone(),
            topic: Topic::GuardianReport,
            name: HOSTILE.into(),
            email: "janis@example.lv".into(),
            message: HOSTILE.into(),
        },
        Letter::ExportReady { link: link.clone() },
        Letter::ErasureRequested {
            link: link.clone(),
            due_at: Timestamp(START.0).plus_seconds(14 * 86_400),
            reference: reference.clone(),
        },
        Letter::ErasureCancelled,
        Letter::PolicyNotice {
            day: "5 January 2027".into(),
            changes: link.clone(),
            consents: link.clone(),
            delete: link.clone(),
        },
        Letter::RequestCode { code: "7K3M-9QXA-C2WD".into(), link: link.clone() },
        Letter::RequestReceived { request: request(&link) },
        Letter::RequestAsked { request: request(&link), question: HOSTILE.into() },
        Letter::RequestAnswered { request: request(&link) },
        Letter::RequestExtended { request: request(&link), reason: HOSTILE.into() },
        Letter::RequestDecided { request: request(&link), state: RequestState::Refused, reason: HOSTILE.into() },
        Letter::StaffRequest { request: request(&link), has_failed: false },
        Letter::StaffRequest { request: request(&link), has_failed: true },
        Letter::StaffReminder { request: request(&link), days_left: 3 },
        Letter::StaffReminder { request: request(&link), days_left: -7 },
        Letter::Farewell { link: link.clone(), reference: reference.clone(), sealed: false, reports: false },
        Letter::Farewell { link: link.clone(), reference: reference.clone(), sealed: false, reports: true },
        Letter::Farewell { link: link.clone(), reference, sealed: true, reports: false },
        Letter::Invitation { link: link.clone(), reference: "R-7K3M-9QXA".into() },
        Letter::InvitationAccepted { activity: link.clone() },
        Letter::ConfirmNewsletter { link: link.clone() },
        Letter::StaffUnanswered { request: request(&link), days: 14 },
    ]
}

fn write(letter: &Letter, lang: Lang) -> Mail {
    let url: PublicUrl = "https://www.vet2b.eu".parse().unwrap();
    letter.write("anna@example.lv", Some(HOSTILE), lang, &url).unwrap()
}

#[test]
fn every_letter_says_why_it_came_and_names_nobody_in_its_subject() {
    for lang in Lang::ALL {
        let why = if lang == Lang::Lv { "Šo vēstuli saņēmāt, jo " } else { "You received this because " };
        for letter in letters() {
            let mail = write(&letter, lang);
            assert!(mail.text.contains(why) && mail.html.contains(why), "{}", mail.text);
            assert!(mail.subject.starts_with("VET2B: ") && mail.subject.len() < 80, "{}", mail.subject);
            for personal in ["anna", "janis", "<", "#"] {
                assert!(!mail.subject.contains(personal), "{}", mail.subject);
            }
            assert!(!mail.text.contains("  "), "no hole in the text: {}", mail.text);
        }
    }
}

#[test]
fn html_is_escaped_and_loads_nothing() {
    for lang in Lang::ALL {
        for letter in letters() {
            let html = write(&letter, lang).html;
            assert!(!html.contains("<img") && html.contains("&#60;img"), "{html}");
            assert!(!html.contains("src=\"") && !html.contains("<link") && !html.contains("url("), "{html}");
            assert!(html.contains(&format!("<html lang=\"{}\">", lang.tag())));
        }
    }
}

#[test]
fn a_letter_in_latvian() {
    insta::assert_snapshot!(write(&letters()[11], Lang::Lv).text, @r##"
    Labdien, <img src=x onerror=alert(1)> "&'!

    Saņēmām jūsu pieprasījumu dzēst VET2B kontu. Kontu un visus tā datus izdzēsīsim 2026. gada 6. decembrī.

    Līdz tam varat pārdomāt. Pēc dzēšanas datus atjaunot vairs nevar.

    Paturēt kontu:
    https://www.vet2b.eu/x#code

    Ar cieņu
    VET2B portāls
    https://www.vet2b.eu

    --
    Šo vēstuli saņēmāt, jo jūsu kontā tika pieprasīta dzēšana. Ja to nedarījāt jūs, atveriet saiti, lai kontu paturētu, un nomainiet paroli.
    Atsauces numurs saziņai ar mums: R-7K3M-9QXA
    "##);
}

#[test]
fn a_letter_in_english() {
    insta::assert_snapshot!(write(&letters()[0], Lang::En).text, @r##"
    Hello, <img src=x onerror=alert(1)> "&'!

    Thank you for registering with the VET2B portal. To finish, please confirm that this e-mail address is yours.

    When registering you chose to receive the newsletter. By confirming the address you confirm this choice too. You can unsubscribe at any time under “My privacy” in the portal.

    Confirm the address:
    https://www.vet2b.eu/x#code

    The link is valid for 48 hours and can be used once.

    Kind regards
    The VET2B portal
    https://www.vet2b.eu

    --
    You received this because your e-mail address was entered in our registration form. If you did not register, there is nothing to do: without the confirmation no account begins, and we delete what was entered after 48 hours.
    Reference number, if you write to us: R-7K3M-9QXA
    "##);
}

on_both! {
    async fn a_mail_travels_as_text_and_html(portal: Portal) {
        portal.anna().await;
        let files = std::fs::read_dir(portal.folder().join("outbox")).unwrap().map(|file| file.unwrap().path());
        let mails: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "eml")).collect();
        assert_eq!(mails.len(), 1);
        let mail = std::fs::read_to_string(&mails[0]).unwrap();
        for part in ["From: VET2B <noreply@vet2b.eu>", "To: anna@example.lv", "Auto-Submitted: auto-generated", "multipart/alternative", "text/plain; charset=utf-8", "text/html; charset=utf-8"] {
            assert!(mail.contains(part), "{part} in {mail}");
        }
    }

    async fn letters_from_before_a_mail_server_was_set_are_forgotten_too(portal: Portal) {
        use vet2b_server::mail::Mailer as _;
        use vet2b_server::mail::outbox::Outbox;
        use vet2b_server::mail::smtp::Smtp;
        portal.anna().await;
        let from = portal.state.config().mail_from.clone();
        assert!(Outbox::existing(portal.folder().join("none"), from.clone()).is_none());
        let left = Outbox::existing(portal.folder().join("outbox"), from.clone());
        let smtp = Smtp::new(&"smtp://127.0.0.1:1".parse().unwrap(), from, left).unwrap();
        let names = ["anna@example.lv".to_owned()];
        assert_eq!(smtp.count(&names).await, Ok(1));
        assert_eq!(smtp.forget(&names, None).await, Ok(1));
        assert_eq!(smtp.count(&names).await, Ok(0));
    }

    async fn old_letters_go_and_the_one_of_a_job_can_be_spared(portal: Portal) {
        use vet2b_server::mail::Mailer as _;
        portal.anna().await;
        let id = portal.rows("select id from outbox").await[0][0].clone();
        let names = ["anna@example.lv".to_owned()];
        assert_eq!(portal.postman.forget(&names, Some(&id)).await, Ok(0));
        assert_eq!(portal.postman.sweep(portal.state.now()).await, Ok(0));
        portal.clock.advance(1);
        assert_eq!(portal.postman.sweep(portal.state.now()).await, Ok(1));
        assert_eq!(portal.postman.count(&names).await, Ok(0));
    }

    async fn a_letter_of_an_old_job_stays_as_long_as_any_other(portal: Portal) {
        use vet2b_server::job;
        use vet2b_server::mail::Mailer as _;
        use vet2b_server::random::id_of;
        use vet2b_server::store::outbox::{Job, Post};
        let names = ["nobody@example.lv".to_owned()];
        let id = id_of(START.plus_seconds(-7 * DAY), &[7; 32]);
        let post = Post::Recovery { email: names[0].clone(), lang: Lang::Lv, reference: "R-7K3M-9QXA".into() };
        let write = async || job::run(&portal.state, &id, &Job::Mail(post.clone())).await.unwrap();
        write().await;
        // What is sent once more is as new as it is then.
        portal.clock.advance(DAY);
        write().await;
        let left = async || {
            job::sweep(&portal.state).await.unwrap();
            portal.postman.count(&names).await.unwrap()
        };
        portal.clock.advance(3 * DAY - 3600);
        assert_eq!(left().await, 1);
        portal.clock.advance(1);
        assert_eq!(left().await, 0);
        assert_eq!(std::fs::read_dir(portal.folder().join("outbox")).unwrap().count(), 0);
        // An earlier version said no time.
        write().await;
        std::fs::write(portal.folder().join(format!("outbox/{id}.to")), "nobody@example.lv").unwrap();
        assert_eq!(left().await, 0);
    }

    async fn an_outbox_forgets_whom_it_is_told_to(portal: Portal) {
        use vet2b_server::mail::Mailer as _;
        portal.anna().await;
        portal.registered(&crate::portal::company("berta@example.lv")).await;
        let count = async |name: &str| portal.postman.count(&[name.to_owned()]).await;
        assert_eq!(count("ANNA@example.lv").await, Ok(1));
        assert_eq!(portal.postman.forget(&["anna@example.lv".to_owned()], None).await, Ok(1));
        assert_eq!(count("anna@example.lv").await, Ok(0));
        assert_eq!(count("berta@example.lv").await, Ok(1));
        let ask = serde_json::json!({ "email": "anna@example.lv", "lang": "lv" });
        portal.visitor().post(contract::path::RECOVERY, &ask).await.is(202);
        portal.run_jobs().await;
        let id = portal.rows("select id from account where email = 'anna@example.lv'").await[0][0].clone();
        assert_eq!(count(&id).await, Ok(1), "a letter to an account is found by the account, too");
    }
}
