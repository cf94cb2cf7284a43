//! Days of the Gregorian calendar, compiled for the browser too: no time zones, no tables.

use std::fmt;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDay(i32);

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weekday {
    /// Monday
    Monday,
    /// Tuesday
    Tuesday,
    /// Wednesday
    Wednesday,
    /// Thursday
    Thursday,
    /// Friday
    Friday,
    /// Saturday
    Saturday,
    /// Sunday
    Sunday,
}

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has; `month` counts from 1.
pub const fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl CivilDay {
    /// The day of a year, month and day, both counted from 1; none when the calendar has no such day.
    pub const fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        if month < 1 || month > 12 || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self::of(year, month, day))
    }

    /// The day that there is, by the count of days since 1 March of the year 0, in which a leap day comes last.
    pub(super) const fn of(year: i32, month: i32, day: i32) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// Year, month and day, the latter two counted from 1.
    pub const fn ymd(self) -> (i32, i32, i32) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400;
        (if month <= 2 { year + 1 } else { year }, month, day)
    }

    /// The day of an ISO 8601 date such as `2026-11-22`; none for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, length: usize| {
            let fits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
            if fits { part.parse().ok() } else { None }
        };
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        Self::new(digits(year, 4)?, digits(month, 2)?, digits(day, 2)?)
    }

    /// So many days later; earlier, when negative.
    #[must_use]
    pub const fn plus_days(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// The same day of a later month; the last day of that month when it has no such day (Regulation 1182/71 art. 3(2)(c)).
    #[must_use]
    pub const fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.ymd();
        let count = year * 12 + month - 1 + months;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        let last = days_in_month(year, month);
        Self::of(year, month, if day < last { day } else { last })
    }

    /// How many days it is after another; negative when before.
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The day of the week.
    pub const fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        match (self.0 + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }
}

impl fmt::Display for CivilDay {
    /// ISO 8601.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_through_every_month() {
        assert_eq!(CivilDay::parse("1970-01-01"), Some(CivilDay(0)));
        let mut day = CivilDay::new(1899, 12, 31).unwrap_or(CivilDay(0));
        while day.ymd().0 < 2301 {
            let next = day.plus_days(1);
            let ((year, month, number), (next_year, next_month, next_number)) = (day.ymd(), next.ymd());
            if number < days_in_month(year, month) {
                assert_eq!((next_year, next_month, next_number), (year, month, number + 1));
            } else {
                assert_eq!((next_number, next_month), (1, month % 12 + 1));
            }
            assert_eq!(CivilDay::new(next_year, next_month, next_number), Some(next));
            assert_eq!(CivilDay::parse(&next.to_string()), Some(next));
            day = next;
        }
    }

    #[test]
    fn what_no_calendar_has_is_no_day() {
        for wrong in ["", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-01-01-01", "+026-01-01", "x"] {
            assert_eq!(CivilDay::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_of_the_week() {
        let weekday = |text| CivilDay::parse(text).map(CivilDay::weekday);
        assert_eq!(weekday("2026-11-23"), Some(Weekday::Monday));
        assert_eq!(weekday("2000-02-29"), Some(Weekday::Tuesday));
        assert_eq!(weekday("1900-01-01"), Some(Weekday::Monday));
    }
}
