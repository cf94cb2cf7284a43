use contract::time::Timestamp;

/// Wrong passwords within [`WINDOW_SECONDS`] that are let through.
const MOST: usize = 10;
/// Fifteen minutes.
const WINDOW_SECONDS: i64 = 900;
/// However many there were, the wait is never longer: four hours. Never a lock for good, which anyone could put on anybody.
const LONGEST_SECONDS: i64 = 4 * 3600;
/// Older ones count no more: a day.
pub const FORGET_SECONDS: i64 = 86_400;

/// When the next try is allowed, after wrong passwords at these instants, the newest first; none is "now".
///
/// At most ten within fifteen minutes; and after each ten of a day a wait that doubles: 15 minutes, 30, 60 ...
pub fn allowed_at(failures: &[Timestamp], now: Timestamp) -> Option<Timestamp> {
    let newest = failures.first()?;
    let tens = failures.len() / MOST;
    let crowded = failures.get(MOST - 1).map(|tenth| tenth.plus_seconds(WINDOW_SECONDS));
    let growing = (tens > 0 && failures.len().is_multiple_of(MOST)).then(|| {
        let doublings = u32::try_from(tens - 1).unwrap_or(u32::MAX).min(16);
        newest.plus_seconds((WINDOW_SECONDS << doublings).min(LONGEST_SECONDS))
    });
    crowded.max(growing).filter(|allowed| *allowed > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tries as often as allowed for a day; when each try took place, in seconds.
    fn attack(hours: i64) -> Vec<i64> {
        let (mut failures, mut now): (Vec<Timestamp>, _) = (Vec::new(), Timestamp(0));
        while now < Timestamp(0).plus_seconds(hours * 3600) {
            match allowed_at(&failures, now) {
                Some(later) => now = later,
                None => {
                    failures.insert(0, now);
                    now = now.plus_seconds(1);
                }
            }
        }
        failures.iter().rev().map(|at| at.seconds()).collect()
    }

    #[test]
    fn never_more_than_ten_in_fifteen_minutes_and_longer_waits_each_time() {
        let tries = attack(12);
        for (index, at) in tries.iter().enumerate() {
            let within = tries[..=index].iter().filter(|earlier| **earlier > at - WINDOW_SECONDS).count();
            assert!(within <= MOST, "{within} tries before second {at}");
        }
        let waits: Vec<i64> = tries.windows(2).map(|pair| pair[1] - pair[0]).filter(|wait| *wait > 1).collect();
        assert_eq!(waits, [900, 1800, 3600, 7200, 14_400, 14_400]);
    }

    #[test]
    fn a_few_are_forgiven() {
        let now = Timestamp(0);
        assert_eq!(allowed_at(&[], now), None);
        assert_eq!(allowed_at(&[now; 9], now), None);
        assert_eq!(allowed_at(&[now; 10], now), Some(now.plus_seconds(900)));
        assert_eq!(allowed_at(&[now; 10], now.plus_seconds(900)), None);
    }
}
