use contract::{
    consent::{ConsentRecord, ConsentReply, How},
    route::Route,
};
use leptos::prelude::*;

use super::state;
use crate::{
    api,
    consent::{
        decision::{Choice, Decide, use_decide},
        use_decision,
    },
    effect::effect_since,
    form::label::explain_error,
    here::href,
    privacy::act::use_acts,
    tr,
    ui::{DayAndTime, Load, Notice, Table, Tone, loaded},
};

/// What this device may store, how that was decided, and the way to undo it.
#[component]
pub fn CookieConsent() -> impl IntoView {
    let (acts, decision, decide) = (use_acts(), use_decision(), use_decide());
    let history = Load::new(api::consent::history);
    let withdrawn = tr!(privacy.consent_withdrawn);
    effect_since(move |before: Option<u32>| {
        let saved = decide.saved();
        if before.is_some_and(|before| before < saved) {
            history.reload();
            acts.succeed(withdrawn);
        }
        saved
    });
    let rows = move || {
        let chosen = decision.get().map_or(Choice::NOTHING, |decision| Choice {
            preferences: decision.preferences,
            statistics: decision.statistics,
        });
        let (no_preferences, no_statistics) =
            (Choice { preferences: false, ..chosen }, Choice { statistics: false, ..chosen });
        let preferences = purpose(decide, tr!(privacy.cookies_preferences), chosen.preferences, no_preferences);
        let statistics = purpose(decide, tr!(privacy.cookies_statistics), chosen.statistics, no_statistics);
        view! { <dl class="summary-list consent-rows">{preferences} {statistics}</dl> }
    };
    let failure = move || {
        decide.error().map(|error| {
            view! { <Notice tone=Tone::Danger live=true><p>{explain_error(&error)}</p></Notice> }
        })
    };
    view! {
        <section class="card stack">
            <h2 class="card__title">{tr!(privacy.cookies_title)}</h2>
            <p>{tr!(privacy.cookies_note)} " " <a href=href(Route::Cookies)>{tr!(privacy.cookies_settings)}</a></p>
            {failure}
            {rows}
            <h3>{tr!(privacy.history)}</h3>
            {loaded(history, explain_error, |reply: ConsentReply| records(&reply.history))}
        </section>
    }
}

/// One purpose; `without` is the choice without it.
fn purpose(decide: Decide, name: &'static str, allowed: bool, without: Choice) -> AnyView {
    let button = allowed.then(|| {
        view! {
            <button class="button" type="button" on:click=move |_| decide.settings(without)>
                {tr!(privacy.consent_withdraw)} <span class="visually-hidden">": " {name}</span>
            </button>
        }
    });
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{state(allowed)}</dd>
            <dd class="summary-list__actions">{button}</dd>
        </div>
    }
    .into_any()
}

fn records(history: &[ConsentRecord]) -> AnyView {
    if history.is_empty() {
        return view! { <p>{tr!(privacy.cookies_no_history)}</p> }.into_any();
    }
    let rows = history.iter().map(|record| {
        vec![
            view! { <DayAndTime at=record.at /> }.into_any(),
            chosen(record.preferences, record.statistics).into_any(),
            how(record.how).into_any(),
        ]
    });
    let columns = vec![tr!(privacy.column_when), tr!(privacy.column_choice), tr!(privacy.column_how)];
    view! { <Table label=tr!(privacy.cookies_history) columns rows=rows.collect() /> }.into_any()
}

fn chosen(preferences: bool, statistics: bool) -> &'static str {
    match (preferences, statistics) {
        (false, false) => tr!(privacy.chosen_nothing),
        (true, false) => tr!(privacy.chosen_preferences),
        (false, true) => tr!(privacy.chosen_statistics),
        (true, true) => tr!(privacy.chosen_everything),
    }
}

fn how(how: How) -> &'static str {
    match how {
        How::Banner => tr!(privacy.how_banner),
        How::Settings => tr!(privacy.how_settings),
        How::NoScript => tr!(privacy.how_no_script),
        How::Signal => tr!(privacy.how_signal),
        How::Automated => tr!(privacy.how_automated),
    }
}
