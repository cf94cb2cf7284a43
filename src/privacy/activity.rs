//! What happened to the account, and who did it.

use contract::{
    page::Page,
    privacy::{Activity as Entry, Actor},
    route::Dashboard,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

mod check;

use super::{page_href, reauth::use_reauth, words};
use crate::{
    api,
    effect::effect_since,
    form::label::explain_error,
    tr,
    ui::{DayAndTime, Load, PageHeader, Table, device_name, loaded},
};

/// Shows the log, newest first, page by page; the page stands in the address (P11).
#[component]
pub fn Activity() -> impl IntoView {
    let reauth = use_reauth();
    // Not `use_query_map`: that is the query of the route, which stays the same one when the path changes under a wildcard.
    let query = use_location().query;
    let before = Memo::new(move |_| query.with(|query| query.get("before")));
    let log = Load::new(move || {
        let before = before.get_untracked();
        reauth.guard(move || api::privacy::activity(before.clone()))
    });
    effect_since(move |shown: Option<Option<String>>| {
        let asked = before.get();
        if shown.is_some_and(|shown| shown != asked) {
            log.reload();
        }
        asked
    });
    let next = Memo::new(move |_| log.get().and_then(|page| page.next));
    let count = move || log.get().map(|page| tr!(privacy.activity_count, count = page.items.len()));
    let here = page_href(Dashboard::Activity);
    let newest = here.clone();
    let older = move || next.get().map(|next| format!("{here}?before={next}"));
    view! {
        <PageHeader title=tr!(common.title_my_activity) lead=tr!(privacy.activity_lead) />
        <div class="stack">
            // It stands here before the list comes, so that a screen reader hears it change (A2).
            <p class="visually-hidden" role="status">{count}</p>
            {loaded(log, explain_error, |page| entries(&page))}
            <nav class="pager cluster" aria-label=tr!(privacy.activity_pages)>
                <Show when=move || before.get().is_some()>
                    <a class="button" href=newest.clone()>{tr!(privacy.activity_newest)}</a>
                </Show>
                // It stays on the last page too, without a target: else whoever leafs on by keyboard would lose the focus there.
                <Show when=move || next.get().is_some() || before.get().is_some()>
                    <a
                        class="button"
                        role="link"
                        tabindex="0"
                        rel="next"
                        href=older.clone()
                        aria-disabled=move || next.get().is_none().then_some("true")
                    >
                        {tr!(privacy.activity_older)}
                    </a>
                </Show>
            </nav>
            <check::Check />
        </div>
    }
}

fn entries(page: &Page<Entry>) -> AnyView {
    if page.items.is_empty() {
        return view! { <div class="empty"><h2>{tr!(privacy.activity_none)}</h2></div> }.into_any();
    }
    let rows = page.items.iter().map(|entry| {
        vec![
            view! { <DayAndTime at=entry.at /> }.into_any(),
            event(entry),
            actor(entry.actor),
            // What the portal does by itself, and what staff do, no browser did.
            if matches!(entry.actor, Actor::Person | Actor::Unknown) { device_name(entry.device) } else { "–" }
                .into_any(),
            link(entry),
        ]
    });
    let columns = vec![
        tr!(privacy.column_when),
        tr!(privacy.column_event),
        tr!(privacy.column_actor),
        tr!(privacy.column_device),
        tr!(proof.column_link),
    ];
    view! { <Table label=tr!(common.title_my_activity) columns rows=rows.collect() /> }.into_any()
}

/// What happened; and why, where staff did it.
fn event(entry: &Entry) -> AnyView {
    let reason = (!entry.reason.is_empty()).then(|| {
        let reason = entry.reason.clone();
        view! { <br /> <span class="preserve-lines">{tr!(proof.reason)} ": " {reason}</span> }
    });
    view! { <span>{words::activity_kind(entry.kind)} {reason}</span> }.into_any()
}

/// Who did it; staff stand out, and not by their colour alone.
fn actor(actor: Actor) -> AnyView {
    match actor {
        Actor::Staff => view! { <span class="tag tag--warning">{words::actor(actor)}</span> }.into_any(),
        Actor::Person | Actor::System | Actor::Unknown => words::actor(actor).into_any(),
    }
}

/// The entry's place in the chain: its number, and the beginning of its SHA-256.
fn link(entry: &Entry) -> AnyView {
    let start: String = entry.sha256.chars().take(12).collect();
    // One box: a cell of a narrow table sets each child apart.
    view! { <span>{entry.number} " · " <code>{start}</code></span> }.into_any()
}

#[cfg(test)]
mod tests {
    use contract::{
        privacy::{ActivityKind, Device},
        time::Timestamp,
    };

    use super::*;

    #[test]
    fn every_event_has_a_row() {
        let entry = |kind: &ActivityKind| Entry {
            at: Timestamp(0),
            kind: *kind,
            actor: Actor::Person,
            device: Device::Firefox,
            number: 7,
            sha256: "0123456789abcdef".into(),
            reason: String::new(),
        };
        let page = Page { items: ActivityKind::ALL.iter().map(entry).collect(), next: None };
        let html = Owner::new().with(|| entries(&page).to_html());
        assert_eq!(html.matches("<tr").count(), ActivityKind::ALL.len() + 1);
        assert!(html.contains("Firefox") && html.contains("0123456789ab<"));
    }

    #[test]
    fn what_staff_did_stands_out_with_its_reason() {
        let entry = |actor| Entry {
            at: Timestamp(0),
            kind: ActivityKind::RequestViewed,
            actor,
            device: Device::Other,
            number: 1,
            sha256: String::new(),
            reason: "R-1 <b>".into(),
        };
        let html = |actor| Owner::new().with(|| entries(&Page { items: vec![entry(actor)], next: None }).to_html());
        assert!(html(Actor::Staff).contains("tag--warning") && html(Actor::Staff).contains("R-1 &lt;b&gt;"));
        assert!(!html(Actor::Person).contains("tag--warning"));
    }

    #[test]
    fn who_typed_a_wrong_password_is_not_known_but_by_which_browser() {
        let entry = Entry {
            at: Timestamp(0),
            kind: ActivityKind::SignInFailed,
            actor: Actor::Unknown,
            device: Device::Firefox,
            number: 1,
            sha256: String::new(),
            reason: String::new(),
        };
        let html = Owner::new().with(|| entries(&Page { items: vec![entry], next: None }).to_html());
        assert!(html.contains(words::actor(Actor::Unknown)) && html.contains("Firefox"), "{html}");
        assert_ne!(words::actor(Actor::Unknown), words::actor(Actor::Person));
    }

    #[test]
    fn an_empty_log_says_so() {
        let html = Owner::new().with(|| entries(&Page { items: Vec::new(), next: None }).to_html());
        assert!(html.contains("class=\"empty\""));
    }
}
