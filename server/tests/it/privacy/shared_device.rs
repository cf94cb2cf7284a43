//! A device that several people use: what was counted and decided while it was one's stays that one's.

use axum::http::header;
use contract::consent::{Answer as Given, ConsentDraft, ConsentReply, DECISION, Decision, How, Place};
use contract::path;
use contract::privacy::{Category, ErasureDraft, ErasurePreview, ErasureTime, Fate, Holding};
use contract::problem::Code;

use super::devices::{BOTH, copied, count, looks_around};
use crate::portal::{Client, PASSWORD, Portal, company, on_both};

const ANNA: &str = "anna@example.lv";
const BERTA: &str = "berta@example.lv";

/// What the device's cookie says.
fn cookie(client: &Client) -> Decision {
    Decision::from_cookie(&client.cookies[DECISION.name]).unwrap()
}

/// Whose the devices are, by their names.
async fn holders(portal: &Portal) -> Vec<(String, String)> {
    let sql = "select d.subject, coalesce(a.email, '') from consent_device d left join account a on a.id = d.account_id \
               order by d.changed_at, a.email, d.subject";
    portal.rows(sql).await.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect()
}

async fn broken_link(portal: &Portal) -> Option<i64> {
    vet2b_server::store::consent::broken_link(&mut portal.state.db().read().await.unwrap(), 10_000).await.unwrap()
}

async fn history(client: &mut Client) -> Vec<How> {
    let reply: ConsentReply = client.get(path::CONSENT).await.ok(200);
    reply.history.iter().map(|record| record.how).collect()
}

/// Anna allows everything, looks around and signs out; some while later Berta signs in with the same browser, elsewhere.
async fn handed_on(portal: &Portal) -> Client {
    portal.registered(&company(BERTA)).await;
    let mut shared = portal.anna().await;
    shared.post(path::CONSENT, &BOTH).await.is(200);
    looks_around(&mut shared).await;
    shared.delete(path::SESSION).await.is(204);
    portal.clock.advance(60);
    shared.address = "192.0.2.44:1".parse().unwrap();
    shared.sign_in(BERTA, PASSWORD).await.is(200);
    shared
}

async fn signed_in(portal: &Portal, email: &str) -> Client {
    let mut client = portal.visitor();
    client.address = "198.51.100.1:1".parse().unwrap();
    client.sign_in(email, PASSWORD).await.is(200);
    client
}

async fn opens(client: &mut Client, page: &str) {
    client.post(path::USAGE, &serde_json::json!({ "opened": page })).await.is(204);
}

