/// What stands before and after the tag of this mark. A minifier may drop its quotes, so the name alone is looked for.
pub(super) fn mark<'h>(html: &'h str, name: &str) -> Result<(&'h str, &'h str), String> {
    let lacks = || format!("lacks the mark <meta name=\"{name}\">");
    let at = html.find(name).ok_or_else(lacks)?;
    let open = html[..at].rfind('<').ok_or_else(lacks)?;
    let close = at + html[at..].find('>').ok_or_else(lacks)? + 1;
    Ok((&html[..open], &html[close..]))
}

/// What stands before and after the `<html ...>` tag.
pub(super) fn html_tag(html: &str) -> Result<(&str, &str), String> {
    let lacks = || "lacks <html>".to_owned();
    let open = html.find("<html").ok_or_else(lacks)?;
    let close = open + html[open..].find('>').ok_or_else(lacks)? + 1;
    Ok((&html[..open], &html[close..]))
}

/// The tags that link style sheets, as they stand.
pub(super) fn styles(html: &str) -> String {
    let tags = html.split("<link").skip(1).filter_map(|rest| rest.split_once('>'));
    let styles = tags.filter(|(tag, _)| tag.contains("stylesheet"));
    styles.map(|(tag, _)| format!("<link{tag}>")).collect()
}
