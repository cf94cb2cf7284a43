//! A copy of one's data to take along (GDPR art. 15(3), 20).

use contract::{
    privacy::{Export as DataCopy, ExportState},
    route::Route,
};
use leptos::prelude::*;

use super::{act::use_acts, reauth::use_reauth};
use crate::{
    api,
    form::label::explain_error,
    here::href,
    tr,
    ui::{Load, PageHeader, loaded},
};

mod card;
mod follow;

use follow::{Watch, follow_copies};

/// Lets a person order a copy in one click, watch it being made, download it and delete it.
#[component]
pub fn Export() -> impl IntoView {
    let (acts, reauth) = (use_acts(), use_reauth());
    let copies = Load::new(move || reauth.guard(api::privacy::exports));
    let watch = follow_copies(copies);
    let start = Callback::new(move |()| {
        if !watch.is_busy() {
            acts.run(api::privacy::start_export, move |_: DataCopy| copies.reload());
        }
    });
    view! {
        <PageHeader title=tr!(common.title_my_export) lead=tr!(privacy.export_lead) />
        <div class="stack">
            <div class="prose">
                <p>{tr!(privacy.export_contents)}</p>
                <p>{tr!(privacy.export_withheld)}</p>
            </div>
            <p>
                <button
                    class="button button--primary"
                    type="button"
                    on:click=move |_| start.run(())
                    aria-disabled=move || watch.progress().map(|_| "true").or_else(|| acts.busy_attribute())
                >
                    {tr!(privacy.export_start)}
                </button>
            </p>
            <Progress watch />
            {loaded(copies, explain_error, move |all| cards(all, copies, start))}
            <p class="prose">{tr!(viewer.way)} " " <a href=href(Route::ExportViewer)>{tr!(viewer.title)}</a></p>
        </div>
    }
}

/// How far the copy is that is being made; its words stay in place, so that a screen reader hears each step.
#[component]
fn Progress(
    /// what is being made
    watch: Watch,
) -> impl IntoView {
    let words = move || match (watch.progress(), watch.outcome()) {
        (Some((done, of)), _) => tr!(privacy.export_progress, done = done, of = of),
        (None, Some(ExportState::Ready)) => tr!(privacy.export_is_ready).to_owned(),
        (None, Some(ExportState::Failed)) => tr!(privacy.export_has_failed).to_owned(),
        (None, _) => String::new(),
    };
    let bar = move || {
        watch.progress().map(|(done, of)| {
            let label = tr!(privacy.export_progress_label);
            view! { <progress class="progress" value=done.to_string() max=of.max(1).to_string() aria-label=label></progress> }
        })
    };
    view! {
        <div class="export-progress">
            <p role="status">{words}</p>
            {bar}
        </div>
    }
}

/// Every copy with what can be done with it, newest first.
fn cards(all: Vec<DataCopy>, copies: Load<Vec<DataCopy>>, start: Callback<()>) -> AnyView {
    if all.is_empty() {
        return view! {
            <div class="empty">
                <h2>{tr!(privacy.export_none)}</h2>
                <p>{tr!(privacy.export_none_note)}</p>
            </div>
        }
        .into_any();
    }
    let cards: Vec<_> = all.into_iter().map(|copy| card::card(copy, copies, start)).collect();
    view! {
        <h2>{tr!(privacy.export_all)}</h2>
        <ul class="stack export-list">{cards}</ul>
    }
    .into_any()
}

#[cfg(test)]
mod tests;
