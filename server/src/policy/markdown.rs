//! From Markdown to clauses. Only what a policy needs is understood; anything else stops the start with file and line.

mod reader;

use contract::{lang::Lang, policy::Policy, route::Route};
use pulldown_cmark::{Options, Parser};
use sha2::{Digest, Sha256};

use super::{Flawed, Source, flaw, front_matter};
use reader::Reader;

/// Parses one file.
///
/// # Errors
/// The first construct that is not understood, with file and line.
pub(super) fn parse(source: &Source) -> Result<Policy, Flawed> {
    let front = front_matter::read(source)?;
    let body = body(&source.text, front.lines);
    let mut reader = Reader::new(source.lang);
    for (event, range) in Parser::new_ext(body, Options::ENABLE_HEADING_ATTRIBUTES).into_offset_iter() {
        reader.read(event).map_err(|what| {
            let line = front.lines + 1 + body[..range.start].matches('\n').count();
            flaw(&source.file, line, what)
        })?;
    }
    let effective = front.effective.ok_or_else(|| flaw(&source.file, front.lines, "front matter lacks `effective`"))?;
    Ok(Policy {
        version: front.version,
        lang: source.lang,
        title: front.title,
        published: front.published.unwrap_or_else(|| effective.clone()),
        effective,
        changes: front.changes,
        sha256: Sha256::digest(source.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect(),
        clauses: reader.finish().map_err(|what| flaw(&source.file, source.text.lines().count(), what))?,
    })
}

/// What follows the front matter.
fn body(text: &str, lines: usize) -> &str {
    let start = text.match_indices('\n').nth(lines.saturating_sub(1)).map_or(text.len(), |(at, _)| at + 1);
    &text[start..]
}

/// Where a link leads: `route:` is a page of the portal; else only mail and https.
fn href(lang: Lang, dest: &str) -> Result<String, String> {
    if let Some(page) = dest.strip_prefix("route:") {
        let path = format!("/{}/{page}", lang.tag());
        return match Route::parse(&path) {
            Some((lang, route)) => Ok(route.path(lang)),
            None => Err(format!("`{dest}` is no page of the portal")),
        };
    }
    if dest.starts_with("https://") || dest.strip_prefix("mailto:").is_some_and(|address| address.contains('@')) {
        return Ok(dest.to_owned());
    }
    Err(format!("`{dest}` is neither route:, mailto: nor https:"))
}
