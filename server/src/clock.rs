//! Time as a parameter: rules about hours and days are tested in milliseconds.

pub mod moment;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use contract::time::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// This instant.
    fn now(&self) -> Timestamp;

    /// Time that only goes on, whatever happens to the clock: for limits, which a clock set back would make last.
    fn running(&self) -> Duration;
}

/// The day of an instant, ISO 8601, in Latvia: where the consortium's days begin and end.
pub fn day(at: Timestamp) -> String {
    let instant = jiff::Timestamp::from_microsecond(at.0).unwrap_or_default();
    let riga = jiff::tz::TimeZone::get("Europe/Riga").unwrap_or(jiff::tz::TimeZone::UTC);
    instant.to_zoned(riga).date().to_string()
}

/// The day of an instant, ISO 8601, in UTC: what statistics are counted by.
pub fn utc_day(at: Timestamp) -> String {
    let instant = jiff::Timestamp::from_microsecond(at.0).unwrap_or_default();
    instant.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// The machine's clock, or one that is ahead of it.
#[derive(Debug)]
pub struct SystemClock {
    ahead_seconds: i64,
}

impl SystemClock {
    /// So many minutes ahead: what is due in a month can be seen today (`VET2B_CLOCK_AHEAD_MINUTES`).
    pub const fn ahead(minutes: u32) -> Self {
        Self { ahead_seconds: minutes as i64 * 60 }
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        let micros = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros());
        Timestamp(i64::try_from(micros).unwrap_or(i64::MAX)).plus_seconds(self.ahead_seconds)
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn running(&self) -> Duration {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        START.elapsed()
    }
}

/// A clock that moves when told to; for tests.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// Starts at `now`.
    pub const fn at(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.0))
    }

    /// Moves on by `seconds`; back, when negative.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }

    fn running(&self) -> Duration {
        Duration::from_micros(u64::try_from(self.now().0).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_ahead_shows_a_later_time() {
        let ahead = SystemClock::ahead(60).now().seconds() - SystemClock::ahead(0).now().seconds();
        assert!((3599..=3600).contains(&ahead), "{ahead}");
    }
}
