//! Days in words where there is no `Intl`: in mails, archives and the first paint. The browser asks `Intl` itself, and a browser test
//! holds the two to the same words.

use crate::lang::Lang;

const LV: [&str; 12] = [
    "janvāris",
    "februāris",
    "marts",
    "aprīlis",
    "maijs",
    "jūnijs",
    "jūlijs",
    "augusts",
    "septembris",
    "oktobris",
    "novembris",
    "decembris",
];
const EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as `Intl` writes it: "2026. gada 22. novembris", "22 November 2026". `month` counts from 1.
pub fn in_words(lang: Lang, year: i16, month: i8, day: i8) -> String {
    match lang {
        Lang::Lv => format!("{year}. gada {day}. {}", name(&LV, month)),
        Lang::En => format!("{day} {} {year}", name(&EN, month)),
    }
}

/// The day on which something happens; in Latvian the locative: "2026. gada 22. novembrī". `month` counts from 1.
pub fn on(lang: Lang, year: i16, month: i8, day: i8) -> String {
    let words = in_words(lang, year, month, day);
    match lang {
        // Every month is masculine: -is becomes -ī, -s becomes -ā.
        Lang::Lv => match words.strip_suffix("is") {
            Some(stem) => format!("{stem}ī"),
            None => format!("{}ā", words.strip_suffix('s').unwrap_or(&words)),
        },
        Lang::En => words,
    }
}

/// Nothing for a month that no calendar has.
fn name(names: &[&'static str; 12], month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_words() {
        assert_eq!(in_words(Lang::Lv, 2018, 10, 5), "2018. gada 5. oktobris");
        assert_eq!(in_words(Lang::En, 2018, 10, 5), "5 October 2018");
        assert_eq!(on(Lang::En, 2026, 11, 22), "22 November 2026");
    }

    #[test]
    fn every_latvian_month_has_its_locative() {
        let locatives = [
            "janvārī",
            "februārī",
            "martā",
            "aprīlī",
            "maijā",
            "jūnijā",
            "jūlijā",
            "augustā",
            "septembrī",
            "oktobrī",
            "novembrī",
            "decembrī",
        ];
        for (month, locative) in (1..).zip(locatives) {
            assert_eq!(on(Lang::Lv, 2026, month, 2), format!("2026. gada 2. {locative}"));
        }
    }
}
