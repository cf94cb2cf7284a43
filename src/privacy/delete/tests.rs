use contract::{
    lang::Lang,
    privacy::{ErasureItem, Fate, Holding},
    time::Timestamp,
};

use super::*;
use crate::here::{Here, provide_here};

#[test]
fn the_preview_explains_everything_that_is_not_simply_deleted() {
    for fate in Fate::ALL {
        let items = Holding::ALL.iter().map(|holding| ErasureItem { holding: *holding, count: 2, fate: *fate });
        let shown = ErasurePreview { items: items.collect(), due_at: Timestamp(0), last_administrator_of: None };
        let html = Owner::new().with(|| preview::table(&shown).to_html());
        assert_eq!(html.matches("<tr").count(), Holding::ALL.len() + 1);
        let reasons = if matches!(fate, Fate::Deleted | Fate::DeletedNow) { 0 } else { Holding::ALL.len() };
        assert_eq!(html.matches("<dt").count(), reasons);
        // What is deleted later has its day; what the request itself ends has none.
        let days = if *fate == Fate::Deleted { Holding::ALL.len() } else { 0 };
        assert_eq!(html.matches("<time").count(), days, "{fate:?}");
    }
}

#[test]
fn what_is_kept_is_kept_under_a_law_that_is_named() {
    let kept = [
        Holding::Organisation,
        Holding::ConsentLedger,
        Holding::Tombstone,
        Holding::FarewellMail,
        Holding::RecipientErasures,
        Holding::Certificate,
        Holding::GuardianReports,
    ];
    for lang in Lang::ALL.iter().copied() {
        for holding in kept {
            let items = vec![ErasureItem { holding, count: 1, fate: Fate::Kept }];
            let shown = ErasurePreview { items, due_at: Timestamp(0), last_administrator_of: None };
            let html = Owner::new().with(|| {
                provide_here(Signal::stored(Here { lang, route: None }));
                preview::table(&shown).to_html()
            });
            let law = if lang == Lang::Lv { "VDAR" } else { "GDPR" };
            assert!(html.contains(law), "{lang:?} {holding:?}");
        }
    }
}

#[test]
fn the_last_administrator_is_told_by_name_with_a_way_out_and_nothing_to_press() {
    for (lang, words) in [(Lang::Lv, "bez jums neviens nepārvalda"), (Lang::En, "You are the last administrator of")] {
        let html = |organisation: Option<&str>| {
            Owner::new().with(|| {
                provide_here(Signal::stored(Here { lang, route: None }));
                let last_administrator_of = organisation.map(str::to_owned);
                let shown = ErasurePreview { items: Vec::new(), due_at: Timestamp(0), last_administrator_of };
                preview::hand_over(&shown).to_html()
            })
        };
        let said = html(Some("SIA <b>Paraugs"));
        assert!(said.contains(words) && said.contains("SIA &lt;b&gt;Paraugs"), "{said}");
        assert!(said.contains(&format!("href=\"/{}/my-privacy/data\"", lang.tag())));
        for lock in ["<button", "<input", "disabled"] {
            assert!(!said.contains(lock), "it holds nobody back: {said}");
        }
        assert!(!html(None).contains("notice"));
    }
}
