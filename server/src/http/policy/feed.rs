//! The versions of a policy, to be followed: each is announced here on the day when it is published.

use axum::Json;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use contract::lang::Lang;
use contract::path;
use contract::policy::{Document, Materiality, Policy, VersionEntry};
use contract::route::Route;
use serde_json::{Value, json};

use super::{Asked, Query, document, of_query};
use crate::config::PublicUrl;
use crate::problem::Outcome;
use crate::shell::escape;
use crate::state::State;

/// One version, as both feeds tell of it.
struct Entry {
    url: String,
    title: String,
    /// RFC 3339
    published: String,
    summary: String,
}

/// A feed: the versions of a document, the newest first.
struct Feed {
    title: String,
    page: String,
    url: String,
    entries: Vec<Entry>,
}

/// The versions of a policy as an Atom feed (RFC 4287).
#[utoipa::path(
    get,
    path = path::POLICY_ATOM,
    tag = "policy",
    security(()),
    params(("document" = String, Path, description = "`privacy` or `terms`"), Asked),
    responses((status = 200, body = String), (status = 404))
)]
pub async fn atom(state: State, Path(slug): Path<String>, asked: Query) -> Outcome<impl IntoResponse> {
    let Asked { lang } = of_query(asked)?;
    let Feed { title, page, url, entries } = feed(&state, document(&slug)?, lang, path::POLICY_ATOM);
    let updated = entries.first().map(|entry| entry.published.clone()).unwrap_or_default();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{page}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n\
         <author><name>VET2B</name></author>\n<link href=\"{page}\"/>\n<link rel=\"self\" href=\"{}\"/>\n",
        lang.tag(),
        escape(&title),
        escape(&url),
    );
    for Entry { url, title, published, summary } in entries {
        xml.push_str(&format!(
            "<entry><id>{url}</id><title>{}</title><updated>{published}</updated><published>{published}</published>\
             <link href=\"{url}\"/><summary>{}</summary></entry>\n",
            escape(&title),
            escape(&summary),
        ));
    }
    xml.push_str("</feed>\n");
    Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], xml))
}

/// The versions of a policy as a JSON Feed (jsonfeed.org, version 1.1).
#[utoipa::path(
    get,
    path = path::POLICY_FEED,
    tag = "policy",
    security(()),
    params(("document" = String, Path, description = "`privacy` or `terms`"), Asked),
    responses((status = 200, body = String), (status = 404))
)]
pub async fn json(state: State, Path(slug): Path<String>, asked: Query) -> Outcome<impl IntoResponse> {
    let Asked { lang } = of_query(asked)?;
    let Feed { title, page, url, entries } = feed(&state, document(&slug)?, lang, path::POLICY_FEED);
    let item = |Entry { url, title, published, summary }: Entry| json!({ "id": url, "url": url, "title": title, "date_published": published, "content_text": summary });
    let items: Vec<Value> = entries.into_iter().map(item).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": page,
        "feed_url": url,
        "language": lang.tag(),
        "items": items,
    });
    Ok(([(header::CONTENT_TYPE, "application/feed+json"), (header::CACHE_CONTROL, "no-cache")], Json(feed)))
}

fn feed(state: &State, document: Document, lang: Lang, path: &str) -> Feed {
    let public = &state.config().public_url;
    let policies = state.policies();
    let entry = |entry: &VersionEntry| {
        let policy = policies.version(document, lang, &entry.version)?;
        Some(Entry {
            url: url(public, document, lang, &entry.version),
            title: format!("{}, {} {}", policy.title, words(lang).0, entry.version),
            published: format!("{}T00:00:00Z", entry.published),
            summary: summary(lang, entry, policy),
        })
    };
    let versions = state.policy_versions(document, lang);
    let title = versions.last().and_then(|last| policies.version(document, lang, &last.version));
    Feed {
        title: format!("VET2B: {}", title.map(|policy| policy.title.as_str()).unwrap_or_default()),
        page: public.page(page(document), lang),
        url: format!("{}{}?lang={}", public.origin(), path::with(path, document.slug()), lang.tag()),
        entries: versions.iter().rev().filter_map(entry).collect(),
    }
}

const fn page(document: Document) -> Route {
    match document {
        Document::Privacy => Route::PolicyVersions,
        Document::Terms => Route::Legal,
    }
}

/// Each version has an address for good; of the terms there is one page.
fn url(public: &PublicUrl, document: Document, lang: Lang, version: &str) -> String {
    match (document, version.parse()) {
        (Document::Privacy, Ok(number)) => public.page(Route::PolicyVersion(number), lang),
        _ => format!("{}#{version}", public.page(page(document), lang)),
    }
}

/// "version", "takes effect on", "changes materially", "changes in words".
const fn words(lang: Lang) -> (&'static str, &'static str, &'static str, &'static str) {
    match lang {
        Lang::Lv => ("versija", "Spēkā no", "Būtiski mainās", "Mainās tikai formulējums"),
        Lang::En => ("version", "In force from", "Material changes", "Editorial changes"),
    }
}

/// From when, and which clauses change.
fn summary(lang: Lang, entry: &VersionEntry, policy: &Policy) -> String {
    let (_, from, material, editorial) = words(lang);
    let title = |id: &str| {
        let clause = policy.clauses.iter().find(|clause| clause.id == id);
        clause.map_or(id, |clause| clause.title.as_str()).to_owned()
    };
    let mut text = format!("{from} {}.", entry.effective);
    for (words, is_editorial) in [(material, false), (editorial, true)] {
        let changes =
            entry.changes.iter().filter(|change| (change.materiality == Materiality::Editorial) == is_editorial);
        let titles: Vec<_> = changes.map(|change| title(&change.clause)).collect();
        if !titles.is_empty() {
            text.push_str(&format!(" {words}: {}.", titles.join("; ")));
        }
    }
    text
}
