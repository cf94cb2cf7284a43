//! A policy, with its contents list.

use contract::{
    lang::Lang,
    policy::{Policy, Reading, Standing, VersionEntry},
    route::Route,
};
use leptos::prelude::*;

use super::{clause::clause, contents::contents};
use crate::{
    browser::intl,
    here::{href, use_lang},
    tr,
    ui::{Notice, Tone},
};

/// Where the version stands, its facts, contents, clauses.
pub(super) fn text(route: Route, Reading { texts, versions }: Reading) -> AnyView {
    let Some(policy) = texts.into_iter().next() else { return ().into_any() };
    let entry = versions.iter().find(|entry| entry.version == policy.version);
    let standing = entry.map_or(Standing::InForce, |entry| entry.standing);
    view! {
        {note(route, &policy, standing, &versions)}
        <div class="policy">
            {contents(&policy.clauses)}
            <article class="policy__text" lang=policy.lang.tag()>
                {facts(route, &policy, standing)}
                {policy.clauses.into_iter().map(clause).collect_view()}
            </article>
        </div>
    }
    .into_any()
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
            let words =
                tr!(policy.note_announced, day = on(&policy.effective, lang), version = in_force.version.clone());
            let changes = Route::PolicyChanges { version: number(&policy.version), since: number(&in_force.version) };
            (words, vec![(changes, tr!(policy.what_changes)), (Route::Privacy, tr!(policy.read_in_force))])
        }
        Standing::InForce if route == Route::Legal => return None,
        Standing::InForce => {
            let next = of(Standing::Announced)?;
            let words = tr!(policy.note_next, day = on(&next.effective, lang));
            let version = number(&next.version);
            let changes = Route::PolicyChanges { version, since: number(&policy.version) };
            (words, vec![(changes, tr!(policy.what_changes)), (Route::PolicyVersion(version), tr!(policy.read_next))])
        }
    };
    let links = links.into_iter().map(|(route, words)| view! { " " <a href=href(route)>{words}</a>"." }).collect_view();
    Some(view! { <Notice tone=Tone::Warning><p>{words} {links}</p></Notice> }.into_any())
}

/// The day in words, as in "on a day"; the text itself if it is none.
fn on(day: &str, lang: Lang) -> String {
    let mut parts = day.splitn(3, '-');
    let words = (|| {
        let (year, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(contract::day::on(lang, year, month, parts.next()?.parse().ok()?))
    })();
    words.unwrap_or_else(|| day.to_owned())
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
            text(Route::Privacy, Reading { texts: vec![policy()], versions: Vec::new() }).to_html()
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
    }
}
