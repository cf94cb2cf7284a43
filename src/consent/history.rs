//! The decisions of this device, each with its receipt.

use contract::{
    consent::{ConsentRecord, ConsentReply},
    path,
    route::Route,
};
use leptos::prelude::*;

use super::{decision::use_decision, words};
use crate::{
    api,
    effect::effect_since,
    form::label::explain_error,
    here::href,
    title::page_title,
    tr,
    ui::{DayAndTime, Load, Table, loaded},
};

/// Shows what was decided on this device, when and how, and lets the person take proof along.
#[component]
pub fn History() -> impl IntoView {
    let decision = use_decision();
    let history = Load::new(api::consent::history);
    effect_since(move |before: Option<Option<i64>>| {
        let recorded = decision.get().filter(|decision| decision.recorded).map(|decision| decision.at);
        if before.is_some_and(|before| before != recorded) {
            history.reload();
        }
        recorded
    });
    view! {
        {loaded(history, explain_error, |reply: ConsentReply| records(&reply.history))}
        <p>
            {tr!(consent.receipts_note)} " " <a href=href(Route::Verify)>{page_title(Route::Verify)}</a>
        </p>
    }
}

fn records(history: &[ConsentRecord]) -> AnyView {
    if history.is_empty() {
        return view! { <p>{tr!(consent.no_history)}</p> }.into_any();
    }
    let rows = history.iter().map(|record| {
        vec![
            view! { <DayAndTime at=record.at /> }.into_any(),
            words::chosen(record.preferences.granted, record.statistics.granted).into_any(),
            words::how(record.how).into_any(),
            receipt(record.number),
        ]
    });
    let columns = vec![
        tr!(consent.column_when),
        tr!(consent.column_choice),
        tr!(consent.column_how),
        tr!(consent.receipt_download),
    ];
    view! { <Table label=tr!(consent.history) columns rows=rows.collect() /> }.into_any()
}

/// To read, and to keep; the server signs it.
fn receipt(number: i64) -> AnyView {
    let file = path::with(path::CONSENT_RECEIPT, &number.to_string());
    let page = format!("{file}?format=html");
    view! {
        <span>
            <a href=page target="_blank" rel="external">{tr!(consent.receipt_page)}</a>
            " · "
            <a href=file download="" rel="external">{tr!(consent.receipt_file)}</a>
        </span>
    }
    .into_any()
}
