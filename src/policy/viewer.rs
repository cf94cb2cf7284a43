//! A policy, with its contents list.

use contract::{
    path,
    policy::{
        Document, Policy, Standing, VersionEntry,
        compare::{Token, tokens},
    },
    route::Route,
};
use leptos::prelude::*;

use super::{Reading, clause::clause, contents::contents, live::live, words};
use crate::{
    browser::intl,
    here::{href, use_lang},
    tr,
    ui::{Notice, Tone},
};

/// So many words of such a text are read in a minute (M. Brysbaert, "How many words do we read per minute?", 2019: 238 of a text that
/// is no fiction).
const WORDS_A_MINUTE: usize = 238;

/// Where the version stands, its facts, contents, clauses with their controls.
pub(super) fn text(route: Route, Reading { texts, versions, reader }: Reading) -> AnyView {
    let Some(policy) = texts.into_iter().next() else { return ().into_any() };
    let entry = versions.iter().find(|entry| entry.version == policy.version);
    let standing = entry.map_or(Standing::InForce, |entry| entry.standing);
    let document = route.document().unwrap_or(Document::Privacy);
    let clauses = policy.clauses.iter().map(|text| {
        let live = (document == Document::Privacy).then(|| live(&text.id, &reader)).flatten();
        clause(text.clone(), live)
    });
    view! {
        {note(route, &policy, standing, &versions)}
        <div class="policy">
            {contents(&policy.clauses)}
            <article class="policy__text" lang=policy.lang.tag()>
                {facts(route, &policy, standing)}
                {clauses.collect_view()}
                {keep(document, &policy)}
                // What the app says without showing it there.
                <p class="visually-hidden" id="said" role="status"></p>
            </article>
        </div>
    }
    .into_any()
}

/// The version to take along.
fn keep(document: Document, policy: &Policy) -> AnyView {
    let file = path::with(&path::with(path::POLICY_FILE, document.slug()), &policy.version);
    let link = |format: &str, words: &'static str| {
        let file = format!("{file}?lang={}&format={format}", policy.lang.tag());
        view! { <a href=file download rel="external">{words}</a> }
    };
    view! {
        <p class="policy__keep">
            {tr!(policy.keep)} " " {link("html", "HTML")} " · " {link("md", "Markdown")} " · " {link("json", "JSON")}
            <span class="policy__print">
                " · " <button class="button button--link" type="button" data-print>{tr!(policy.print)}</button>
            </span>
        </p>
    }
    .into_any()
}

/// Minutes that reading it takes, rounded up.
fn minutes(policy: &Policy) -> usize {
    let words = |tokens: Vec<Token>| tokens.iter().filter(|token| matches!(token, Token::Word(..))).count();
    let all: usize = policy.clauses.iter().map(|clause| words(tokens(clause))).sum();
    all.div_ceil(WORDS_A_MINUTE)
}

fn facts(route: Route, policy: &Policy, standing: Standing) -> AnyView {
    let since = if standing == Standing::Announced { tr!(policy.effective_from) } else { tr!(policy.effective) };
    let all = (route != Route::Legal).then(|| {
        view! { <dd><a href=href(Route::PolicyVersions)>{tr!(policy.all_versions)}</a></dd> }
    });
    view! {
        <dl class="policy__facts">
            <div>
                <dt>{since}</dt>
                <dd><time datetime=policy.effective.clone()>{intl::iso_day(&policy.effective, use_lang())}</time></dd>
            </div>
            <div>
                <dt>{tr!(policy.version)}</dt>
                <dd>{policy.version.clone()}</dd>
                {all}
            </div>
            <div>
                <dt>{tr!(policy.reading_time)}</dt>
                <dd>{tr!(policy.minutes, count = minutes(policy))}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// What whoever reads this version should know of the others.
fn note(route: Route, policy: &Policy, standing: Standing, versions: &[VersionEntry]) -> Option<AnyView> {
    let lang = use_lang();
    let number = |version: &str| version.parse().unwrap_or_default();
    let of = |standing| versions.iter().find(move |entry| entry.standing == standing);
    let in_force = of(Standing::InForce)?;
    let (words, links) = match standing {
        Standing::Past => (tr!(policy.note_past).to_owned(), vec![(Route::Privacy, tr!(policy.read_in_force))]),
        Standing::Announced => {
            let words = tr!(
                policy.note_announced,
                day = words::on(&policy.effective, lang),
                version = in_force.version.clone()
            );
            let changes = Route::PolicyChanges { version: number(&policy.version), since: number(&in_force.version) };
            (words, vec![(changes, tr!(policy.what_changes)), (Route::Privacy, tr!(policy.read_in_force))])
        }
        Standing::InForce if route == Route::Legal => return None,
        Standing::InForce => {
            let next = of(Standing::Announced)?;
            let words = tr!(policy.note_next, day = words::on(&next.effective, lang));
            let version = number(&next.version);
            let changes = Route::PolicyChanges { version, since: number(&policy.version) };
            (words, vec![(changes, tr!(policy.what_changes)), (Route::PolicyVersion(version), tr!(policy.read_next))])
        }
    };
    let links = links.into_iter().map(|(route, words)| view! { " " <a href=href(route)>{words}</a>"." }).collect_view();
    Some(view! { <Notice tone=Tone::Warning><p>{words} {links}</p></Notice> }.into_any())
}

#[cfg(test)]
mod tests {
    use contract::{
        lang::Lang,
        policy::{Block, Clause, Inline},
    };

    use super::*;
    use crate::here::{Here, provide_here};
    use crate::policy::tests::reader;

    fn policy() -> Policy {
        let text = |text: &str| vec![Inline::Text { text: text.into() }];
        let link = Inline::Link { href: "https://www.dvi.gov.lv".into(), text: "DVI".into() };
        Policy {
            version: "1".into(),
            lang: Lang::En,
            title: "Privacy policy".into(),
            effective: "2018-10-05".into(),
            published: "2018-10-05".into(),
            changes: Vec::new(),
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
    fn a_policy_is_rendered_from_its_structure() {
        let html = Owner::new().with(|| {
            provide_here(Signal::stored(Here::at("/en/privacy")));
            text(Route::Privacy, Reading { texts: vec![policy()], versions: Vec::new(), reader: reader(None) })
                .to_html()
        });
        for part in [
            "<section id=\"rights\"",
            "href=\"#rights\"",
            "Your &lt;rights&gt;",
            "datetime=\"2018-10-05\"",
            "<a href=\"https://www.dvi.gov.lv\" rel=\"noreferrer\">",
            "(other website)",
            "<ol>",
            "?lang=en&amp;format=md",
            "/en/my-privacy/export",
        ] {
            assert!(html.contains(part), "{part}\n{html}");
        }
    }
}
