//! The law's clock: one month after the day of receipt (GDPR art. 12(3)), counted as Regulation (EEC, Euratom) 1182/71 has it, longer
//! by one or two months once, standing still only while it is not known who asks (art. 12(6)).

use super::{civil::CivilDay, holidays::Country};

/// The most months by which a request may be extended, once.
pub const MOST_EXTENSION: u8 = 2;

/// How long a request may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// the day of receipt, which is not counted
    pub received: CivilDay,
    /// by how many months it was extended: 0, 1 or 2
    pub extension: u8,
    /// days on which a question about the identity was open
    pub paused_days: u16,
}

impl Term {
    /// Of a request that has just been received.
    pub const fn of(received: CivilDay) -> Self {
        Self { received, extension: 0, paused_days: 0 }
    }

    /// The last day as counted, weekends and holidays left aside.
    pub fn last_day(self) -> CivilDay {
        let months = 1 + self.extension.min(MOST_EXTENSION);
        self.received.plus_months(months.into()).plus_days(self.paused_days.into())
    }

    /// The day by whose end the request must be answered: a working day.
    pub fn due(self, country: Country) -> CivilDay {
        country.working_day_from(self.last_day())
    }
}

/// For how many days the clock stood still between a question and its answer: the day of the question counts, that of the answer
/// does not.
pub fn paused_days(asked: CivilDay, answered: CivilDay) -> u16 {
    u16::try_from(answered.days_since(asked)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> CivilDay {
        CivilDay::parse(text).unwrap()
    }

    fn due(received: &str, extension: u8, paused_days: u16) -> String {
        Term { received: day(received), extension, paused_days }.due(Country::Lv).to_string()
    }

    #[test]
    fn a_month_ends_on_the_same_day_number_or_on_the_last_of_the_month() {
        for (received, expected) in [
            ("2026-11-22", "2026-12-22"),
            // 28 February 2026 is a Saturday.
            ("2026-01-31", "2026-03-02"),
            ("2022-01-31", "2022-02-28"),
            ("2024-01-31", "2024-02-29"),
            ("2025-03-31", "2025-04-30"),
            // Not pulled to the end: the day number counts.
            ("2025-02-28", "2025-03-28"),
        ] {
            assert_eq!(due(received, 0, 0), expected, "{received}");
        }
    }

    #[test]
    fn a_day_off_at_the_end_moves_it_on() {
        for (received, expected) in [
            // 24 to 26 December are off, 26 a Saturday, 27 a Sunday.
            ("2026-11-24", "2026-12-28"),
            // New Year's Eve, New Year's Day, and a weekend.
            ("2026-11-30", "2026-12-30"),
            ("2026-12-01", "2027-01-04"),
            // Good Friday to Easter Monday 2026.
            ("2026-03-03", "2026-04-07"),
            // 4 May 2024 was a Saturday; the Monday was off in its place.
            ("2024-04-04", "2024-05-07"),
            // Midsummer, on a Tuesday and a Wednesday.
            ("2026-05-23", "2026-06-25"),
        ] {
            assert_eq!(due(received, 0, 0), expected, "{received}");
        }
        let portugal = Term::of(day("2026-05-04")).due(Country::Pt);
        assert_eq!(portugal, day("2026-06-05"), "Corpus Christi");
    }

    #[test]
    fn extensions_are_months_of_the_day_of_receipt_and_pauses_are_days() {
        assert_eq!(due("2025-12-31", 1, 0), "2026-03-02");
        assert_eq!(due("2025-12-31", 2, 0), "2026-03-31");
        assert_eq!(due("2025-12-31", 9, 0), "2026-03-31", "never longer than the law allows");
        assert_eq!(due("2026-11-22", 0, 3), "2026-12-28");
        assert_eq!(paused_days(day("2026-11-22"), day("2026-11-29")), 7);
        assert_eq!(paused_days(day("2026-11-22"), day("2026-11-22")), 0);
        assert_eq!(paused_days(day("2026-11-22"), day("2026-11-21")), 0, "a clock set back takes no time away");
    }

    fn days() -> impl Strategy<Value = CivilDay> {
        let first = day("1900-01-01");
        let last = day("2300-12-31").days_since(first);
        (0..=last).prop_map(move |n| first.plus_days(n))
    }

    fn countries() -> impl Strategy<Value = Country> {
        prop::sample::select(Country::ALL.to_vec())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_never_before_the_month_is_over_and_never_on_a_day_off(
            received in days(), extension in 0..=2_u8, paused_days in 0..400_u16, country in countries(),
        ) {
            let term = Term { received, extension, paused_days };
            let due = term.due(country);
            prop_assert!(due >= term.last_day());
            prop_assert!(!country.is_day_off(due));
            // Every day between the counted one and the moved one is off: it is never later than the law has it.
            for n in 0..due.days_since(term.last_day()) {
                prop_assert!(country.is_day_off(term.last_day().plus_days(n)));
            }
            prop_assert!(due.days_since(term.last_day()) <= 8);
            let (year, month, number) = received.ymd();
            let (due_year, due_month, due_number) = term.last_day().plus_days(-i32::from(paused_days)).ymd();
            prop_assert_eq!(due_year * 12 + due_month, year * 12 + month + 1 + i32::from(extension));
            prop_assert!(due_number == number || due_number < number && due_number == super::super::civil::days_in_month(due_year, due_month));
        }

        #[test]
        fn who_asks_later_is_never_answered_earlier(
            one in days(), after in 0..800_i32, extension in 0..=2_u8, paused in 0..60_u16, country in countries(),
        ) {
            let term = |received| Term { received, extension, paused_days: paused };
            prop_assert!(term(one).due(country) <= term(one.plus_days(after)).due(country));
        }

        #[test]
        fn an_extension_never_shortens_and_a_pause_adds_its_days_exactly(
            received in days(), paused in 0..400_u16, more in 0..400_u16, country in countries(),
        ) {
            let term = |extension, paused_days| Term { received, extension, paused_days };
            prop_assert!(term(0, paused).due(country) <= term(1, paused).due(country));
            prop_assert!(term(1, paused).due(country) <= term(2, paused).due(country));
            let longer = term(0, paused + more).last_day().days_since(term(0, paused).last_day());
            prop_assert_eq!(longer, i32::from(more));
            prop_assert!(term(0, paused).due(country) <= term(0, paused + more).due(country));
        }
    }
}
