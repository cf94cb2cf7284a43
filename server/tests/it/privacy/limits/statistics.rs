use std::time::Duration;

use contract::consent::{ConsentDraft, DECISION, UsageDraft, UsageEntry};
use contract::path;
use contract::privacy::{LimitKind, Provider, ProviderReport, Purpose};
use vet2b_server::clock::utc_day;
use vet2b_server::store::{processing_limit, usage};

use super::restrict;
use crate::portal::{Client, PASSWORD, Portal, on_both};

fn opened(page: &str) -> UsageDraft {
    UsageDraft { opened: Some(page.into()), ..UsageDraft::default() }
}

/// Somebody with an account who allows statistics.
async fn willing(portal: &Portal) -> Client {
    let mut anna = portal.anna().await;
    let draft = ConsentDraft { preferences: Some(false), statistics: Some(true), ..ConsentDraft::default() };
    anna.post(path::CONSENT, &draft).await.is(200);
    anna
}

fn subject(client: &Client) -> String {
    client.cookies[DECISION.name].split('.').nth(5).unwrap().to_owned()
}

async fn visits(portal: &Portal) -> i64 {
    portal.rows("select cast(coalesce(sum(visits), 0) as text) from usage").await[0][0].parse().unwrap()
}

async fn sums(portal: &Portal) -> i64 {
    let day = utc_day(portal.state.now());
    let sums = usage::summary(&mut portal.state.db().read().await.unwrap(), &day, 1).await.unwrap();
    let days: i64 = sums.days.iter().map(|day| day.visits).sum();
    let pages: i64 = sums.pages.iter().map(|page| page.visits).sum();
    assert_eq!(days, pages);
    assert_eq!(sums.families.is_empty(), days == 0);
    days
}

on_both! {
    async fn nothing_is_counted_on_any_device_and_nothing_of_it_is_in_the_sums_until_it_is_lifted(portal: Portal) {
        let mut anna = willing(portal).await;
        anna.post(path::USAGE, &opened("/lv")).await.is(204);
        assert_eq!((visits(portal).await, sums(portal).await), (1, 1));
        for purpose in [Purpose::Improve, Purpose::Monitor] {
            restrict(&mut anna, purpose, true).await;
            anna.post(path::USAGE, &opened("/lv")).await.is(204);
            let both = UsageDraft { opened: Some("/lv/legal".into()), left: Some("/lv".into()), seconds: 9 };
            anna.post(path::USAGE, &both).await.is(204);
            // Signed out, the device is still the person's.
            let mut out = anna.clone();
            out.delete(path::SESSION).await.is(204);
            out.post(path::USAGE, &opened("/lv")).await.is(204);
            // So is another one, from the sign-in on.
            let mut other = portal.visitor();
            let draft = ConsentDraft { statistics: Some(true), preferences: Some(true), ..ConsentDraft::default() };
            other.post(path::CONSENT, &draft).await.is(200);
            other.sign_in("anna@example.lv", PASSWORD).await.is(200);
            other.post(path::USAGE, &opened("/lv")).await.is(204);
            assert_eq!((visits(portal).await, sums(portal).await), (1, 0), "{purpose:?}");
            let held: Vec<UsageEntry> = anna.get(path::USAGE).await.ok(200);
            assert_eq!(held.len(), 1, "the person still sees it");
            anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
            restrict(&mut anna, purpose, false).await;
            assert_eq!(sums(portal).await, 1);
        }
        anna.post(path::USAGE, &opened("/lv")).await.is(204);
        assert_eq!((visits(portal).await, sums(portal).await), (2, 2), "as easily undone, and without asking anew");
    }

    async fn the_query_itself_refuses_whoever_forgets_to_ask(portal: Portal) {
        let mut anna = willing(portal).await;
        restrict(&mut anna, Purpose::Improve, true).await;
        let (subject, day) = (subject(&anna), utc_day(portal.state.now()));
        let row = usage::Row { subject: &subject, day: &day, device: "firefox", network: "203.0.113.0/24" };
        let db = portal.state.db();
        let mut tx = db.begin().await.unwrap();
        assert!(!usage::is_allowed(&mut tx, &subject).await.unwrap());
        assert_eq!(usage::add(&mut tx, &row, "/lv", 1, 0).await.unwrap(), 0);
        db.finish(tx, Ok(()), &mut 0).await.unwrap().unwrap();
        assert_eq!(visits(portal).await, 0);
    }

    async fn a_limit_waits_for_a_visit_that_is_being_counted_and_the_next_one_waits_for_it(portal: Portal) {
        let mut anna = willing(portal).await;
        let (subject, day) = (subject(&anna), utc_day(portal.state.now()));
        let row = usage::Row { subject: &subject, day: &day, device: "firefox", network: "203.0.113.0/24" };
        let db = portal.state.db();
        let mut counting = db.begin().await.unwrap();
        assert!(usage::is_allowed(&mut counting, &subject).await.unwrap());
        let mut clicking = anna.clone();
        let click = tokio::spawn(async move { restrict(&mut clicking, Purpose::Monitor, true).await });
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(!click.is_finished(), "it waits");
        assert_eq!(usage::add(&mut counting, &row, "/lv", 1, 0).await.unwrap(), 1);
        db.finish(counting, Ok(()), &mut 0).await.unwrap().unwrap();
        click.await.unwrap();
        restrict(&mut anna, Purpose::Monitor, false).await;

        // The other way round: the limit is first.
        let account = portal.rows("select id from account").await[0][0].clone();
        let mut limiting = db.begin().await.unwrap();
        processing_limit::lock(&mut limiting, &account).await.unwrap();
        let (kind, now) = (LimitKind::Restricted, portal.state.now());
        assert!(processing_limit::set(&mut limiting, &account, Purpose::Monitor, kind, now).await.unwrap());
        let mut visiting = anna.clone();
        let visit = tokio::spawn(async move { visiting.post(path::USAGE, &opened("/lv/legal")).await.is(204); });
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(!visit.is_finished(), "it waits");
        db.finish(limiting, Ok(()), &mut 0).await.unwrap().unwrap();
        visit.await.unwrap();
        assert_eq!(visits(portal).await, 1, "what was counted before the limit");
    }

    async fn google_is_on_no_page_of_whoever_limits_it(portal: Portal, ["--ga-id", "G-AB12CD34EF"]) {
        let mut anna = willing(portal).await;
        let has_google = async |client: &mut Client| {
            let answer = client.get("/lv").await;
            let csp = answer.header("content-security-policy").contains("googletagmanager");
            assert_eq!(csp, answer.text().contains("/google.js"));
            csp
        };
        assert!(has_google(&mut anna).await);
        for purpose in [Purpose::Improve, Purpose::Monitor] {
            restrict(&mut anna, purpose, true).await;
            assert!(!has_google(&mut anna).await, "{purpose:?}");
            let reports: Vec<ProviderReport> = anna.get(path::ME_RECIPIENTS).await.ok(200);
            let google = reports.iter().find(|report| report.provider == Provider::GoogleAnalytics).unwrap();
            assert!(google.holds, "{purpose:?}: what was counted there stays there");
            let mut out = anna.clone();
            out.cookies.retain(|name, _| name == DECISION.name);
            assert!(!has_google(&mut out).await, "{purpose:?}, signed out");
            restrict(&mut anna, purpose, false).await;
            assert!(has_google(&mut anna).await, "{purpose:?}");
        }
        restrict(&mut anna, Purpose::Notify, true).await;
        assert!(has_google(&mut anna).await, "another purpose is no matter of Google's");
    }
}
