//! Every request about one's data, with the law's own clock; and the way to file another.

use contract::rights::Requests as Reply;
use leptos::prelude::*;

use super::reauth::use_reauth;
use crate::{
    api,
    form::label::explain_error,
    rights::{authority::Authority, words},
    tr,
    ui::{DayAndTime, Load, PageHeader, Table, loaded},
};

mod card;
mod file;
mod told;

/// Shows the requests and lets a person file one (GDPR art. 12, 15 to 22, 77).
#[component]
pub fn Requests() -> impl IntoView {
    let reauth = use_reauth();
    let requests = Load::new(move || reauth.guard(api::rights::mine));
    let count = move || requests.get().map(|reply| tr!(requests.count, count = reply.requests.len()));
    view! {
        <PageHeader title=tr!(requests.title_my) lead=tr!(requests.my_lead) />
        <div class="stack">
            <p class="visually-hidden" role="status">{count}</p>
            {loaded(requests, explain_error, move |reply| open(requests, &reply))}
            {move || requests.get().and_then(|reply| closed(requests, &reply))}
            <file::FileRequest requests />
            {move || requests.get().map(|reply| disclosures(&reply))}
            <Authority />
        </div>
    }
    .into_any()
}

fn open(requests: Load<Reply>, reply: &Reply) -> AnyView {
    let cards: Vec<_> =
        reply.requests.iter().filter(|request| !request.state.is_closed()).map(|r| card::card(requests, r)).collect();
    let body = match cards.is_empty() {
        true => view! { <div class="empty"><p>{tr!(requests.none_open)}</p></div> }.into_any(),
        false => view! { <ul class="request-list">{cards}</ul> }.into_any(),
    };
    view! { <section class="stack"><h2>{tr!(requests.open)}</h2> {body}</section> }.into_any()
}

fn closed(requests: Load<Reply>, reply: &Reply) -> Option<AnyView> {
    let cards: Vec<_> =
        reply.requests.iter().filter(|request| request.state.is_closed()).map(|r| card::folded(requests, r)).collect();
    (!cards.is_empty())
        .then(|| view! { <section class="stack"><h2>{tr!(requests.closed)}</h2> {cards}</section> }.into_any())
}

fn disclosures(reply: &Reply) -> AnyView {
    let body = if reply.disclosures.is_empty() {
        view! { <p>{tr!(requests.disclosures_none)}</p> }.into_any()
    } else {
        let rows = reply.disclosures.iter().map(|given| {
            vec![
                view! { <DayAndTime at=given.at /> }.into_any(),
                given.recipient.clone().into_any(),
                words::ground(given.ground).into_any(),
                given.reason.clone().into_any(),
            ]
        });
        let columns = vec![
            tr!(requests.column_when),
            tr!(requests.column_recipient),
            tr!(requests.column_ground),
            tr!(requests.column_what),
        ];
        view! { <Table label=tr!(requests.disclosures) columns rows=rows.collect() /> }.into_any()
    };
    view! {
        <section class="stack">
            <h2>{tr!(requests.disclosures)}</h2>
            <p class="prose">{tr!(requests.disclosures_note)}</p>
            {body}
        </section>
    }
    .into_any()
}
