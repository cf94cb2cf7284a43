//! The public register of recipients (policy clauses `transfers` and `providers`).

use contract::{
    privacy::Provider,
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::{page_href, words};
use crate::{
    browser::document,
    here::href,
    title::page_title,
    tr,
    ui::{External, PageHeader},
};

/// The name of the `<meta>` in which the server says which recipients the portal uses.
const META: &str = "vet2b-recipients";

/// The recipients that this portal uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used(pub Vec<Provider>);

impl Used {
    /// As it stands in the page: `mailchimp campayn`.
    pub fn to_meta(&self) -> String {
        let codes: Vec<_> = self.0.iter().map(|provider| provider.code()).collect();
        format!("<meta name=\"{META}\" content=\"{}\">", codes.join(" "))
    }

    fn of_page() -> Self {
        let content = document::meta(META).unwrap_or_default();
        let is_named = |provider: &Provider| content.split(' ').any(|code| code == provider.code());
        Self(Provider::ALL.iter().copied().filter(is_named).collect())
    }
}

/// Says of every recipient what it does, what it gets and for which purposes, where, under which safeguards and terms, and whether
/// this portal uses it.
#[component]
pub fn Register() -> impl IntoView {
    let used = use_context::<Used>().unwrap_or_else(Used::of_page);
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
    use crate::here::{Here, provide_here};

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

    #[test]
    fn the_page_says_which_are_used() {
        let used = Used(vec![Provider::Mailchimp, Provider::GoogleAnalytics]);
        assert_eq!(used.to_meta(), "<meta name=\"vet2b-recipients\" content=\"mailchimp google_analytics\">");
    }
}
