//! The public register of recipients (policy clauses `transfers` and `providers`).

use contract::{
    privacy::Provider,
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::{page_href, words};
use crate::{
    here::href,
    rights::recipients::use_recipients,
    title::page_title,
    tr,
    ui::{External, PageHeader},
};

/// Says of every recipient what it does, what it gets and for which purposes, where, under which safeguards and terms, and whether
/// this portal uses it.
#[component]
pub fn Register() -> impl IntoView {
    let used = use_recipients();
    let entries: Vec<_> = Provider::ALL.iter().map(|provider| entry(*provider, used.0.contains(provider))).collect();
    let mine = Dashboard::Consents;
    view! {
        <PageHeader title=page_title(Route::Recipients) lead=tr!(limits.recipients_lead) />
        <div class="stack recipients">
            {entries}
            <p class="prose">
                {tr!(limits.recipients_own)} " " <a href=page_href(mine)>{page_title(Route::MyPrivacy(mine))}</a>
            </p>
            <p class="prose">
                {tr!(limits.recipients_authorities)} " "
                <a href=format!("{}#transfers", href(Route::Privacy))>{tr!(limits.recipients_policy)}</a>
            </p>
        </div>
    }
}

fn entry(provider: Provider, used: bool) -> AnyView {
    let (class, words) = match used {
        true => ("tag tag--success", tr!(limits.used)),
        false => ("tag tag--neutral", tr!(limits.not_used)),
    };
    let facts = [
        (tr!(limits.fact_what), words::provider_what(provider).to_owned()),
        (tr!(limits.fact_purposes), words::together(provider.purposes(), words::purpose)),
        (tr!(limits.fact_gets), words::together(provider.categories(), words::category)),
        (tr!(limits.fact_where), words::provider_where(provider).to_owned()),
        (tr!(limits.fact_safeguards), words::provider_safeguards(provider).to_owned()),
    ];
    let facts = facts.map(|(term, words)| view! { <div><dt>{term}</dt><dd>{words}</dd></div> });
    let terms = match provider.terms() {
        Some(terms) => view! { <External href=terms text=words::provider_terms(provider) /> }.into_any(),
        None => words::provider_terms(provider).into_any(),
    };
    view! {
        <section class="card stack" id=provider.code()>
            <h2 class="card__title">{words::provider_name(provider)}</h2>
            <p><span class=class>{words}</span></p>
            <dl class="summary-list">
                {facts.collect_view()}
                <div><dt>{tr!(limits.fact_terms)}</dt><dd>{terms}</dd></div>
            </dl>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use contract::lang::Lang;

    use super::*;
    use crate::{
        here::{Here, provide_here},
        rights::recipients::Used,
    };

    #[test]
    fn every_recipient_stands_with_its_facts_and_whether_it_is_used() {
        for lang in Lang::ALL {
            let html = Owner::new().with(|| {
                provide_here(Signal::stored(Here { lang, route: Some(Route::Recipients) }));
                provide_context(Used(vec![Provider::Campayn]));
                view! { <Register /> }.to_html()
            });
            assert_eq!(html.matches("<section").count(), Provider::ALL.len());
            assert_eq!(html.matches("tag--success").count(), 1);
            let campayn = html.split("id=\"campayn\"").nth(1).unwrap().split("</section>").next().unwrap();
            assert!(campayn.contains("tag--success") && campayn.contains("https://www.campayn.com/legal"), "{campayn}");
            assert_eq!(html.matches("rel=\"noreferrer\"").count(), 3, "each site of others is marked as such");
            assert!(!html.contains("<script"));
        }
    }
}
