use contract::path;
use serde_json::{Value, json};

use crate::portal::{Answer, company, on_both};

/// A form about an address.
type Body = fn(&str) -> Value;

/// All that a stranger sees, without what is random in every answer.
fn seen(answer: &Answer) -> (u16, Vec<(String, String)>, Value) {
    let random = ["x-request-id"];
    let headers = answer.headers.iter().filter(|(name, _)| !random.contains(&name.as_str()));
    let mut headers: Vec<_> =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    headers.sort();
    let mut body: Value = answer.json();
    for random in ["reference", "request_id"] {
        if let Some(value) = body.get_mut(random) {
            *value = json!(value.as_str().unwrap().len());
        }
    }
    (answer.status.as_u16(), headers, body)
}

on_both! {
    async fn nobody_learns_which_addresses_are_known(portal: Portal) {
        portal.anna().await;
        portal.visitor().post(path::REGISTRATIONS, &company("waits@example.lv")).await.is(202);
        portal.run_jobs().await;
        let bodies: [(&str, Body); 4] = [
            (path::REGISTRATIONS, |email| serde_json::to_value(company(email)).unwrap()),
            (path::REGISTRATION_MAIL, |email| json!({ "email": email, "lang": "lv" })),
            (path::RECOVERY, |email| json!({ "email": email, "lang": "lv" })),
            (path::SESSION, |email| json!({ "email": email, "password": "wrong-harbour-lamp" })),
        ];
        for (path, body) in bodies {
            let known = portal.visitor().post(path, &body("anna@example.lv")).await;
            let waits = portal.visitor().post(path, &body("waits@example.lv")).await;
            let unknown = portal.visitor().post(path, &body("abcd@example.lv")).await;
            assert_eq!(seen(&known), seen(&unknown), "{path}");
            assert_eq!(seen(&waits), seen(&unknown), "{path}");
        }
    }

    async fn a_mail_is_sent_for_every_address_so_that_the_work_is_the_same(portal: Portal) {
        portal.anna().await;
        for email in ["anna@example.lv", "nobody@example.lv"] {
            let before = portal.postman.to(email).len();
            for path in [path::RECOVERY, path::REGISTRATION_MAIL] {
                portal.visitor().post(path, &json!({ "email": email, "lang": "lv" })).await.is(202);
            }
            portal.visitor().post(path::REGISTRATIONS, &company(email)).await.is(202);
            portal.run_jobs().await;
            assert_eq!(portal.postman.to(email).len() - before, 3, "{email}");
        }
    }

    async fn messages_in_somebodys_name_do_not_use_up_the_mails_that_let_them_in_again(portal: Portal, ["--mails-per-hour", "2"]) {
        portal.anna().await;
        for (words, status) in [("A", 202), ("B", 202), ("C", 429)] {
            let draft = json!({ "topic": "support", "name": "Z", "email": "anna@example.lv", "message": words, "lang": "lv" });
            portal.visitor().post(path::CONTACT, &draft).await.is(status);
        }
        portal.visitor().post(path::RECOVERY, &json!({ "email": "Anna@example.lv", "lang": "lv" })).await.is(202);
    }

    async fn a_wrong_password_writes_as_much_for_an_unknown_address_as_for_a_known_one(portal: Portal) {
        if !portal.is_on_sqlite() {
            return;
        }
        portal.anna().await;
        let mut written = Vec::new();
        for email in ["warm-up@example.lv", "anna@example.lv", "abcd@example.lv"] {
            let size = || std::fs::metadata(portal.folder().join("vet2b.sqlite-wal")).unwrap().len();
            let before = size();
            portal.visitor().sign_in(email, "wrong-harbour-lamp").await.is(401);
            written.push(size() - before);
        }
        assert!(written[1] > 0 && written[1].abs_diff(written[2]) <= 2 * 4120, "pages in the log: {written:?}");
    }

    async fn mails_to_one_address_are_limited_known_or_not(portal: Portal, ["--mails-per-hour", "2"]) {
        portal.registered(&company("anna@example.lv")).await;
        for email in ["anna@example.lv", "nobody@example.lv"] {
            let mut statuses = Vec::new();
            for _ in 0..3 {
                let answer = portal.visitor().post(path::RECOVERY, &json!({ "email": email, "lang": "lv" })).await;
                statuses.push(answer.status.as_u16());
            }
            assert_eq!(statuses, [202, 202, 429], "{email}");
        }
        portal.clock.advance(3600);
        portal.visitor().post(path::RECOVERY, &json!({ "email": "anna@example.lv", "lang": "lv" })).await.is(202);
    }
}