on_both! {
    async fn each_keeps_what_is_theirs(portal: Portal) {
        let mut shared = handed_on(portal).await;
        opens(&mut shared, "/lv/cookies").await;
        assert_eq!(count(&mut shared, Category::Usage).await, 1);
        let annas = &portal.rows("select subject from usage where path = '/lv/privacy'").await[0][0];
        for file in ["data/usage.json", "data/consents.json"] {
            let bertas = copied(portal, &mut shared, file).await;
            for foreign in ["/lv/privacy", "203.0.113.0/24", annas.as_str()] {
                assert!(!bertas.contains(&format!("\"{foreign}\"")), "{foreign} in {file}: {bertas}");
            }
        }
        let mut anna = signed_in(portal, ANNA).await;
        assert_eq!(count(&mut anna, Category::Usage).await, 2);
        let usage = copied(portal, &mut anna, "data/usage.json").await;
        assert!(usage.contains("\"/lv/privacy\"") && !usage.contains("\"/lv/cookies\""), "{usage}");
        let preview: ErasurePreview = anna.get(path::ME_ERASURE_PREVIEW).await.ok(200);
        let told = preview.items.iter().find(|item| item.holding == Holding::Usage).map(|item| (item.count, item.fate));
        assert_eq!(told, Some((2, Fate::Deleted)));
        anna.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::Now }).await.is(202);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select path from usage").await, [["/lv/cookies"]]);
        assert_eq!(count(&mut shared, Category::Usage).await, 1);
    }

    async fn another_person_gets_another_name_and_the_choice_stays(portal: Portal) {
        portal.registered(&company(BERTA)).await;
        let mut shared = portal.anna().await;
        let annas: Decision = shared.post(path::CONSENT, &BOTH).await.ok(200);
        shared.delete(path::SESSION).await.is(204);
        portal.clock.advance(60);
        shared.sign_in(ANNA, PASSWORD).await.is(200);
        shared.get("/lv").await.is(200);
        assert_eq!((cookie(&shared), history(&mut shared).await), (annas.clone(), vec![How::Banner]), "it is the same person");
        let answer = shared.sign_in(BERTA, PASSWORD).await;
        assert_eq!(answer.headers.get_all(header::SET_COOKIE).iter().count(), 2);
        let bertas = cookie(&shared);
        assert_ne!(bertas.subject, annas.subject);
        assert_eq!(bertas, Decision { subject: bertas.subject.clone(), how: How::Inherited, ..annas.clone() });
        assert_eq!(history(&mut shared).await, [How::Inherited]);
        let texts = "select cast(count(distinct text) as text) from consent_record";
        assert_eq!(portal.rows(texts).await, [["1"]], "the words are those that the device has answered");
        assert_eq!(holders(portal).await, [(annas.subject, ANNA.into()), (bertas.subject.clone(), BERTA.into())]);
        shared.get("/lv").await.is(200);
        shared.prove().await;
        assert_eq!((cookie(&shared), history(&mut shared).await.len()), (bertas, 1), "once");
        assert_eq!(broken_link(portal).await, None);
    }

    async fn whoever_comes_back_withdraws_what_was_counted_before(portal: Portal) {
        let mut shared = handed_on(portal).await;
        opens(&mut shared, "/lv/cookies").await;
        let bertas = cookie(&shared);
        shared.sign_in(ANNA, PASSWORD).await.is(200);
        let annas = cookie(&shared);
        assert!(annas.subject != bertas.subject && holders(portal).await.len() == 3);
        assert_eq!(count(&mut shared, Category::Usage).await, 2);
        let withdrawal = ConsentDraft { place: Place::Settings, statistics: Some(false), ..BOTH };
        shared.post(path::CONSENT, &withdrawal).await.is(200);
        assert_eq!(count(&mut shared, Category::Usage).await, 0);
        assert_eq!(portal.rows("select path from usage").await, [["/lv/cookies"]]);
        assert_eq!(cookie(&shared).subject, annas.subject);
    }

    async fn a_stricter_choice_elsewhere_holds_under_the_new_name(portal: Portal) {
        let nothing = ConsentDraft { preferences: Some(false), statistics: Some(false), ..BOTH };
        portal.registered(&company(BERTA)).await.post(path::CONSENT, &nothing).await.is(200);
        let mut shared = portal.anna().await;
        let annas: Decision = shared.post(path::CONSENT, &BOTH).await.ok(200);
        looks_around(&mut shared).await;
        portal.clock.advance(60);
        shared.sign_in(BERTA, PASSWORD).await.is(200);
        let bertas = cookie(&shared);
        assert!(!bertas.statistics.granted && !bertas.preferences.granted && bertas.subject != annas.subject);
        assert_eq!(history(&mut shared).await, [How::Account]);
        let allowed = "select subject from consent_device where statistics = 1";
        assert_eq!(portal.rows(allowed).await, [[annas.subject.as_str()]], "what Anna has allowed stays allowed");
        assert_eq!(count(&mut signed_in(portal, ANNA).await, Category::Usage).await, 2);
    }

    async fn confirming_an_address_on_it_counts_as_signing_in(portal: Portal) {
        let mut shared = portal.anna().await;
        let annas: Decision = shared.post(path::CONSENT, &BOTH).await.ok(200);
        shared.delete(path::SESSION).await.is(204);
        shared.post(path::REGISTRATIONS, &company(BERTA)).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to(BERTA);
        shared.post(path::REGISTRATION_CONFIRMATION, &contract::account::TokenDraft { token }).await.is(200);
        assert_ne!(cookie(&shared).subject, annas.subject);
        assert_eq!(history(&mut shared).await, [How::Inherited]);
        assert!(holders(portal).await.contains(&(annas.subject, ANNA.into())));
    }

    async fn while_nobody_is_signed_in_it_goes_on_under_its_name(portal: Portal) {
        let mut shared = portal.anna().await;
        let annas: Decision = shared.post(path::CONSENT, &BOTH).await.ok(200);
        shared.delete(path::SESSION).await.is(204);
        looks_around(&mut shared).await;
        assert_eq!(count(&mut signed_in(portal, ANNA).await, Category::Usage).await, 2);
        let refused = ConsentDraft { statistics: Some(false), ..BOTH };
        shared.post(path::CONSENT, &refused).await.is(200);
        assert_eq!((cookie(&shared).subject, history(&mut shared).await.len()), (annas.subject, 2));
        assert_eq!(count(&mut signed_in(portal, ANNA).await, Category::Usage).await, 0);
    }

    async fn a_cookie_that_names_anothers_is_renewed_by_a_page_or_a_decision(portal: Portal) {
        let mut phone = portal.anna().await;
        let annas: Decision = phone.post(path::CONSENT, &BOTH).await.ok(200);
        looks_around(&mut phone).await;
        let bertas = portal.registered(&company(BERTA)).await;
        let stale = || {
            let mut client = bertas.clone();
            client.cookies.insert(DECISION.name.into(), annas.to_cookie());
            client
        };
        let mut by_page = stale();
        by_page.get("/lv").await.is(200);
        let mut by_decision = stale();
        let refused = ConsentDraft { statistics: Some(false), ..BOTH };
        by_decision.post(path::CONSENT, &refused).await.is(200);
        let names = [&annas.subject, &cookie(&by_page).subject, &cookie(&by_decision).subject].map(Clone::clone);
        assert!(names[0] != names[1] && names[1] != names[2] && names[0] != names[2], "{names:?}");
        assert_eq!(history(&mut by_decision).await, [How::Banner]);
        assert_eq!(count(&mut phone, Category::Usage).await, 2, "Berta's refusal is not Anna's");
        assert_eq!(phone.get(path::CONSENT).await.ok::<ConsentReply>(200).decision, Some(annas.clone()));
        phone.get("/lv").await.is(200);
        assert_eq!(cookie(&phone), annas);
    }

    async fn a_refusal_that_waits_to_be_recorded_gets_its_name_then(portal: Portal) {
        portal.registered(&company(BERTA)).await;
        let mut shared = portal.anna().await;
        let annas: Decision = shared.post(path::CONSENT, &BOTH).await.ok(200);
        looks_around(&mut shared).await;
        shared.delete(path::SESSION).await.is(204);
        let waits = annas.to_cookie().replace("+1.", "-1.") + ".u.f.lv.ps";
        shared.cookies.insert(DECISION.name.into(), waits.clone());
        shared.sign_in(BERTA, PASSWORD).await.is(200);
        shared.get("/lv").await.is(200);
        assert_eq!(shared.cookies[DECISION.name], waits);
        assert_eq!(holders(portal).await, [(annas.subject.clone(), ANNA.into())]);
        let refused = ConsentDraft { preferences: Some(false), statistics: Some(false), place: Place::Footer, ..BOTH };
        let bertas: Decision = shared.post(path::CONSENT, &refused).await.ok(200);
        assert!(bertas.recorded && !bertas.statistics.granted && bertas.subject != annas.subject);
        assert_eq!(history(&mut shared).await, [How::Settings]);
        assert_eq!(count(&mut signed_in(portal, ANNA).await, Category::Usage).await, 2);
    }

    async fn receipts_of_the_old_name_are_for_its_person_alone(portal: Portal) {
        let mut shared = handed_on(portal).await;
        let numbers = portal.rows("select cast(number as text) from consent_record order by number").await;
        let [annas, bertas] = [&numbers[0][0], &numbers[1][0]].map(|number| path::with(path::CONSENT_RECEIPT, number));
        shared.get(&annas).await.refused(Code::NotFound);
        shared.get(&bertas).await.is(200);
        let html = shared.get(&format!("{bertas}?format=html")).await;
        assert!(html.is(200).text().contains("izvēle, kas šajā ierīcē jau bija"), "{}", html.text());
        // On a device without a decision, too.
        let mut anna = signed_in(portal, ANNA).await;
        anna.get(&annas).await.is(200);
        anna.get(&bertas).await.refused(Code::NotFound);
        portal.visitor().get(&annas).await.refused(Code::NotFound);
    }

    async fn the_name_of_an_erased_account_is_nobodys_again(portal: Portal) {
        portal.registered(&company(BERTA)).await;
        let mut shared = portal.anna().await;
        let annas: Decision = shared.post(path::CONSENT, &BOTH).await.ok(200);
        looks_around(&mut shared).await;
        shared.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::Now }).await.is(202);
        portal.run_jobs().await;
        let mut guest = shared.clone();
        shared.sign_in(BERTA, PASSWORD).await.is(200);
        shared.get("/lv").await.is(200);
        opens(&mut shared, "/lv/cookies").await;
        assert_eq!((cookie(&shared).subject, holders(portal).await.len()), (annas.subject.clone(), 0));
        for client in [&mut shared, &mut guest] {
            let renewed: Decision = client.post(path::CONSENT, &BOTH).await.ok(200);
            assert_ne!(renewed.subject, annas.subject);
            assert_eq!(history(client).await, [How::Banner], "the ledger does not lead from one to the other");
        }
        assert_eq!(count(&mut shared, Category::Usage).await, 0);
        assert!(!copied(portal, &mut shared, "data/consents.json").await.contains(&annas.subject));
    }

    async fn google_knows_another_person_by_another_name(portal: Portal, ["--ga-id", "G-AB12CD34EF"]) {
        portal.registered(&company(BERTA)).await;
        let mut shared = portal.anna().await;
        let annas: Decision = shared.post(path::CONSENT, &BOTH).await.ok(200);
        assert_eq!(annas.statistics, Given { granted: true, version: 2 });
        for name in ["_ga", "_ga_AB12CD34EF", "vet2b_theme"] {
            shared.cookies.insert(name.into(), "1".into());
        }
        shared.sign_in(ANNA, PASSWORD).await.is(200);
        assert!(shared.cookies.contains_key("_ga"));
        shared.sign_in(BERTA, PASSWORD).await.is(200);
        assert!(cookie(&shared).allows_google());
        assert!(!shared.cookies.contains_key("_ga") && !shared.cookies.contains_key("_ga_AB12CD34EF"));
        assert!(shared.cookies.contains_key("vet2b_theme"), "how the device looks is no name");
    }
}
