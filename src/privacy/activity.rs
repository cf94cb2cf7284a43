//! What happened to the account, and who did it.

use contract::{
    page::Page,
    privacy::{Activity as Entry, Actor},
    route::Dashboard,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

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
            words::activity_kind(entry.kind).into_any(),
            words::actor(entry.actor).into_any(),
            // What the portal does by itself, no browser did.
            if entry.actor == Actor::System { "–" } else { device_name(entry.device) }.into_any(),
        ]
    });
    let columns = vec![
        tr!(privacy.column_when),
        tr!(privacy.column_event),
        tr!(privacy.column_actor),
        tr!(privacy.column_device),
    ];
    view! { <Table label=tr!(common.title_my_activity) columns rows=rows.collect() /> }.into_any()
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
        };
        let page = Page { items: ActivityKind::ALL.iter().map(entry).collect(), next: None };
        let html = Owner::new().with(|| entries(&page).to_html());
        assert_eq!(html.matches("<tr").count(), ActivityKind::ALL.len() + 1);
        assert!(html.contains("Firefox"));
    }

    #[test]
    fn an_empty_log_says_so() {
        let html = Owner::new().with(|| entries(&Page { items: Vec::new(), next: None }).to_html());
        assert!(html.contains("class=\"empty\""));
    }
}
