//! Public holidays by country, as the law of the country has them today. A new country is a table of its own.
//!
//! Not here: days off that a government declares for one year alone, and working days that it moves. A deadline is then earlier than
//! it could be, never later.

use std::{fmt, str::FromStr};

use super::civil::{CivilDay, Weekday};

/// A country whose public holidays are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Country {
    /// Latvia
    Lv,
    /// Estonia
    Ee,
    /// Lithuania
    Lt,
    /// Portugal
    Pt,
}

/// A rule by which a day is a holiday each year.
enum Rule {
    /// month and day
    Fixed(i32, i32),
    /// month and day; when that is a Saturday or Sunday, the next working day is free too
    Substituted(i32, i32),
    /// days after Easter Sunday
    Easter(i32),
    /// month, and the number of the Sunday in it
    Sunday(i32, i32),
}

use Rule::{Easter, Fixed, Substituted, Sunday};

/// Law "Par svētku, atceres un atzīmējamām dienām", section 1.
const LV: &[Rule] = &[
    Fixed(1, 1),
    Easter(-2),
    Easter(0),
    Easter(1),
    Fixed(5, 1),
    Substituted(5, 4),
    Sunday(5, 2),
    Easter(49),
    Fixed(6, 23),
    Fixed(6, 24),
    Substituted(11, 18),
    Fixed(12, 24),
    Fixed(12, 25),
    Fixed(12, 26),
    Fixed(12, 31),
];

/// Pühade ja tähtpäevade seadus.
const EE: &[Rule] = &[
    Fixed(1, 1),
    Fixed(2, 24),
    Easter(-2),
    Easter(0),
    Fixed(5, 1),
    Easter(49),
    Fixed(6, 23),
    Fixed(6, 24),
    Fixed(8, 20),
    Fixed(12, 24),
    Fixed(12, 25),
    Fixed(12, 26),
];

/// Darbo kodeksas, article 123.
const LT: &[Rule] = &[
    Fixed(1, 1),
    Fixed(2, 16),
    Fixed(3, 11),
    Easter(0),
    Easter(1),
    Fixed(5, 1),
    Sunday(5, 1),
    Sunday(6, 1),
    Fixed(6, 24),
    Fixed(7, 6),
    Fixed(8, 15),
    Fixed(11, 1),
    Fixed(11, 2),
    Fixed(12, 24),
    Fixed(12, 25),
    Fixed(12, 26),
];

/// Código do Trabalho, article 234.
const PT: &[Rule] = &[
    Fixed(1, 1),
    Easter(-2),
    Easter(0),
    Fixed(4, 25),
    Fixed(5, 1),
    Easter(60),
    Fixed(6, 10),
    Fixed(8, 15),
    Fixed(10, 5),
    Fixed(11, 1),
    Fixed(12, 1),
    Fixed(12, 8),
    Fixed(12, 25),
];

/// Easter Sunday (Gregorian; the anonymous algorithm of 1876).
pub const fn easter(year: i32) -> CivilDay {
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let march = epact + weekday - 7 * shift + 22;
    CivilDay::of(year, 3, 1).plus_days(march - 1)
}

fn is_weekend(day: CivilDay) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

impl Rule {
    /// Whether the day itself is the holiday, substitutes left aside.
    fn is(&self, day: CivilDay) -> bool {
        let (year, month, number) = day.ymd();
        match *self {
            Fixed(m, d) | Substituted(m, d) => (month, number) == (m, d),
            Easter(after) => easter(year).plus_days(after) == day,
            Sunday(m, nth) => month == m && day.weekday() == Weekday::Sunday && (number - 1) / 7 + 1 == nth,
        }
    }
}

impl Country {
    /// All that are known.
    pub const ALL: [Self; 4] = [Self::Lv, Self::Ee, Self::Lt, Self::Pt];

