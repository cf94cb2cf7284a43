use jiff::civil::Date;

use super::{Flawed, Source, flaw};

/// The lines between the two `---` at the top.
pub(super) struct FrontMatter {
    /// such as `1`
    pub version: String,
    /// the document's title
    pub title: String,
    /// ISO 8601 day
    pub effective: String,
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
    let (mut version, mut title, mut effective, mut end) = (None, None, None, None);
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
            "published" => drop(day(file, number, value)?),
            _ => return Err(flaw(file, number, format_args!("unknown key `{key}`"))),
        }
    }
    let lines = end.ok_or_else(|| flaw(file, 1, "front matter has no end (---)"))?;
    let needed = |value: Option<String>, key: &str| {
        let value = value.filter(|value| !value.is_empty());
        value.ok_or_else(|| flaw(file, lines, format_args!("front matter lacks `{key}`")))
    };
    Ok(FrontMatter {
        version: needed(version, "version")?,
        title: needed(title, "title")?,
        effective: needed(effective, "effective")?,
        lines,
    })
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
