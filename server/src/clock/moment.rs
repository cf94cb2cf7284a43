//! Instants as text.

use contract::{day, lang::Lang, time::Timestamp};
use jiff::{Zoned, tz::TimeZone};

/// For machines: RFC 3339 in UTC, to the microsecond.
pub fn for_machines(at: Timestamp) -> String {
    instant(at).to_string()
}

/// For people: the time in Latvia, as in "2026. gada 22. novembris, 14:05".
pub fn in_words(lang: Lang, at: Timestamp) -> String {
    let time = local(at);
    let day = day::in_words(lang, time.year(), time.month(), time.day());
    format!("{day}, {:02}:{:02}", time.hour(), time.minute())
}

/// The time in Latvia.
pub fn local(at: Timestamp) -> Zoned {
    instant(at).to_zoned(TimeZone::get("Europe/Riga").unwrap_or(TimeZone::UTC))
}

fn instant(at: Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_microsecond(at.0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_in_words() {
        let at = Timestamp(1_795_348_800_000_000);
        assert_eq!(for_machines(at), "2026-11-22T12:00:00Z");
        assert_eq!(in_words(Lang::Lv, at), "2026. gada 22. novembris, 14:00");
        assert_eq!(in_words(Lang::En, at), "22 November 2026, 14:00");
    }
}
