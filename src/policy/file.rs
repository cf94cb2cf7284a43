//! A version as a file to keep: one page that needs no other.

use contract::policy::Policy;
use leptos::prelude::*;

use super::clause::plain_clause;
use crate::tr;

/// Enough to read it well, on a screen and on paper.
const STYLE: &str = "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif}\
    blockquote{margin:1rem 0;padding:.5rem 1rem;border-left:4px solid}dt{font-weight:bold}dd{margin:0;overflow-wrap:anywhere}";

/// Title, facts, clauses.
pub(super) fn page(policy: Policy) -> String {
    let (lang, title) = (policy.lang.tag(), policy.title.clone());
    let body = view! {
        <h1>{policy.title}</h1>
        <dl>
            <dt>{tr!(policy.version)}</dt><dd>{policy.version}</dd>
            <dt>{tr!(policy.effective)}</dt><dd>{policy.effective}</dd>
            <dt>{tr!(policy.sha256)}</dt><dd>{policy.sha256}</dd>
        </dl>
        {policy.clauses.into_iter().map(plain_clause).collect_view()}
    }
    .to_html();
    let title = view! { <title>{title}</title> }.to_html();
    format!("<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\">{title}<style>{STYLE}</style>{body}</html>\n")
}
