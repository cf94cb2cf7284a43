//! `vet2b-server statistics`.

use std::sync::Arc;

use contract::path;
use vet2b_server::command::statistics::Options;
use vet2b_server::command::{self, Command, Desk};
use vet2b_server::random::{Random, SystemRandom};

use super::{DAY, left, opened, willing};
use crate::portal::{Portal, on_both};

/// What the operator's command prints.
async fn printed(portal: &Portal, days: u16) -> String {
    let mut out = Vec::new();
    let mut desk = Desk {
        config: portal.state.config().clone(),
        db: portal.state.db().clone(),
        clock: portal.clock.clone(),
        random: Arc::new(SystemRandom) as Arc<dyn Random>,
        input: &mut std::io::empty(),
        out: &mut out,
    };
    assert!(command::run(Command::Statistics(Options { days }), &mut desk).await.unwrap());
    String::from_utf8(out).unwrap()
}

on_both! {
    async fn the_operator_sees_sums_and_nobody(portal: Portal) {
        assert_eq!(printed(portal, 2).await.lines().count(), 5, "no table where there is nothing");
        let mut visitors = Vec::new();
        for _ in 0..4 {
            let mut visitor = willing(portal).await;
            visitor.post(path::USAGE, &opened("/lv")).await.is(204);
            visitor.post(path::USAGE, &left("/lv", 30)).await.is(204);
            visitors.push(visitor);
        }
        let first = &mut visitors[0];
        first.agent = "Mozilla/5.0 Chrome/140.0 Safari/537.36";
        first.post(path::USAGE, &opened("/en/my-privacy/delete")).await.is(204);
        portal.clock.advance(DAY);
        first.post(path::USAGE, &opened("/lv")).await.is(204);
        let text = printed(portal, 3).await;
        insta::allow_duplicates! {
            insta::assert_snapshot!(text, @"
            Pages opened from 2026-11-21 to 2026-11-23 (UTC), on devices that allow statistics.
            <3: fewer than 3 devices.

            2026-11-21        0
            2026-11-22        5 ████████████████████████████████████████
            2026-11-23       <3

            page                                       visits  mean time
            /lv                                             5       0:24
            /en/my-privacy/delete                          <3

            browser                                   devices
            chrome                                         <3
            firefox                                         4
            ");
        }
        for subject in portal.rows("select subject from usage").await {
            assert!(!text.contains(&subject[0]));
        }
        assert!(!text.contains("203.0.113"));
    }
}
