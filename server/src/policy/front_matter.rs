use contract::policy::{Audience, Change, Materiality};
use jiff::civil::Date;

use super::{Flawed, Source, flaw};

/// The lines between the two `---` at the top.
pub(super) struct FrontMatter {
    /// such as `1`
    pub version: String,
    /// the document's title
    pub title: String,
    /// ISO 8601 day; none in a draft
    pub effective: Option<String>,
    /// ISO 8601 day
    pub published: Option<String>,
    /// what the clauses that differ from the version before mean
    pub changes: Vec<Change>,
    /// how many lines it takes, both rules included
    pub lines: usize,
}

/// Reads the front matter and compares it with the file's name.
///
/// # Errors
/// A key that is missing, unknown, or says something else than the file's name.
pub(super) fn read(source: &Source) -> Result<FrontMatter, Flawed> {
    let file = source.file.as_str();
    let mut lines = source.text.lines().enumerate();
    if lines.next().map(|(_, line)| line.trim_end()) != Some("---") {
        return Err(flaw(file, 1, "starts without front matter (---)"));
    }
    let (mut version, mut title, mut end) = (None, None, None);
    let (mut effective, mut published, mut changes) = (None, None, Vec::new());
    for (index, line) in lines {
        let number = index + 1;
        let line = line.trim();
        if line == "---" {
            end = Some(number);
            break;
        }
        let (key, value) = line.split_once(':').ok_or_else(|| flaw(file, number, "is no `key: value`"))?;
        let value = value.trim();
        match key {
            "version" => {
                expect(file, number, value, source.version.as_deref())?;
                version = Some(value.to_owned());
            }
            "lang" => expect(file, number, value, Some(source.lang.tag()))?,
            "title" => title = Some(value.to_owned()),
            "effective" => effective = Some(day(file, number, value)?),
            "published" => published = Some(day(file, number, value)?),
            _ => match key.strip_prefix("change ") {
                Some(clause) => {
                    let change = change(clause, value).map_err(|what| flaw(file, number, what))?;
                    if changes.iter().any(|other: &Change| other.clause == change.clause) {
                        return Err(flaw(file, number, format_args!("`{clause}` is there twice")));
                    }
                    changes.push(change);
                }
                None => return Err(flaw(file, number, format_args!("unknown key `{key}`"))),
            },
        }
    }
    let lines = end.ok_or_else(|| flaw(file, 1, "front matter has no end (---)"))?;
    let needed = |value: Option<String>, key: &str| {
        let value = value.filter(|value| !value.is_empty());
        value.ok_or_else(|| flaw(file, lines, format_args!("front matter lacks `{key}`")))
    };
    let (version, title) = (needed(version, "version")?, needed(title, "title")?);
    if !version.parse::<u16>().is_ok_and(|number| number > 0 && number.to_string() == version) {
        return Err(flaw(file, 1, format_args!("`{version}` is no version: 1, 2, 3, …")));
    }
    Ok(FrontMatter { version, title, effective, published, changes, lines })
}

/// Such as `material for subscribers, statistics`.
fn change(clause: &str, value: &str) -> Result<Change, String> {
    let (materiality, audiences) = value.split_once(" for ").unwrap_or((value, ""));
    let known = Materiality::ALL.iter().find(|known| known.slug() == materiality.trim());
    let materiality = *known.ok_or_else(|| format!("`{value}` is neither editorial, material nor new-purpose"))?;
    let audience = |name: &str| {
        let known = Audience::ALL.iter().copied().find(|known| known.slug() == name.trim());
        known.ok_or_else(|| format!("`{}` is no audience", name.trim()))
    };
    let audiences =
        audiences.split(',').filter(|name| !name.trim().is_empty()).map(audience).collect::<Result<_, _>>()?;
    Ok(Change { clause: clause.trim().to_owned(), materiality, audiences })
}

fn expect(file: &str, line: usize, value: &str, expected: Option<&str>) -> Result<(), Flawed> {
    match expected {
        Some(expected) if expected != value => {
            Err(flaw(file, line, format_args!("says `{value}`, the file's place says `{expected}`")))
        }
        _ => Ok(()),
    }
}

fn day(file: &str, line: usize, value: &str) -> Result<String, Flawed> {
    let day: Date = value.parse().map_err(|_| flaw(file, line, format_args!("`{value}` is no day (YYYY-MM-DD)")))?;
    Ok(day.to_string())
}