    /// Its ISO 3166-1 alpha-2 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lv => "LV",
            Self::Ee => "EE",
            Self::Lt => "LT",
            Self::Pt => "PT",
        }
    }

    const fn rules(self) -> &'static [Rule] {
        match self {
            Self::Lv => LV,
            Self::Ee => EE,
            Self::Lt => LT,
            Self::Pt => PT,
        }
    }

    /// Whether a day is a public holiday, or free in place of one that was on a weekend.
    pub fn is_holiday(self, day: CivilDay) -> bool {
        self.is_named(day) || self.is_substitute(day)
    }

    /// Whether the law names the day itself.
    fn is_named(self, day: CivilDay) -> bool {
        self.rules().iter().any(|rule| rule.is(day))
    }

    /// The next working day after a holiday on a weekend whose law asks for that.
    fn is_substitute(self, day: CivilDay) -> bool {
        if is_weekend(day) || self.is_named(day) {
            return false;
        }
        // Back over the days off right before this one.
        let mut before = day.plus_days(-1);
        while is_weekend(before) || self.is_named(before) {
            let asks = |rule: &Rule| matches!(rule, Substituted(..)) && rule.is(before);
            if is_weekend(before) && self.rules().iter().any(asks) {
                return true;
            }
            before = before.plus_days(-1);
        }
        false
    }

    /// Whether nobody works: a Saturday, a Sunday, or a public holiday.
    pub fn is_day_off(self, day: CivilDay) -> bool {
        is_weekend(day) || self.is_holiday(day)
    }

    /// The day itself when it is a working day, else the next one (Regulation 1182/71 art. 3(4)).
    pub fn working_day_from(self, mut day: CivilDay) -> CivilDay {
        while self.is_day_off(day) {
            day = day.plus_days(1);
        }
        day
    }
}

impl FromStr for Country {
    type Err = String;

    fn from_str(raw: &str) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::code).join(", ");
        let found = Self::ALL.into_iter().find(|country| country.code().eq_ignore_ascii_case(raw));
        found.ok_or_else(|| format!("no country whose public holidays are known here; known are {}", known()))
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(country: Country, year: i32) -> Vec<String> {
        let first = CivilDay::new(year, 1, 1).unwrap();
        (0..366)
            .map(|n| first.plus_days(n))
            .filter(|day| day.ymd().0 == year && country.is_holiday(*day))
            .map(|day| day.to_string()[5..].to_owned())
            .collect()
    }

    #[test]
    fn easter_is_where_the_tables_have_it() {
        for day in [
            "1900-04-15",
            "1943-04-25",
            "2000-04-23",
            "2008-03-23",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2038-04-25",
            "2285-03-22",
        ] {
            let day = CivilDay::parse(day).unwrap();
            assert_eq!(easter(day.ymd().0), day);
        }
    }

    #[test]
    fn a_year_in_latvia() {
        let expected = [
            "01-01", "04-03", "04-05", "04-06", "05-01", "05-04", "05-10", "05-24", "06-23", "06-24", "11-18", "12-24",
            "12-25", "12-26", "12-31",
        ];
        assert_eq!(days(Country::Lv, 2026), expected);
    }

    #[test]
    fn the_fourth_of_may_and_the_eighteenth_of_november_are_made_up_for() {
        // 2024: 4 May was a Saturday, 18 November a Monday. 2023: 18 November was a Saturday. 2029: 18 November is a Sunday.
        for (day, off) in [
            ("2024-05-06", true),
            ("2024-11-19", false),
            ("2023-11-20", true),
            ("2029-11-19", true),
            ("2025-05-05", true),
            ("2026-05-05", false),
            ("2025-06-25", false),
        ] {
            assert_eq!(Country::Lv.is_holiday(CivilDay::parse(day).unwrap()), off, "{day}");
        }
    }

    #[test]
    fn years_elsewhere() {
        let estonia = [
            "01-01", "02-24", "04-03", "04-05", "05-01", "05-24", "06-23", "06-24", "08-20", "12-24", "12-25", "12-26",
        ];
        assert_eq!(days(Country::Ee, 2026), estonia);
        let lithuania = [
            "01-01", "02-16", "03-11", "04-05", "04-06", "05-01", "05-03", "06-07", "06-24", "07-06", "08-15", "11-01",
            "11-02", "12-24", "12-25", "12-26",
        ];
        assert_eq!(days(Country::Lt, 2026), lithuania);
        let portugal = [
            "01-01", "04-03", "04-05", "04-25", "05-01", "06-04", "06-10", "08-15", "10-05", "11-01", "12-01", "12-08",
            "12-25",
        ];
        assert_eq!(days(Country::Pt, 2026), portugal);
    }

    #[test]
    fn an_unknown_country_is_told_with_the_known_ones() {
        assert_eq!("lv".parse(), Ok(Country::Lv));
        assert!("XX".parse::<Country>().unwrap_err().contains("LV, EE, LT, PT"));
    }
}
