use contract::{
    account::Session,
    privacy::{Erasure, ErasureTime},
    route::{Dashboard, Route},
    time::Timestamp,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    act_words,
    farewell::{Farewell, use_farewell},
};
use crate::{
    api,
    browser::document::{focus_first, next_frame},
    here::use_lang,
    privacy::act::use_acts,
    session::use_session,
    tr,
    ui::Day,
};

/// The choice of the time, and the button. The time that can be undone is chosen beforehand; nothing has to be explained.
#[component]
pub fn Order(
    /// when it would take place with grace; none when that was asked for already, and only "now" is left
    due_at: Option<Timestamp>,
) -> impl IntoView {
    let acts = use_acts();
    let preset = if due_at.is_some() { ErasureTime::AfterGrace } else { ErasureTime::Now };
    let when = RwSignal::new(preset);
    let said = leaving();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let when = when.get_untracked();
        acts.run(move || api::privacy::erase(when), move |erasure: Erasure| said.run((when, erasure)));
    };
    view! {
        <section class="stack">
            <h2>{if due_at.is_some() { tr!(privacy.delete_when) } else { tr!(privacy.delete_sooner) }}</h2>
            <form class="stack" novalidate on:submit=submit>
                {match due_at {
                    Some(due_at) => choice(when, due_at),
                    None => view! { <p class="prose">{tr!(privacy.when_now_note)}</p> }.into_any(),
                }}
                <p class="prose">{tr!(privacy.delete_signed_out)}</p>
                <p>
                    <button class="button button--danger" type="submit" aria-disabled=move || acts.busy_attribute()>
                        {move || act_words(when.get())}
                    </button>
                </p>
            </form>
        </section>
    }
}

fn choice(when: RwSignal<ErasureTime>, due_at: Timestamp) -> AnyView {
    view! {
        <fieldset class="field">
            <legend class="field__label">{tr!(privacy.delete_when_legend)}</legend>
            {option(when, ErasureTime::AfterGrace, "grace", tr!(privacy.when_grace), tr!(privacy.when_grace_note), Some(due_at))}
            {option(when, ErasureTime::Now, "now", tr!(privacy.when_now), tr!(privacy.when_now_note), None)}
        </fieldset>
    }
    .into_any()
}

fn option(
    when: RwSignal<ErasureTime>,
    value: ErasureTime,
    code: &'static str,
    words: &'static str,
    sentence: &'static str,
    day: Option<Timestamp>,
) -> AnyView {
    let id = format!("erasure-{code}");
    let note = format!("{id}-note");
    view! {
        <div class="checkbox">
            <input
                class="checkbox__input"
                id=id.clone()
                type="radio"
                name="when"
                value=code
                aria-describedby=note.clone()
                checked=when.get_untracked() == value
                prop:checked=move || when.get() == value
                on:change=move |_| when.set(value)
            />
            <label class="checkbox__label" for=id>{words} {day.map(|at| view! { " " <Day at /> })}</label>
            <p class="checkbox__note" id=note>{sentence}</p>
        </div>
    }
    .into_any()
}

/// What happens after the request: the server has ended every session, so its answer is shown before anything else, and stays
/// in the address against a reload (F20).
fn leaving() -> Callback<(ErasureTime, Erasure)> {
    let (session, farewell, navigate) = (use_session(), use_farewell(), use_navigate());
    let page = Route::MyPrivacy(Dashboard::Delete).path(use_lang());
    Callback::new(move |(when, erasure): (ErasureTime, Erasure)| {
        let due = (when == ErasureTime::AfterGrace).then_some(erasure.due_at);
        let certificate = due.is_none().then_some(erasure.certificate);
        let said = Farewell { reference: erasure.reference, due, certificate };
        let address = said.address(&page);
        farewell.set(Some(said));
        session.set(Session::Guest);
        navigate(&address, NavigateOptions { replace: true, ..NavigateOptions::default() });
        next_frame(|| focus_first("main h1"));
    })
}
