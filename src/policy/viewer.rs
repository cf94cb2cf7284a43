//! A policy in force, with its contents list.

use contract::{
    policy::{Document, Policy},
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::{Prefetched, clause::clause, contents::contents};
use crate::{
    api,
    browser::{
        document::{next_frame, scroll_to},
        intl,
        location::fragment,
    },
    effect::effect,
    form::label::explain_error,
    here::{href, use_lang},
    title::page_title,
    tr,
    ui::{Load, Notice, PageHeader, Tone, loaded},
};

/// Lets a person read the privacy policy, and use the rights that it names.
#[component]
pub fn PrivacyPolicy() -> impl IntoView {
    let page = Route::MyPrivacy(Dashboard::Overview);
    view! {
        <PageHeader title=page_title(Route::Privacy) lead=tr!(policy.privacy_lead) />
        {document(
            Document::Privacy,
            view! {
                <Notice tone=Tone::Info>
                    <p>
                        <strong>{tr!(policy.my_privacy_title)}"."</strong> " " {tr!(policy.my_privacy_text)} " "
                        <a href=href(page)>{page_title(page)}</a>"."
                    </p>
                </Notice>
            }
            .into_any(),
        )}
    }
}

/// Lets a person read the terms of use.
#[component]
pub fn TermsOfUse() -> impl IntoView {
    view! {
        <PageHeader title=page_title(Route::Legal) lead=tr!(policy.terms_lead) />
        {document(Document::Terms, ().into_any())}
    }
}

/// The text in force, or the waiting for it.
fn document(document: Document, before: AnyView) -> AnyView {
    let lang = use_lang();
    let here = use_context::<Prefetched>().filter(|here| here.document == document && here.policy.lang == lang);
    let load =
        here.map_or_else(|| Load::new(move || api::policy::in_force(document, lang)), |here| Load::ready(here.policy));
    // The browser looked for the fragment's clause before it was there.
    effect(move || {
        if load.get().is_some() {
            next_frame(|| {
                if let Some(id) = fragment() {
                    scroll_to(&id);
                }
            });
        }
    });
    view! { {before} {loaded(load, explain_error, text)} }.into_any()
}

/// Version and date, contents, clauses.
fn text(policy: Policy) -> AnyView {
    let effective = intl::iso_day(&policy.effective, use_lang());
    view! {
        <div class="policy">
            {contents(&policy.clauses)}
            <article class="policy__text" lang=policy.lang.tag()>
                <dl class="policy__facts">
                    <div>
                        <dt>{tr!(policy.effective)}</dt>
                        <dd><time datetime=policy.effective>{effective}</time></dd>
                    </div>
                    <div>
                        <dt>{tr!(policy.version)}</dt>
                        <dd>{policy.version}</dd>
                    </div>
                </dl>
                {policy.clauses.into_iter().map(clause).collect_view()}
            </article>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use contract::{
        lang::Lang,
        policy::{Block, Clause, Inline},
    };

    use super::*;
    use crate::here::{Here, provide_here};

    fn policy() -> Policy {
        let text = |text: &str| vec![Inline::Text { text: text.into() }];
        let link = Inline::Link { href: "https://www.dvi.gov.lv".into(), text: "DVI".into() };
        Policy {
            version: "1".into(),
            lang: Lang::En,
            title: "Privacy policy".into(),
            effective: "2018-10-05".into(),
            sha256: String::new(),
            clauses: vec![Clause {
                id: "rights".into(),
                title: "Your <rights>".into(),
                summary: text("All of them."),
                blocks: vec![
                    Block::Paragraph(vec![link]),
                    Block::Heading(text("Complaint")),
                    Block::Numbers(vec![text("one"), text("two")]),
                ],
            }],
        }
    }

    #[test]
    fn a_prefetched_policy_is_rendered_at_once() {
        let owner = Owner::new();
        let html = owner.with(|| {
            provide_here(Signal::stored(Here::at("/en/privacy")));
            provide_context(Prefetched { document: Document::Privacy, policy: policy() });
            view! { <PrivacyPolicy /> }.to_html()
        });
        for part in [
            "<section id=\"rights\"",
            "href=\"#rights\"",
            "Your &lt;rights&gt;",
            "datetime=\"2018-10-05\"",
            "<a href=\"https://www.dvi.gov.lv\" rel=\"noreferrer\">",
            "(other website)",
            "<ol>",
        ] {
            assert!(html.contains(part), "{part}\n{html}");
        }
        assert!(!html.contains("skeleton"), "{html}");
    }
}
