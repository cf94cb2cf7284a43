use contract::{
    privacy::{Provider, ProviderReport, RecipientAction, RecipientState, RecipientTask},
    route::Route,
    time::Timestamp,
};
use leptos::prelude::*;

use crate::{
    here::href,
    privacy::words,
    tr,
    ui::{DayAndTime, External, Table},
};

/// What each recipient holds of the person, what it was told, and how far it is with that (GDPR art. 19).
pub fn card(reports: &[ProviderReport]) -> AnyView {
    let rows: Vec<_> = reports.iter().map(report).collect();
    view! {
        <section class="card stack" id="recipients">
            <h2 class="card__title">{tr!(limits.mine_title)}</h2>
            <p>{tr!(limits.mine_note)} " " <a href=href(Route::Recipients)>{tr!(limits.mine_register)}</a></p>
            {rows}
        </section>
    }
    .into_any()
}

fn report(report: &ProviderReport) -> AnyView {
    let name = words::provider_name(report.provider);
    let state = match report.since.filter(|_| report.holds) {
        Some(at) => {
            let (class, words) = holding(&report.tasks);
            view! { <span class=class>{words}</span> " " <DayAndTime at /> }.into_any()
        }
        // Which devices were a person's the portal forgets with their decisions.
        None if report.provider == Provider::GoogleAnalytics => {
            view! { <span class="tag tag--neutral">{tr!(limits.holds_unknown)}</span> }.into_any()
        }
        // Of whom this portal does not use, that is all there is to say.
        None if !report.configured => view! { <span class="tag tag--neutral">{tr!(limits.not_used)}</span> }.into_any(),
        None => view! { <span class="tag tag--neutral">{tr!(limits.holds_none)}</span> }.into_any(),
    };
    let more = report.holds || report.provider == Provider::GoogleAnalytics;
    let unused = (!report.configured && more).then(|| view! { " " {tr!(limits.not_used)} "." });
    let stays = (report.provider == Provider::GoogleAnalytics && report.holds).then(stays);
    let tasks = (!report.tasks.is_empty()).then(|| tasks(&report.tasks));
    view! {
        <div class="stack" data-recipient=report.provider.code()>
            <h3>{name}</h3>
            <p>{state} {unused}</p>
            {stays}
            {tasks}
        </div>
    }
    .into_any()
}

/// That Google keeps what it has counted (policy clause `analytics`).
fn stays() -> AnyView {
    let google = Provider::GoogleAnalytics;
    let terms = google.terms().map(|terms| view! { <External href=terms text=words::provider_terms(google) /> });
    view! { <p class="prose">{tr!(limits.google_stays)} " " {terms}</p> }.into_any()
}

/// What a recipient does with what it was given, by the last word that it carried out; a word to begin counts once it was told.
fn holding(tasks: &[RecipientTask]) -> (&'static str, &'static str) {
    let holds = |task: &&RecipientTask| match task.action {
        RecipientAction::Subscribe => task.told_at.is_some(),
        RecipientAction::Rectify => false,
        _ => task.state == RecipientState::Executed,
    };
    match tasks.iter().find(holds).map(|task| task.action) {
        Some(RecipientAction::Unsubscribe) => ("tag tag--neutral", tr!(limits.holds_silent)),
        Some(RecipientAction::Restrict) => ("tag tag--warning", tr!(limits.holds_restricted)),
        _ => ("tag tag--success", tr!(limits.holds)),
    }
}

fn tasks(tasks: &[RecipientTask]) -> AnyView {
    let when = |at: Option<Timestamp>| match at {
        Some(at) => view! { <DayAndTime at /> }.into_any(),
        None => tr!(limits.not_yet).into_any(),
    };
    let row = |task: &RecipientTask| {
        let class = words::task_tone(task.state);
        let ended = task.ended_at.map(|at| view! { <DayAndTime at /> });
        vec![
            words::task_action(task.action).into_any(),
            when(Some(task.requested_at)),
            when(task.told_at),
            view! { <span class=class>{words::task_state(task.state)}</span> " " {ended} }.into_any(),
        ]
    };
    let columns =
        vec![tr!(limits.column_action), tr!(limits.column_asked), tr!(limits.column_told), tr!(limits.column_state)];
    view! { <Table label=tr!(limits.tasks_label) columns rows=tasks.iter().map(row).collect() /> }.into_any()
}

