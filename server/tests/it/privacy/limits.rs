//! Restriction and objection hold in whatever works for a purpose, at once, and are undone as easily (bars: rights 7).

mod mail;
mod statistics;
mod support;

use contract::page::Page;
use contract::path;
use contract::privacy::{
    Activity, ActivityKind, Category, DataMap, ErasureDraft, ErasurePreview, ErasureTime, Export, Fate, Ground,
    Holding, LimitDraft, LimitKind, LimitReport, Purpose,
};
use contract::problem::Code;
use contract::rights::{Concern, RequestKind, RequestState, Requests};
use serde_json::json;

use crate::portal::{Client, START, on_both};

/// Sets a limit, or lifts it.
async fn limit(client: &mut Client, purpose: Purpose, kind: LimitKind, on: bool) -> Vec<LimitReport> {
    client.put(path::ME_LIMITS, &LimitDraft { purpose, kind, on }).await.ok(200)
}

async fn restrict(client: &mut Client, purpose: Purpose, on: bool) -> Vec<LimitReport> {
    limit(client, purpose, LimitKind::Restricted, on).await
}

async fn object(client: &mut Client, purpose: Purpose, on: bool) -> Vec<LimitReport> {
    limit(client, purpose, LimitKind::Objected, on).await
}

fn of(reports: &[LimitReport], purpose: Purpose) -> &LimitReport {
    reports.iter().find(|report| report.purpose == purpose).unwrap()
}

on_both! {
    async fn each_purpose_stands_with_its_data_and_ground_and_is_limited_by_one_request_and_undone_by_one(portal: Portal) {
        let mut anna = portal.anna().await;
        let reports: Vec<LimitReport> = anna.get(path::ME_LIMITS).await.ok(200);
        assert_eq!(reports.iter().map(|report| report.purpose).collect::<Vec<_>>(), Purpose::ALL);
        assert!(reports.iter().all(|report| report.restricted_since.is_none() && report.objected_since.is_none()));
        assert!(reports.iter().all(|report| !report.categories.is_empty() && !report.grounds.is_empty()));
        assert_eq!(of(&reports, Purpose::Improve).categories, [Category::Usage]);
        assert_eq!(of(&reports, Purpose::Improve).grounds, [Ground::Consent]);
        assert_eq!(of(&reports, Purpose::Notify).grounds, [Ground::Contract]);
        portal.clock.advance(60);
        let first = restrict(&mut anna, Purpose::Notify, true).await;
        assert_eq!(of(&first, Purpose::Notify).restricted_since, Some(START.plus_seconds(60)));
        assert_eq!(of(&first, Purpose::Notify).objected_since, None);
        portal.clock.advance(60);
        assert_eq!(restrict(&mut anna, Purpose::Notify, true).await, first, "the same twice is one, since the first time");
        let both = object(&mut anna, Purpose::Notify, true).await;
        assert_eq!(of(&both, Purpose::Notify).objected_since, Some(START.plus_seconds(120)));
        portal.clock.advance(1);
        let left = restrict(&mut anna, Purpose::Notify, false).await;
        assert_eq!(of(&left, Purpose::Notify).restricted_since, None);
        assert!(of(&left, Purpose::Notify).objected_since.is_some(), "each by itself");
        portal.clock.advance(1);
        assert_eq!(object(&mut anna, Purpose::Notify, false).await, reports);
        let log: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        let kinds: Vec<_> = log.items.iter().take(4).map(|entry| entry.kind).collect();
        assert_eq!(kinds, [
            ActivityKind::ObjectionLifted, ActivityKind::RestrictionLifted, ActivityKind::ProcessingObjected,
            ActivityKind::ProcessingRestricted,
        ]);
    }

    async fn each_that_is_set_is_a_request_that_was_answered_at_once(portal: Portal) {
        let mut anna = portal.anna().await;
        for on in [true, true, false] {
            restrict(&mut anna, Purpose::Improve, on).await;
        }
        object(&mut anna, Purpose::Support, true).await;
        let shown: Requests = anna.get(path::ME_REQUESTS).await.ok(200);
        assert!(shown.requests.iter().all(|request| request.by_portal && request.state == RequestState::Granted));
        let mut used: Vec<_> = shown.requests.iter().map(|request| (request.kind, request.concern)).collect();
        used.sort();
        assert_eq!(used, [(RequestKind::Restriction, Concern::Improve), (RequestKind::Objection, Concern::Support)]);
    }

    async fn what_is_no_matter_of_a_click_is_refused_and_nonsense_too(portal: Portal) {
        let mut anna = portal.anna().await;
        for purpose in Purpose::ALL.iter().copied() {
            for kind in LimitKind::ALL.iter().copied().filter(|kind| !purpose.allows(*kind)) {
                anna.put(path::ME_LIMITS, &LimitDraft { purpose, kind, on: true }).await.refused(Code::Conflict);
            }
        }
        for wrong in [json!({}), json!({ "purpose": "sell", "kind": "restricted", "on": true }),
            json!({ "purpose": "notify", "kind": "restricted", "on": "yes" }),
            json!({ "purpose": "notify", "kind": "restricted", "on": true, "account_id": "x" })] {
            anna.put(path::ME_LIMITS, &wrong).await.refused(Code::Malformed);
        }
        portal.visitor().get(path::ME_LIMITS).await.refused(Code::SignInRequired);
        assert!(portal.rows("select purpose from processing_limit").await.is_empty());
    }

    async fn it_is_in_the_data_map_and_the_copy_and_goes_with_the_account(portal: Portal) {
        let mut anna = portal.anna().await;
        let requests = async |anna: &mut Client| {
            let map: DataMap = anna.get(path::ME_DATA_MAP).await.ok(200);
            map.categories.iter().find(|report| report.category == Category::Requests).unwrap().count
        };
        let before = requests(&mut anna).await;
        restrict(&mut anna, Purpose::Support, true).await;
        assert_eq!(requests(&mut anna).await, before + 4, "the limit, and the request with its two events");
        let export: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        portal.run_jobs().await;
        let zip = anna.get(&path::with(path::ME_EXPORT_ARCHIVE, &export.id)).await;
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.body)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("data/requests.json").unwrap(), &mut text).unwrap();
        assert!(text.contains("\"support\"") && text.contains("\"restricted\""), "{text}");
        let preview: ErasurePreview = anna.get(path::ME_ERASURE_PREVIEW).await.ok(200);
        let item = preview.items.iter().find(|item| item.holding == Holding::Limits).unwrap();
        assert_eq!((item.count, item.fate), (1, Fate::Deleted));
        anna.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::Now }).await.is(202);
        portal.run_jobs().await;
        assert!(portal.rows("select purpose from processing_limit").await.is_empty());
    }
}
