use contract::privacy::ToldRecipient;
use leptos::prelude::*;

use crate::{
    privacy::words,
    tr,
    ui::{DayAndTime, Table},
};

/// Which recipients were told because of a request, and how far each is (GDPR art. 19); none where there was nobody to tell.
pub fn told(recipients: &[ToldRecipient]) -> Option<AnyView> {
    if recipients.is_empty() {
        return None;
    }
    let columns = vec![
        tr!(limits.column_recipient),
        tr!(limits.column_action),
        tr!(limits.column_told),
        tr!(limits.column_state),
    ];
    let rows = recipients.iter().map(row).collect();
    Some(
        view! {
            <h4>{tr!(limits.told_title)}</h4>
            <Table label=tr!(limits.told_title) columns rows />
        }
        .into_any(),
    )
}

fn row(told: &ToldRecipient) -> Vec<AnyView> {
    let task = &told.task;
    let told_at = match task.told_at {
        Some(at) => view! { <DayAndTime at /> }.into_any(),
        None => tr!(limits.not_yet).into_any(),
    };
    let ended = task.ended_at.map(|at| view! { <DayAndTime at /> });
    let (class, state) = (words::task_tone(task.state), words::task_state(task.state));
    vec![
        words::provider_name(told.provider).into_any(),
        words::task_action(task.action).into_any(),
        told_at,
        view! { <span class=class>{state}</span> " " {ended} }.into_any(),
    ]
}
