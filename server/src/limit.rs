//! How much of something in which time.
//!
//! - [`Limits`]: requests and mails, in memory: a restart forgives them
//! - `sign_in`: wrong passwords, in the database: a restart forgives nothing

mod sign_in;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::Clock as GovernorClock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::clock::Clock;
use crate::problem::{Failure, Outcome};

pub use sign_in::{FORGET_SECONDS, allowed_at};

/// Limits per key. Keys are keyed hashes, so that no address is in memory longer than its request.
pub struct Limits {
    requests: Keyed,
    usage: Keyed,
    mails: Keyed,
}

type Keyed = RateLimiter<String, DashMapStateStore<String>, Running, NoOpMiddleware<Nanos>>;

impl Limits {
    /// So many changing requests a minute per client, as many again for statistics, and so many mails an hour per address and
    /// purpose.
    pub fn new(requests_per_minute: u32, mails_per_hour: u32, clock: &Arc<dyn Clock>) -> Self {
        Self {
            requests: keyed(requests_per_minute, Duration::from_secs(60), clock),
            usage: keyed(requests_per_minute, Duration::from_secs(60), clock),
            mails: keyed(mails_per_hour, Duration::from_secs(3600), clock),
        }
    }

    /// One more changing request of a client.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub fn request(&self, client: &str) -> Outcome<()> {
        check(&self.requests, client)
    }

    /// One more entry of a client's for the statistics. Counted by themselves, so that looking around never uses up the requests
    /// by which somebody does something.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub fn usage(&self, client: &str) -> Outcome<()> {
        check(&self.usage, client)
    }

    /// One more mail under a key.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub fn mail(&self, key: &str) -> Outcome<()> {
        check(&self.mails, key)
    }

    /// Forgets clients that have been quiet.
    pub fn sweep(&self) {
        for keyed in [&self.requests, &self.usage, &self.mails] {
            keyed.retain_recent();
            keyed.shrink_to_fit();
        }
    }
}

/// So many at once, then evenly spread over the time.
fn keyed(count: u32, time: Duration, clock: &Arc<dyn Clock>) -> Keyed {
    let count = NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(time / count.get()).unwrap_or(Quota::per_second(count)).allow_burst(count);
    RateLimiter::dashmap_with_clock(quota, Running(Arc::clone(clock)))
}

fn check(keyed: &Keyed, key: &str) -> Outcome<()> {
    keyed.check_key(&key.to_owned()).map_err(|not_until| {
        let wait = not_until.wait_time_from(keyed.clock().now()).as_millis().div_ceil(1000);
        Failure::too_many(u32::try_from(wait).unwrap_or(u32::MAX))
    })
}

/// Our clock, as the limiter wants it.
#[derive(Clone)]
struct Running(Arc<dyn Clock>);

impl GovernorClock for Running {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        self.0.running().into()
    }
}

#[cfg(test)]
mod tests {
    use contract::time::Timestamp;

    use super::*;
    use crate::clock::ManualClock;

    #[test]
    fn a_burst_then_a_steady_trickle_for_each_key() {
        let manual = Arc::new(ManualClock::at(Timestamp(1_000_000)));
        let clock: Arc<dyn Clock> = manual.clone();
        let limits = Limits::new(3, 1, &clock);
        for _ in 0..3 {
            limits.request("a").unwrap();
        }
        let failure = limits.request("a").unwrap_err();
        assert_eq!((failure.problem().status, failure.problem().retry_after), (429, Some(20)));
        limits.request("b").unwrap();
        manual.advance(20);
        limits.request("a").unwrap();
        assert!(limits.request("a").is_err());
    }
}
