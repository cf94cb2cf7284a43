use contract::account::{Session, TokenDraft};
use contract::lang::Lang;
use contract::path;
use contract::problem::Code;
use contract::route::Route;

use crate::portal::{company, on_both, school};

const HOUR: i64 = 3600;

fn draft(token: &str) -> TokenDraft {
    TokenDraft { token: token.to_owned() }
}

on_both! {
    async fn a_confirmed_person_is_signed_in(portal: Portal) {
        let mut client = portal.visitor();
        client.post(path::REGISTRATIONS, &school("ines@example.pt")).await.is(202);
        portal.run_jobs().await;
        let answer = client.post(path::REGISTRATION_CONFIRMATION, &draft(&portal.postman.code_to("ines@example.pt"))).await;
        let Session::SignedIn(viewer) = answer.ok(200) else { panic!("signed in") };
        assert_eq!((viewer.email.as_str(), viewer.organisation.as_str()), ("ines@example.pt", "Escola Exemplo"));
        assert!(answer.header("set-cookie").starts_with("vet2b="), "{}", answer.header("set-cookie"));
        assert_eq!(client.viewer().await, Some(viewer));
    }

    async fn a_code_is_good_once_and_for_48_hours(portal: Portal) {
        let mut client = portal.visitor();
        client.post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        portal.run_jobs().await;
        let code = portal.postman.code_to("anna@example.lv");
        client.post(path::REGISTRATION_CONFIRMATION, &draft(&code)).await.is(200);
        client.post(path::REGISTRATION_CONFIRMATION, &draft(&code)).await.refused(Code::Gone);

        client.post(path::REGISTRATIONS, &company("berta@example.lv")).await.is(202);
        portal.run_jobs().await;
        portal.clock.advance(48 * HOUR);
        client.post(path::REGISTRATION_CONFIRMATION, &draft(&portal.postman.code_to("berta@example.lv"))).await.refused(Code::Gone);
    }

    async fn codes_that_are_none(portal: Portal) {
        let mut client = portal.visitor();
        for (code, flaw) in [("", "token required"), ("x", "token malformed"), ("<script>", "token malformed")] {
            assert_eq!(client.post(path::REGISTRATION_CONFIRMATION, &draft(code)).await.flaws(), [flaw]);
        }
        assert_eq!(client.post(path::REGISTRATION_CONFIRMATION, &draft(&"x".repeat(10_000))).await.flaws(), ["token too_long"]);
        client.post(path::REGISTRATION_CONFIRMATION, &draft(&"A".repeat(43))).await.refused(Code::Gone);
    }

    async fn opening_the_link_changes_nothing(portal: Portal) {
        let mut client = portal.visitor();
        client.post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        portal.run_jobs().await;
        let code = portal.postman.code_to("anna@example.lv");
        // A scanner that sends what stands behind the `#` too, in all the places it could think of.
        for _ in 0..50 {
            let page = Route::Verify.path(Lang::Lv);
            client.get(&format!("{page}?token={code}")).await;
            client.head(&page).await;
            client.get(path::REGISTRATION_CONFIRMATION).await.refused(Code::MethodNotAllowed);
            client.head(&format!("{}?token={code}", path::REGISTRATION_CONFIRMATION)).await.is(405);
        }
        client.post(path::REGISTRATION_CONFIRMATION, &draft(&code)).await.is(200);
    }

    async fn of_two_registrations_of_an_address_the_first_confirmed_counts(portal: Portal) {
        let mut client = portal.visitor();
        for _ in 0..2 {
            client.post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        }
        portal.run_jobs().await;
        let codes: Vec<String> = portal.postman.to("anna@example.lv").iter().map(|mail| {
            let (_, rest) = mail.text.split_once('#').unwrap();
            rest[..43].to_owned()
        }).collect();
        client.post(path::REGISTRATION_CONFIRMATION, &draft(&codes[0])).await.is(200);
        client.post(path::REGISTRATION_CONFIRMATION, &draft(&codes[1])).await.refused(Code::Gone);
    }

    async fn fifty_at_the_same_time_make_one_account(portal: Portal) {
        let mut client = portal.visitor();
        client.post(path::REGISTRATIONS, &company("anna@example.lv")).await.is(202);
        portal.run_jobs().await;
        let code = portal.postman.code_to("anna@example.lv");
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let (mut client, code) = (portal.visitor(), code.clone());
            tasks.spawn(async move { client.post(path::REGISTRATION_CONFIRMATION, &draft(&code)).await.status.as_u16() });
        }
        let mut statuses = tasks.join_all().await;
        statuses.sort_unstable();
        assert_eq!(statuses, [vec![200], vec![410; 49]].concat());
    }
}
