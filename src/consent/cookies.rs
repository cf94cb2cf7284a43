//! Every stored item, and the choice itself.

use contract::{
    consent::{Decision, Kind, Owner},
    path::CONSENT_FORM,
    route::Route,
    time::Timestamp,
};
use leptos::prelude::*;

use super::{
    decision::{Choice, use_decide, use_decision},
    history::History,
    usage_held::UsageHeld,
    words::{item_lifetime, item_purpose, kind_name, kind_purpose},
};
use crate::{
    api::ApiError,
    effect::effect,
    form::label::explain_error,
    here::{href, use_lang},
    tr,
    ui::{DayAndTime, Notice, PageHeader, Table, Tone},
};

/// Lets a person read what is stored, and choose.
#[component]
pub fn Cookies() -> impl IntoView {
    let google = use_decision().register().google;
    let items_lead = if google { tr!(consent.items_lead_google) } else { tr!(consent.items_lead) };
    view! {
        <PageHeader title=tr!(common.title_cookies) lead=tr!(consent.page_lead) />
        <section class="stack" id="choice" aria-labelledby="choice-title">
            <h2 id="choice-title">{tr!(consent.choice_title)}</h2>
            <Settings />
        </section>
        <section class="stack" aria-labelledby="history-title">
            <h2 id="history-title">{tr!(consent.history)}</h2>
            <History />
            <UsageHeld />
        </section>
        <section class="stack" aria-labelledby="items-title">
            <h2 id="items-title">{tr!(consent.items_title)}</h2>
            <p>{items_lead}</p>
            <Items />
            <p>{tr!(consent.browser_hint)}</p>
            <p><a href=href(Route::Privacy)>{tr!(common.title_privacy)}</a></p>
        </section>
    }
}

/// The choice by kind; a form that the server understands too.
#[component]
fn Settings() -> impl IntoView {
    let decision = use_decision();
    let decide = use_decide();
    let lang = use_lang();
    let preferences = RwSignal::new(decision.allows(Kind::Preference));
    let statistics = RwSignal::new(decision.allows(Kind::Statistics));
    // What another tab decides shows here too.
    effect(move || {
        if let Some(decision) = decision.get() {
            preferences.set(decision.allows(Kind::Preference));
            statistics.set(decision.allows(Kind::Statistics));
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (preferences, statistics) = (preferences.get_untracked(), statistics.get_untracked());
        decide.settings(Choice { preferences: Some(preferences), statistics: Some(statistics) });
    };
    let refuse = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        preferences.set(false);
        statistics.set(false);
        decide.settings(Choice::NOTHING);
    };
    view! {
        {move || decide.error().map(|error| failure(decision.get(), &error))}
        <div role="status">
            {move || (decide.saved() > 0).then(|| view! { <Notice tone=Tone::Success>{tr!(consent.saved)}</Notice> })}
        </div>
        <p>{move || decision.get().map_or_else(|| tr!(consent.undecided).into_any(), |d| view! { <State decision=d /> }.into_any())}</p>
        <form class="consent-settings" method="post" action=CONSENT_FORM on:submit=submit>
            <input type="hidden" name="lang" value=lang.tag() />
            <input type="hidden" name="return" value=href(Route::Cookies) />
            <input type="hidden" name="place" value="settings" />
            <KindRow kind=Kind::Session />
            <KindRow kind=Kind::Security />
            <KindRow kind=Kind::Preference name="preferences" value=preferences />
            <KindRow kind=Kind::Statistics name="statistics" value=statistics />
            <div class="button-row">
                <button class="button" type="submit" name="choice" value="save">{tr!(consent.save)}</button>
                <button class="button" type="submit" name="choice" value="reject" on:click=refuse>{tr!(consent.turn_off)}</button>
            </div>
        </form>
    }
}

/// Why a decision was not recorded; a refusal holds all the same.
pub fn failure(decision: Option<Decision>, error: &ApiError) -> AnyView {
    let words = match decision {
        Some(decision) if !decision.recorded => tr!(consent.not_recorded).to_owned(),
        _ => explain_error(error),
    };
    view! { <Notice tone=Tone::Danger live=true>{words}</Notice> }.into_any()
}

/// One kind: its purpose, and a box where there is something to choose.
#[component]
fn KindRow(
    /// which
    kind: Kind,
    /// the name of its box; none for what is strictly necessary
    #[prop(optional)]
    name: Option<&'static str>,
    /// its value
    #[prop(optional)]
    value: Option<RwSignal<bool>>,
) -> impl IntoView {
    let register = use_decision().register();
    let control = match (name, value) {
        (Some(name), Some(value)) => view! {
            <div class="checkbox">
                <input
                    class="checkbox__input"
                    id=name
                    name=name
                    type="checkbox"
                    checked=value.get_untracked()
                    prop:checked=move || value.get()
                    on:change:target=move |event| value.set(event.target().checked())
                    aria-describedby=format!("{name}-note")
                />
                <label class="checkbox__label" for=name>{kind_name(kind)}</label>
            </div>
        }
        .into_any(),
        _ => view! {
            <h3 class="consent-settings__name">{kind_name(kind)} " " <span class="tag tag--neutral">{tr!(consent.always_on)}</span></h3>
        }
        .into_any(),
    };
    view! {
        <div class="consent-settings__kind">
            {control} <p class="consent-settings__purpose" id=name.map(|name| format!("{name}-note"))>{kind_purpose(kind, register)}</p>
        </div>
    }
}

/// What was decided, and when.
#[component]
fn State(
    /// the decision in force
    decision: Decision,
) -> impl IntoView {
    let words = match (decision.preferences.granted, decision.statistics.granted) {
        (false, false) => tr!(consent.state_nothing),
        (true, false) => tr!(consent.state_preferences),
        (false, true) => tr!(consent.state_statistics),
        (true, true) => tr!(consent.state_everything),
    };
    let at = decision.recorded.then(|| {
        view! { {tr!(consent.decided_at)} " " <DayAndTime at=Timestamp(decision.at * 1_000_000) /> }
    });
    view! { {words} " " {at} }
}

/// The register as a table.
#[component]
fn Items() -> impl IntoView {
    let rows = use_decision().register().items().map(|item| {
        let owner = if item.owner == Owner::Google { tr!(consent.owner_google) } else { tr!(consent.owner_portal) };
        vec![
            view! { <code>{item.name}</code> }.into_any(),
            kind_name(item.kind).into_any(),
            item_purpose(item.id).into_any(),
            owner.into_any(),
            item_lifetime(item).into_any(),
        ]
    });
    let columns = vec![
        tr!(consent.column_name),
        tr!(consent.column_kind),
        tr!(consent.column_purpose),
        tr!(consent.column_owner),
        tr!(consent.column_lifetime),
    ];
    view! { <Table label=tr!(consent.items_table) columns rows=rows.collect() /> }
}
