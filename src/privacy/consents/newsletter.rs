use contract::{
    privacy::{ConsentChange, Consents},
    route::Dashboard,
};
use leptos::prelude::*;

use super::{row, state};
use crate::{
    api,
    here::use_lang,
    privacy::{act::use_acts, page_href},
    tr,
    ui::{DayAndTime, Load, Table},
};

/// A button: whether it gives the consent or takes it back, its words, and what is said when it worked.
type Button = (bool, &'static str, &'static str);

/// The words of the card around the button that asks for it, or that withdraws it: the proof of consent keeps them.
pub fn words(grants: bool) -> Vec<&'static str> {
    let (title, note) = (tr!(privacy.newsletter_title), tr!(privacy.newsletter_note));
    match grants {
        true => vec![title, note, tr!(privacy.newsletter_twice), tr!(privacy.newsletter_grant)],
        false => vec![title, note, tr!(privacy.newsletter_withdraw)],
    }
}

/// The newsletter: one click to leave; one click to come, which counts once it is confirmed by mail.
pub fn card(consents: Load<Consents>, held: &Consents) -> AnyView {
    let grant = |words| (true, words, tr!(privacy.newsletter_sent));
    let (note, given): (Option<&str>, Option<Button>) = if held.newsletter {
        (None, None)
    } else if held.newsletter_requested_at.is_some() {
        (Some(tr!(privacy.newsletter_waits_note)), Some(grant(tr!(privacy.newsletter_again))))
    } else {
        (Some(tr!(privacy.newsletter_twice)), Some(grant(tr!(privacy.newsletter_grant))))
    };
    let buttons = given.into_iter().chain(taken_back(held));
    // The server would refuse it; taking back always works.
    let works = |(grants, ..): &Button| !(*grants && held.newsletter_limited);
    let buttons: Vec<_> = buttons.filter(works).map(|button| act(consents, button)).collect();
    let note = note.filter(|_| !held.newsletter_limited);
    let limited = held.newsletter_limited.then(|| {
        let limits = page_href(Dashboard::Limits);
        view! { <p>{tr!(limits.newsletter_limited)} " " <a href=limits>{tr!(limits.title)}</a></p> }
    });
    view! {
        <section class="card stack">
            <h2 class="card__title">{tr!(privacy.newsletter_title)}</h2>
            <p>{tr!(privacy.newsletter_note)}</p>
            <p>{standing(held)}</p>
            {note.map(|note| view! { <p>{note}</p> })}
            {limited}
            <div class="button-row">{buttons}</div>
            <h3>{tr!(privacy.history)}</h3>
            {changes(&held.newsletter_history)}
        </section>
    }
    .into_any()
}

/// The newsletter among other things that can be ended, with the words that the proof of a withdrawal keeps.
pub(in crate::privacy) fn ending(consents: Load<Consents>, held: &Consents) -> AnyView {
    let name = view! { {tr!(privacy.newsletter_title)} <p class="field__hint">{tr!(privacy.newsletter_note)}</p> };
    let button = taken_back(held).map(|button| act(consents, button));
    row(name.into_any(), standing(held), button.into_any())
}

/// How it stands, in words and colour.
fn standing(held: &Consents) -> AnyView {
    match held.newsletter_requested_at {
        Some(at) if !held.newsletter => {
            let waits = tr!(privacy.newsletter_waits);
            view! { <span class="tag tag--warning">{waits}</span> " " <DayAndTime at /> }.into_any()
        }
        _ => state(held.newsletter),
    }
}

/// What ends it, or the wish for it.
fn taken_back(held: &Consents) -> Option<Button> {
    if held.newsletter {
        return Some((false, tr!(privacy.newsletter_withdraw), tr!(privacy.newsletter_withdrawn)));
    }
    let waits = held.newsletter_requested_at.is_some();
    waits.then(|| (false, tr!(privacy.newsletter_cancel), tr!(privacy.newsletter_cancelled)))
}

