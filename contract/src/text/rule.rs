//! The rules of the checked values: each takes what was typed and gives the trimmed value or its flaw.

use crate::{check::Flaw, country};

/// Cannot be seen, and can make a text read as another: controls, and the Unicode direction overrides and isolates.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn bounded(text: &str, max: usize) -> Result<&str, Flaw> {
    match text.chars().count() {
        0 => Err(Flaw::Required),
        n if n > max => Err(Flaw::TooLong { max }),
        _ => Ok(text),
    }
}

/// One line of 1 to `max` characters, none hidden.
pub fn line(raw: &str, max: usize) -> Result<String, Flaw> {
    let text = bounded(raw.trim(), max)?;
    if text.chars().any(is_unprintable) { Err(Flaw::Unprintable) } else { Ok(text.to_owned()) }
}

/// A text of 1 to `max` characters; line breaks and tabs are kept.
pub fn block(raw: &str, max: usize) -> Result<String, Flaw> {
    let text = bounded(raw.trim(), max)?;
    let hidden = |c| is_unprintable(c) && !matches!(c, '\n' | '\r' | '\t');
    if text.chars().any(hidden) { Err(Flaw::Unprintable) } else { Ok(text.to_owned()) }
}

/// An address of at most 254 characters, its parts within 64 and 63 (RFC 5321).
pub fn email(raw: &str) -> Result<String, Flaw> {
    let text = line(raw, 254)?;
    let (local, domain) = text.rsplit_once('@').ok_or(Flaw::Malformed)?;
    let local_fits = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let label_fits = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let domain_fits = domain.contains('.') && domain.split('.').all(label_fits);
    if local_fits && domain_fits { Ok(text) } else { Err(Flaw::Malformed) }
}

/// Any usual notation with 5 to 20 digits.
pub fn phone(raw: &str) -> Result<String, Flaw> {
    let text = line(raw, 40)?;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let usual = text.chars().all(|c| c.is_ascii_digit() || " +-()./;,".contains(c) || "xext".contains(c));
    if usual && (5..=20).contains(&digits) { Ok(text) } else { Err(Flaw::Malformed) }
}

/// 2 to 12 letters, digits, spaces and dashes.
pub fn postcode(raw: &str) -> Result<String, Flaw> {
    let text = line(raw, 12)?;
    let usual = text.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '-');
    if usual && text.len() >= 2 { Ok(text) } else { Err(Flaw::Malformed) }
}

/// A known ISO 3166-1 alpha-2 code, in capitals.
pub fn country_code(raw: &str) -> Result<String, Flaw> {
    let text = line(raw, 2)?.to_ascii_uppercase();
    if text.len() == 2 && country::codes().any(|code| code == text) { Ok(text) } else { Err(Flaw::Malformed) }
}

/// Codes are typed with spaces, dots and dashes, in any case (F15).
fn compact(raw: &str) -> String {
    raw.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '–'))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// 4 to 20 letters and digits, without separators.
pub fn registration_number(raw: &str) -> Result<String, Flaw> {
    let text = line(&compact(raw), 20)?;
    if text.chars().all(|c| c.is_ascii_alphanumeric()) && text.len() >= 4 { Ok(text) } else { Err(Flaw::Malformed) }
}

/// E and 8 digits.
pub fn oid(raw: &str) -> Result<String, Flaw> {
    let text = line(&compact(raw), 20)?;
    let digits = text.strip_prefix('E').ok_or(Flaw::Malformed)?;
    if digits.len() == 8 && digits.chars().all(|c| c.is_ascii_digit()) { Ok(text) } else { Err(Flaw::Malformed) }
}

/// 43 characters of URL-safe base64.
pub fn mailed_token(raw: &str) -> Result<String, Flaw> {
    let text = line(raw, 43)?;
    let base64 = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if text.len() == 43 && text.chars().all(base64) { Ok(text) } else { Err(Flaw::Malformed) }
}

/// 12 or 16 digits and capitals, without those that read alike; separators and case are forgiven (F15).
pub fn short_code(raw: &str) -> Result<String, Flaw> {
    let text = compact(&line(raw, 60)?);
    let known = |c: char| "23456789ABCDEFGHJKMNPQRSTVWXYZ".contains(c);
    if matches!(text.len(), 12 | 16) && text.chars().all(known) { Ok(text) } else { Err(Flaw::Malformed) }
}

/// 16 to 64 letters, digits and dashes.
pub fn form_key(raw: &str) -> Result<String, Flaw> {
    let text = line(raw, 64)?;
    let usual = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if usual && text.len() >= 16 { Ok(text) } else { Err(Flaw::Malformed) }
}
