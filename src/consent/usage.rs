//! The portal's own statistics (policy clause `usage-data`): reported only while they are allowed, and the server looks again.

use contract::consent::{Kind, UsageDraft};
use leptos::{prelude::*, task::spawn_local};

use super::use_decision;
use crate::{
    api,
    browser::{clock, visibility},
    effect::effect_since,
    here::{Here, use_here},
};

/// What is being looked at.
#[derive(Clone)]
struct Look {
    path: String,
    since: f64,
}

/// Reports each page, and how long it was looked at.
pub fn provide_usage() {
    let (here, decision) = (use_here(), use_decision());
    let look = StoredValue::new(None::<Look>);
    let leave = move || {
        let left = look.try_update_value(Option::take).flatten();
        left.map(|Look { path, since }| (path, clock::seconds_since(since)))
    };
    let open = move |path: Option<String>| {
        let left = leave();
        // Asked at the moment of sending, so nothing is sent after a withdrawal.
        if !decision.allows(Kind::Statistics) {
            return;
        }
        look.set_value(path.clone().map(|path| Look { path, since: clock::now() }));
        let (left, seconds) = left.map_or((None, 0), |(path, seconds)| (Some(path), seconds));
        if path.is_some() || left.is_some() {
            report(UsageDraft { opened: path, left, seconds });
        }
    };
    let path = move |Here { lang, route }: Here| route.map(|route| route.path(lang));
    effect_since(move |before: Option<(Option<String>, bool)>| {
        // Tracked: the first page counts once statistics are allowed on it.
        let now = (path(here.get()), decision.get().is_some_and(|decision| decision.allows(Kind::Statistics)));
        if before.as_ref() != Some(&now) {
            open(now.0.clone());
        }
        now
    });
    visibility::on_hidden(move || open(None));
}

fn report(draft: UsageDraft) {
    spawn_local(async move {
        // Statistics are worth no message to anybody when they fail.
        let _ = api::consent::report_usage(draft).await;
    });
}