#[cfg(test)]
mod tests {
    use contract::lang::Lang;

    use super::*;
    use crate::here::{Here, provide_here};

    #[test]
    fn every_state_has_its_words_and_only_what_is_done_looks_done() {
        for lang in Lang::ALL {
            for state in RecipientState::ALL {
                let (action, at) = (RecipientAction::Erase, Timestamp(0));
                let task = RecipientTask { action, state: *state, requested_at: at, told_at: None, ended_at: None };
                let (provider, tasks) = (Provider::Mailchimp, vec![task]);
                let report = ProviderReport { provider, configured: true, holds: false, since: None, tasks };
                let html = Owner::new().with(|| {
                    provide_here(Signal::stored(Here { lang, route: None }));
                    card(&[report]).to_html()
                });
                assert_eq!(html.contains("tag--success"), *state == RecipientState::Executed, "{state:?}");
                assert!(html.contains(&format!("/{}/recipients", lang.tag())));
            }
        }
    }

    #[test]
    fn google_is_said_to_keep_what_it_has_counted() {
        let said = |lang, holds: bool| {
            let (provider, since) = (Provider::GoogleAnalytics, holds.then_some(Timestamp(0)));
            let report = ProviderReport { provider, configured: false, holds, since, tasks: Vec::new() };
            Owner::new().with(|| {
                provide_here(Signal::stored(Here { lang, route: None }));
                card(&[report]).to_html()
            })
        };
        for lang in Lang::ALL {
            let counted = said(lang, true);
            assert!(counted.contains("tag--success") && counted.contains("https://policies.google.com/privacy"));
            assert!(!said(lang, false).contains("policies.google.com"));
        }
        assert!(said(Lang::En, false).contains("as far as the portal knows"));
    }

    #[test]
    fn of_whom_the_portal_does_not_use_only_that_is_said() {
        let (provider, since) = (Provider::Mailchimp, None);
        let report = ProviderReport { provider, configured: false, holds: false, since, tasks: Vec::new() };
        let html = Owner::new().with(|| {
            provide_here(Signal::stored(Here { lang: Lang::En, route: None }));
            card(&[report]).to_html()
        });
        assert!(html.contains("Not used by this portal</span>") && !html.contains("Holds nothing"), "{html}");
    }

    #[test]
    fn who_sends_no_more_is_not_said_to_hold_nothing() {
        let task = |action, state| {
            let at = Timestamp(0);
            RecipientTask { action, state, requested_at: at, told_at: Some(at), ended_at: Some(at) }
        };
        let said = |tasks: Vec<RecipientTask>| {
            let at = Some(Timestamp(0));
            let report =
                ProviderReport { provider: Provider::Campayn, configured: true, holds: true, since: at, tasks };
            Owner::new().with(|| {
                provide_here(Signal::stored(Here { lang: Lang::En, route: None }));
                card(&[report]).to_html()
            })
        };
        let begun = task(RecipientAction::Subscribe, RecipientState::Executed);
        let rested = task(RecipientAction::Restrict, RecipientState::Executed);
        let left = task(RecipientAction::Unsubscribe, RecipientState::Executed);
        let leaving = task(RecipientAction::Unsubscribe, RecipientState::Failed);
        assert!(said(vec![rested, begun.clone()]).contains("Processing restricted; received your data:"));
        assert!(said(vec![left.clone(), begun.clone()]).contains("Sends to you no longer; received your data:"));
        assert!(said(vec![leaving, begun.clone()]).contains("Received your data:"), "it was not done");
        assert!(said(vec![begun, left]).contains("Received your data:"));
    }
}
