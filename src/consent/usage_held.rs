//! What the portal's own statistics hold about this device.

use contract::consent::{Kind, UsageEntry};
use leptos::prelude::*;

use super::use_decision;
use crate::{
    api,
    browser::intl,
    form::label::explain_error,
    here::use_lang,
    tr,
    ui::{Load, Table, device_name, loaded},
};

/// Shows the statistics of this device while they are allowed; a withdrawal deletes them.
#[component]
pub fn UsageHeld() -> impl IntoView {
    let decision = use_decision();
    let allowed = Memo::new(move |_| decision.get().is_some_and(|decision| decision.allows(Kind::Statistics)));
    move || {
        allowed.get().then(|| {
            let held = Load::new(api::consent::usage);
            view! {
                <h3>{tr!(consent.usage_title)}</h3>
                <p>{tr!(consent.usage_note)}</p>
                {loaded(held, explain_error, |entries: Vec<UsageEntry>| table(&entries))}
            }
        })
    }
}

fn table(entries: &[UsageEntry]) -> AnyView {
    if entries.is_empty() {
        return view! { <p>{tr!(consent.usage_none)}</p> }.into_any();
    }
    let lang = use_lang();
    let rows = entries.iter().map(|entry| {
        vec![
            intl::iso_day(&entry.day, lang).into_any(),
            entry.path.clone().into_any(),
            entry.visits.to_string().into_any(),
            entry.seconds.to_string().into_any(),
            device_name(entry.device).into_any(),
            entry.network.clone().into_any(),
        ]
    });
    let columns = vec![
        tr!(consent.column_day),
        tr!(consent.column_page),
        tr!(consent.column_visits),
        tr!(consent.column_seconds),
        tr!(consent.column_browser),
        tr!(consent.column_network),
    ];
    view! { <Table label=tr!(consent.usage_title) columns rows=rows.collect() /> }.into_any()
}
