mod operator;

use contract::consent::{ConsentDraft, DECISION, Decision, Place, UsageDraft, UsageEntry};
use contract::path;
use contract::privacy::Device;
use contract::problem::Code;
use vet2b_server::job;

use crate::portal::{Client, Portal, on_both};

const DAY: i64 = 86_400;

fn decision(statistics: bool) -> ConsentDraft {
    ConsentDraft { preferences: Some(false), statistics: Some(statistics), ..ConsentDraft::default() }
}

fn opened(page: &str) -> UsageDraft {
    UsageDraft { opened: Some(page.into()), ..UsageDraft::default() }
}

fn left(page: &str, seconds: u32) -> UsageDraft {
    UsageDraft { left: Some(page.into()), seconds, ..UsageDraft::default() }
}

/// Somebody who allows statistics.
async fn willing(portal: &Portal) -> Client {
    let mut visitor = portal.visitor();
    visitor.post(path::CONSENT, &decision(true)).await.is(200);
    visitor
}

async fn held(client: &mut Client) -> Vec<UsageEntry> {
    client.get(path::USAGE).await.ok(200)
}

async fn rows(portal: &Portal) -> usize {
    portal.rows("select path from usage").await.len()
}

on_both! {
    async fn visits_and_seconds_are_counted_by_day_and_page(portal: Portal) {
        let mut visitor = willing(portal).await;
        visitor.post(path::USAGE, &opened("/lv/privacy/")).await.is(204);
        let both = UsageDraft { opened: Some("/en/cookies".into()), ..left("/lv/privacy", 40) };
        assert_eq!(visitor.post(path::USAGE, &both).await.is(204).text(), "");
        visitor.post(path::USAGE, &opened("/lv/privacy")).await.is(204);
        visitor.post(path::USAGE, &left("/lv/privacy", 4_000_000)).await.is(204);
        portal.clock.advance(12 * 3600);
        visitor.post(path::USAGE, &opened("/lv")).await.is(204);
        let entry = |day: &str, path: &str, visits, seconds| UsageEntry {
            day: day.into(),
            path: path.into(),
            visits,
            seconds,
            device: Device::Firefox,
            network: "203.0.113.0/24".into(),
        };
        let expected = [
            entry("2026-11-23", "/lv", 1, 0),
            entry("2026-11-22", "/en/cookies", 1, 0),
            entry("2026-11-22", "/lv/privacy", 2, 3640),
        ];
        assert_eq!(held(&mut visitor).await, expected, "newest first, an hour at most, one row for a page");
        let mut other = willing(portal).await;
        assert_eq!(held(&mut other).await, []);
        assert_eq!(held(&mut portal.visitor()).await, [], "nobody's");
    }

    async fn another_browser_or_network_is_another_row(portal: Portal) {
        let mut visitor = willing(portal).await;
        visitor.post(path::USAGE, &opened("/lv")).await.is(204);
        visitor.address = "198.51.100.9:1".parse().unwrap();
        visitor.post(path::USAGE, &opened("/lv")).await.is(204);
        visitor.agent = "Mozilla/5.0 Chrome/140.0 Safari/537.36";
        visitor.post(path::USAGE, &opened("/lv")).await.is(204);
        let held = held(&mut visitor).await;
        let seen: Vec<_> = held.iter().map(|entry| (entry.device, entry.network.as_str())).collect();
        let (here, there) = ("203.0.113.0/24", "198.51.100.0/24");
        assert_eq!(seen, [(Device::Chrome, there), (Device::Firefox, there), (Device::Firefox, here)]);
    }

    async fn nothing_is_stored_without_consent(portal: Portal) {
        let mut undecided = portal.visitor();
        undecided.post(path::USAGE, &opened("/lv")).await.is(204);
        let mut refusing = portal.visitor();
        refusing.post(path::CONSENT, &decision(false)).await.is(200);
        refusing.post(path::USAGE, &opened("/lv")).await.is(204);
        // A cookie that says yes, of a device whose record says no.
        let said = refusing.cookies[DECISION.name].replace(".s-1.", ".s+1.");
        refusing.cookies.insert(DECISION.name.into(), said);
        refusing.post(path::USAGE, &opened("/lv")).await.is(204);
        // One that was never recorded, one of nobody, garbage.
        for cookie in [
            "2.p-1.s+1.1795348800.b.00000000000000000000000000000000.u",
            "2.p-1.s+1.1795348800.b.0123456789abcdef0123456789abcdef",
            "2.p-1.s+1.1795348800.b.' or 1=1 --",
        ] {
            let mut visitor = portal.visitor();
            visitor.cookies.insert(DECISION.name.into(), cookie.into());
            visitor.post(path::USAGE, &opened("/lv")).await.is(204);
            assert_eq!(held(&mut visitor).await, [], "{cookie}");
        }
        // A cookie that says no, of a device whose record says yes.
        let mut willing = willing(portal).await;
        let said = willing.cookies[DECISION.name].replace(".s+1.", ".s-1.");
        willing.cookies.insert(DECISION.name.into(), said);
        willing.post(path::USAGE, &opened("/lv")).await.is(204);
        assert_eq!(rows(portal).await, 0);
    }

    async fn a_consent_that_has_run_out_counts_nothing(portal: Portal) {
        let mut visitor = willing(portal).await;
        portal.clock.advance(182 * DAY);
        visitor.post(path::USAGE, &opened("/lv")).await.is(204);
        assert_eq!(rows(portal).await, 0);
    }

    async fn unknown_pages_are_refused(portal: Portal) {
        let mut visitor = willing(portal).await;
        for page in ["", "/", "/lv/nothing", "/lv/privacy?token=x", "https://evil.example/lv", "/lv/%00", "' or 1=1 --"] {
            visitor.post(path::USAGE, &opened(page)).await.refused(Code::Malformed);
            visitor.post(path::USAGE, &left(page, 1)).await.refused(Code::Malformed);
        }
        visitor.post(path::USAGE, &serde_json::json!({ "left": "/lv", "seconds": -1 })).await.refused(Code::Malformed);
        visitor.post(path::USAGE, &serde_json::json!({ "subject": "x" })).await.refused(Code::Malformed);
        visitor.post(path::USAGE, &UsageDraft::default()).await.is(204);
        assert_eq!(rows(portal).await, 0);
    }

    async fn a_withdrawal_deletes_them(portal: Portal) {
        let (mut visitor, mut other) = (willing(portal).await, willing(portal).await);
        for client in [&mut visitor, &mut other] {
            client.post(path::USAGE, &opened("/lv")).await.is(204);
        }
        let withdrawal = ConsentDraft { statistics: Some(false), place: Place::Settings, ..ConsentDraft::default() };
        visitor.post(path::CONSENT, &withdrawal).await.is(200);
        assert_eq!((held(&mut visitor).await.len(), held(&mut other).await.len()), (0, 1));
    }

    async fn what_races_a_withdrawal_leaves_nothing(portal: Portal) {
        for _ in 0..5 {
            let visitor = willing(portal).await;
            let visits = (0..12).map(|_| {
                let mut visitor = visitor.clone();
                tokio::spawn(async move { visitor.post(path::USAGE, &opened("/lv")).await.status })
            });
            let mut visits: Vec<_> = visits.collect();
            let mut leaving = visitor.clone();
            let withdrawal = tokio::spawn(async move { leaving.post(path::CONSENT, &decision(false)).await.status });
            visits.extend((0..12).map(|_| {
                let mut visitor = visitor.clone();
                tokio::spawn(async move { visitor.post(path::USAGE, &opened("/en")).await.status })
            }));
            assert_eq!(withdrawal.await.unwrap(), 200);
            for visit in visits {
                assert_eq!(visit.await.unwrap(), 204, "a race shows no error");
            }
            assert_eq!(rows(portal).await, 0);
        }
    }

    async fn a_visit_that_is_being_stored_holds_a_withdrawal_back(portal: Portal) {
        use vet2b_server::store::usage;
        let visitor = willing(portal).await;
        let subject = Decision::from_cookie(&visitor.cookies[DECISION.name]).unwrap().subject;
        let db = portal.state.db();
        let mut tx = db.begin().await.unwrap();
        assert!(usage::is_allowed(&mut tx, &subject).await.unwrap());
        let mut leaving = visitor.clone();
        let withdrawal = tokio::spawn(async move { leaving.post(path::CONSENT, &decision(false)).await.status });
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        assert!(!withdrawal.is_finished(), "it waits");
        let row = usage::Row { subject: &subject, day: "2026-11-22", device: "firefox", network: "203.0.113.0/24" };
        usage::add(&mut tx, &row, "/lv", 1, 0).await.unwrap();
        db.finish(tx, Ok(()), &mut 0).await.unwrap().unwrap();
        assert_eq!(withdrawal.await.unwrap(), 200);
        assert_eq!(rows(portal).await, 0);
        let mut tx = db.begin().await.unwrap();
        assert!(!usage::is_allowed(&mut tx, &subject).await.unwrap());
        db.finish(tx, Ok(()), &mut 0).await.unwrap().unwrap();
    }

    async fn they_are_kept_for_six_months_and_no_longer_than_the_consent(portal: Portal) {
        let (mut renewing, mut gone) = (willing(portal).await, willing(portal).await);
        for visitor in [&mut renewing, &mut gone] {
            visitor.post(path::USAGE, &opened("/lv")).await.is(204);
        }
        portal.clock.advance(100 * DAY);
        renewing.post(path::CONSENT, &decision(true)).await.is(200);
        renewing.post(path::USAGE, &opened("/en")).await.is(204);
        portal.clock.advance(82 * DAY - 1);
        job::sweep(&portal.state).await.unwrap();
        assert_eq!(rows(portal).await, 3);
        portal.clock.advance(1);
        job::sweep(&portal.state).await.unwrap();
        assert_eq!(rows(portal).await, 2, "one consent has run out");
        portal.clock.advance(DAY);
        job::sweep(&portal.state).await.unwrap();
        assert_eq!(portal.rows("select path from usage").await, [["/en"]]);
        portal.clock.advance(99 * DAY);
        job::sweep(&portal.state).await.unwrap();
        assert_eq!((rows(portal).await, portal.rows("select subject from consent_device").await.len()), (0, 0));
    }

    async fn at_most_two_hundred_are_shown(portal: Portal) {
        let mut visitor = willing(portal).await;
        for day in 0..101 {
            visitor.post(path::USAGE, &UsageDraft { opened: Some("/en".into()), ..left("/lv", 1) }).await.is(204);
            if day < 100 {
                portal.clock.advance(DAY);
            }
        }
        let held = held(&mut visitor).await;
        assert_eq!((held.len(), rows(portal).await), (200, 202));
        assert!(held.is_sorted_by(|before, after| before.day >= after.day));
    }

    async fn looking_around_uses_up_no_other_request(portal: Portal, ["--requests-per-minute", "3"]) {
        let mut visitor = willing(portal).await;
        for _ in 0..3 {
            visitor.post(path::USAGE, &opened("/lv")).await.is(204);
        }
        visitor.post(path::USAGE, &opened("/lv")).await.refused(Code::TooManyRequests);
        for _ in 0..2 {
            visitor.delete(path::SESSION).await.is(204);
        }
        visitor.delete(path::SESSION).await.refused(Code::TooManyRequests);
    }
}