fn act(consents: Load<Consents>, (granted, words, done): Button) -> AnyView {
    let (acts, lang) = (use_acts(), use_lang());
    let change = move |_| {
        acts.run(
            move || api::privacy::set_newsletter(granted, lang),
            move |()| {
                consents.reload();
                acts.succeed(done);
            },
        );
    };
    view! {
        <button class="button" type="button" on:click=change aria-disabled=move || acts.busy_attribute()>{words}</button>
    }
    .into_any()
}

fn changes(history: &[ConsentChange]) -> AnyView {
    if history.is_empty() {
        return view! { <p>{tr!(privacy.newsletter_no_history)}</p> }.into_any();
    }
    let rows = history.iter().map(|change| {
        let what = if change.granted { tr!(privacy.change_given) } else { tr!(privacy.change_withdrawn) };
        vec![
            view! { <DayAndTime at=change.at /> }.into_any(),
            what.into_any(),
            view! { <DayAndTime at=change.requested_at /> }.into_any(),
            change.policy_version.clone().into_any(),
        ]
    });
    let columns = vec![
        tr!(privacy.column_effective),
        tr!(privacy.column_what),
        tr!(privacy.column_requested),
        tr!(privacy.column_policy),
    ];
    view! { <Table label=tr!(privacy.newsletter_history) columns rows=rows.collect() /> }.into_any()
}

#[cfg(test)]
mod tests {
    use contract::{lang::Lang, time::Timestamp};

    use super::*;
    use crate::{
        here::{Here, provide_here},
        privacy::act::provide_acts,
    };

    fn html(lang: Lang, newsletter: bool, requested_at: Option<Timestamp>) -> String {
        html_of(lang, newsletter, requested_at, false)
    }

    fn html_of(lang: Lang, newsletter: bool, requested_at: Option<Timestamp>, limited: bool) -> String {
        let change = |granted| ConsentChange {
            granted,
            requested_at: Timestamp(0),
            at: Timestamp(1),
            policy_version: "1".into(),
        };
        let held = Consents {
            newsletter,
            newsletter_requested_at: requested_at,
            newsletter_limited: limited,
            newsletter_history: vec![change(true), change(false)],
            policy: Vec::new(),
        };
        Owner::new().with(|| {
            provide_here(Signal::stored(Here { lang, route: None }));
            provide_acts();
            card(Load::ready(held.clone()), &held).to_html()
        })
    }

    #[test]
    fn it_counts_once_it_is_confirmed_and_a_wish_that_waits_is_seen() {
        for (lang, subscribe, twice, waits) in [
            (Lang::Lv, "Pieteikties jaunumu", "Ja pieteiksieties", "Gaida apstiprinājumu"),
            (Lang::En, "Subscribe to", "If you subscribe", "Waiting for confirmation"),
        ] {
            let none = html(lang, false, None);
            assert!(none.contains(subscribe) && none.contains(twice) && !none.contains(waits));
            let waiting = html(lang, false, Some(Timestamp(0)));
            assert!(waiting.contains(waits) && !waiting.contains(subscribe) && !waiting.contains("tag--success"));
            assert_eq!(waiting.matches("<button").count(), 2, "another mail, or none after all");
            let given = html(lang, true, None);
            assert!(given.contains("tag--success") && given.matches("<button").count() == 1);
            for (grants, html) in [(true, none), (false, given)] {
                let words = Owner::new().with(|| {
                    provide_here(Signal::stored(Here { lang, route: None }));
                    words(grants)
                });
                assert!(words.iter().all(|words| html.contains(words)), "what the proof keeps is shown");
            }
        }
        assert_eq!(html(Lang::En, true, None).matches("<time").count(), 4, "both times of each change");
    }

    #[test]
    fn while_it_is_limited_it_can_be_left_but_not_asked_for() {
        for (newsletter, requested_at, buttons) in [(false, None, 0), (false, Some(Timestamp(0)), 1), (true, None, 1)] {
            let html = html_of(Lang::Lv, newsletter, requested_at, true);
            assert_eq!(html.matches("<button").count(), buttons, "{newsletter}");
            assert!(html.contains("/lv/my-privacy/limits") && !html.contains("Pieteikties jaunumu"));
        }
    }
}
