//! What is held, by category of the policy, and what one can do about it.

use contract::{
    privacy::{Category, CategoryReport, DataMap},
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::{page_href, reauth::use_reauth, words};
use crate::{
    api,
    form::label::explain_error,
    here::href,
    tr,
    ui::{External, Load, PageHeader, loaded},
};

mod endings;

/// Shows the data map (GDPR art. 15(1)), every category beside its purposes, grounds, recipients and retention.
#[component]
pub fn Overview() -> impl IntoView {
    let reauth = use_reauth();
    let map = Load::new(move || reauth.guard(api::privacy::data_map));
    view! {
        <PageHeader title=tr!(common.title_my_privacy) lead=tr!(privacy.overview_lead) />
        <div class="stack">
            <section class="stack">
                <h2>{tr!(privacy.overview_do)}</h2>
                <ul class="cards">
                    {door(Dashboard::Data, tr!(privacy.do_correct), tr!(privacy.do_correct_note))}
                    {door(Dashboard::Consents, tr!(privacy.do_withdraw), tr!(privacy.do_withdraw_note))}
                    {door(Dashboard::Limits, tr!(limits.door), tr!(limits.door_note))}
                    {door(Dashboard::Export, tr!(privacy.do_export), tr!(privacy.do_export_note))}
                    {door(Dashboard::Delete, tr!(privacy.do_delete), tr!(privacy.do_delete_note))}
                    {door(Dashboard::Requests, tr!(requests.do_requests), tr!(requests.do_requests_note))}
                </ul>
            </section>
            <endings::Endings />
            <section class="stack">
                <h2>{tr!(privacy.overview_held)}</h2>
                <p class="prose">
                    {tr!(privacy.overview_transfers)} " "
                    <a href=format!("{}#transfers", href(Route::Privacy))>{tr!(privacy.overview_policy)}</a>
                </p>
                {loaded(map, explain_error, |map| categories(&map))}
            </section>
            <OtherRights />
        </div>
    }
}

/// A card that leads to one of the pages.
fn door(page: Dashboard, words: &'static str, note: &'static str) -> impl IntoView {
    view! {
        <li>
            <div class="card">
                <h3 class="card__title"><a href=page_href(page)>{words}</a></h3>
                <p>{note}</p>
            </div>
        </li>
    }
}

fn categories(map: &DataMap) -> AnyView {
    let cards: Vec<_> = map.categories.iter().map(category).collect();
    view! { <div class="data-map">{cards}</div> }.into_any()
}

fn category(report: &CategoryReport) -> AnyView {
    let name = words::category(report.category);
    let facts = [
        (tr!(privacy.fact_purposes), words::together(&report.purposes, words::purpose)),
        (tr!(privacy.fact_grounds), words::together(&report.grounds, words::ground)),
        (tr!(privacy.fact_recipients), words::together(&report.recipients, words::recipient)),
        (tr!(privacy.fact_retention), words::retention(report.retention).to_owned()),
    ];
    let facts = facts.map(|(term, words)| {
        let words = if words.is_empty() { tr!(privacy.fact_none).to_owned() } else { words };
        view! { <div><dt>{term}</dt><dd>{words}</dd></div> }
    });
    let ways = ways(report.category).into_iter().map(|(page, words)| {
        view! { <li><a href=page_href(page)>{words} <span class="visually-hidden">": " {name}</span></a></li> }
    });
    let (tone, count) = match report.count {
        0 => ("tag tag--neutral", tr!(privacy.held_nothing).to_owned()),
        count => ("tag", tr!(privacy.held_count, count = count)),
    };
    view! {
        <details class="detail">
            <summary><h3 class="data-map__name">{name}</h3> " " <span class=tone>{count}</span></summary>
            <div class="data-map__facts">
                <p>{words::category_what(report.category)}</p>
                <dl class="summary-list">{facts.collect_view()}</dl>
                <ul class="cluster data-map__ways">{ways.collect_view()}</ul>
            </div>
        </details>
    }
    .into_any()
}

/// Where one can see, correct, take along and delete what a category holds.
fn ways(category: Category) -> Vec<(Dashboard, &'static str)> {
    let mut ways = match category {
        Category::Name | Category::Email | Category::Phone | Category::Organisation | Category::Address => {
            vec![(Dashboard::Data, tr!(privacy.way_correct))]
        }
        Category::Consents | Category::Usage => vec![(Dashboard::Consents, tr!(privacy.way_withdraw))],
        Category::Security => {
            vec![(Dashboard::Activity, tr!(privacy.way_activity)), (Dashboard::Sessions, tr!(privacy.way_sessions))]
        }
        Category::Requests => vec![(Dashboard::Requests, tr!(requests.way_requests))],
        Category::Messages => Vec::new(),
    };
    ways.extend([(Dashboard::Export, tr!(privacy.way_export)), (Dashboard::Delete, tr!(privacy.way_delete))]);
    ways
}

/// Restriction, objection, complaint (GDPR art. 18, 21, 77).
#[component]
fn OtherRights() -> impl IntoView {
    view! {
        <section class="stack prose">
            <h2>{tr!(privacy.rights_title)}</h2>
            <p>
                {tr!(limits.rights_text)} " " <a href=page_href(Dashboard::Limits)>{tr!(limits.title)}</a>
            </p>
            <p><a href=page_href(Dashboard::Requests)>{tr!(requests.rights_file)}</a></p>
            <p>
                {tr!(privacy.rights_complaint)} " "
                <External href="https://www.dvi.gov.lv" text=tr!(privacy.rights_authority) />
            </p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use contract::{
        lang::Lang,
        privacy::{Ground, Purpose, Recipient, Retention},
    };

    use super::*;
    use crate::here::{Here, provide_here};

    #[test]
    fn every_category_stands_with_its_facts_and_ways_empty_ones_too() {
        for lang in Lang::ALL {
            let html = Owner::new().with(|| {
                provide_here(Signal::stored(Here { lang, route: None }));
                let report = |category: &Category| CategoryReport {
                    category: *category,
                    count: 0,
                    purposes: vec![Purpose::Operate, Purpose::Support],
                    grounds: vec![Ground::Contract],
                    recipients: vec![Recipient::Consortium],
                    retention: Retention::Account,
                };
                categories(&DataMap { categories: Category::ALL.iter().map(report).collect() }).to_html()
            });
            assert_eq!(html.matches("<h3").count(), Category::ALL.len());
            assert_eq!(html.matches(&format!("/{}/my-privacy/export", lang.tag())).count(), Category::ALL.len());
            assert_eq!(html.matches(&format!("/{}/my-privacy/delete", lang.tag())).count(), Category::ALL.len());
        }
    }
}
