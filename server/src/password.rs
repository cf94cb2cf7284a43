//! Passwords: Argon2id (RFC 9106), with as many at a time as the machine has cores.

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use tokio::sync::Semaphore;

use crate::problem::{Failure, Outcome};
use crate::random::Random;

pub use common::is_common;

/// Length of a salt (RFC 9106, 3.1).
const SALT_BYTES: usize = 16;
/// Length of a hash.
const HASH_BYTES: usize = 32;
/// How many may wait per core: about two seconds' worth, at some 30 ms each. More are told to come again.
const QUEUE_PER_CORE: u32 = 64;

/// So much room a hash's memory is asked for in, in blocks of 1 KiB, whatever is used of it. glibc gives what is larger than 32 MiB back
/// at once; smaller pieces the heap of each thread keeps for later, three of 19 MiB for each of dozens of threads.
const ROOM: usize = 33 * 1024;

/// What a hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// memory in KiB
    pub memory: u32,
    /// passes over it
    pub passes: u32,
}

impl Cost {
    /// The least that OWASP asks for (ASVS 5.0, 11.4.2): 19 MiB, two passes, one lane.
    pub const PRODUCTION: Self = Self { memory: 19_456, passes: 2 };
}

/// Hashes and compares passwords.
#[derive(Clone, Debug)]
pub struct Hasher {
    cost: Cost,
    cores: Arc<Semaphore>,
    waiting: Arc<AtomicU32>,
    most_waiting: u32,
}

/// Whether a password fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// no
    Wrong,
    /// yes
    Right,
    /// yes, and the hash is of an older cost: store a new one
    RightButOutdated,
}

impl Hasher {
    /// A hasher at this cost.
    pub fn new(cost: Cost) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            cost,
            cores: Arc::new(Semaphore::new(cores)),
            waiting: Arc::default(),
            most_waiting: QUEUE_PER_CORE * u32::try_from(cores).unwrap_or(1),
        }
    }

    /// The hash of a password, as a PHC string.
    ///
    /// # Errors
    /// 503 when too many wait already.
    pub async fn hash(&self, random: &dyn Random, password: &str) -> Outcome<String> {
        let (cost, salt, password) = (self.cost, random.bytes::<SALT_BYTES>(), password.to_owned());
        self.run(move || Ok(Phc { cost, salt, hash: digest(cost, &salt, &password)? }.to_string())).await
    }

    /// Whether a password is that of the stored hash. Without one (an unknown address) it takes as long, and is wrong.
    ///
    /// # Errors
    /// 503 when too many wait already.
    pub async fn verify(&self, stored: Option<&str>, password: &str) -> Outcome<Verdict> {
        let known = stored.map(|stored| Phc::parse(stored).ok_or("a stored hash cannot be read")).transpose();
        let known = known.map_err(Failure::internal)?;
        let (current, password) = (self.cost, password.to_owned());
        self.run(move || {
            let nobody = Phc { cost: current, salt: [0; SALT_BYTES], hash: [0; HASH_BYTES] };
            let phc = known.as_ref().unwrap_or(&nobody);
            let fits = is_equal(&digest(phc.cost, &phc.salt, &password)?, &phc.hash);
            Ok(match (&known, fits) {
                (Some(phc), true) if phc.cost == current => Verdict::Right,
                (Some(_), true) => Verdict::RightButOutdated,
                _ => Verdict::Wrong,
            })
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Outcome<T> + Send + 'static) -> Outcome<T> {
        let _place = Place::take(&self.waiting, self.most_waiting).ok_or_else(|| Failure::unavailable(2))?;
        let _core = self.cores.acquire().await.map_err(Failure::internal)?;
        tokio::task::spawn_blocking(work).await.map_err(Failure::internal)?
    }
}

/// A place in the queue, given back when dropped.
struct Place(Arc<AtomicU32>);

impl Place {
    fn take(waiting: &Arc<AtomicU32>, most: u32) -> Option<Self> {
        let place = Self(Arc::clone(waiting));
        (waiting.fetch_add(1, Ordering::SeqCst) < most).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn digest(cost: Cost, salt: &[u8], password: &str) -> Outcome<[u8; HASH_BYTES]> {
    let params = Params::new(cost.memory, cost.passes, 1, Some(HASH_BYTES)).map_err(Failure::internal)?;
    let blocks = params.block_count();
    let mut memory = Vec::with_capacity(blocks.max(ROOM));
    memory.resize(blocks, Block::new());
    let mut hash = [0; HASH_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut hash, &mut memory)
        .map_err(Failure::internal)?;
    Ok(hash)
}

/// Compares without stopping at the first difference.
fn is_equal(left: &[u8; HASH_BYTES], right: &[u8; HASH_BYTES]) -> bool {
    left.iter().zip(right).fold(0, |different, (left, right)| different | (left ^ right)) == 0
}

/// `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
struct Phc {
    cost: Cost,
    salt: [u8; SALT_BYTES],
    hash: [u8; HASH_BYTES],
}

impl Phc {
    fn parse(text: &str) -> Option<Self> {
        let (params, rest) = text.strip_prefix("$argon2id$v=19$m=")?.split_once('$')?;
        let (memory, rest_of_params) = params.split_once(",t=")?;
        let passes = rest_of_params.strip_suffix(",p=1")?;
        let (salt, hash) = rest.split_once('$')?;
        Some(Self {
            cost: Cost { memory: memory.parse().ok()?, passes: passes.parse().ok()? },
            salt: STANDARD_NO_PAD.decode(salt).ok()?.try_into().ok()?,
            hash: STANDARD_NO_PAD.decode(hash).ok()?.try_into().ok()?,
        })
    }
}

impl std::fmt::Display for Phc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Cost { memory, passes } = self.cost;
        let (salt, hash) = (STANDARD_NO_PAD.encode(self.salt), STANDARD_NO_PAD.encode(self.hash));
        write!(f, "$argon2id$v=19$m={memory},t={passes},p=1${salt}${hash}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    const CHEAP: Cost = Cost { memory: 8, passes: 1 };

    #[tokio::test]
    async fn a_hash_knows_its_password() {
        let hasher = Hasher::new(CHEAP);
        let hash = hasher.hash(&SystemRandom, "violet-harbour-lamp").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
        assert_eq!(hasher.verify(Some(&hash), "violet-harbour-lamp").await.unwrap(), Verdict::Right);
        assert_eq!(hasher.verify(Some(&hash), "violet-harbour-lamq").await.unwrap(), Verdict::Wrong);
        assert_eq!(hasher.verify(None, "violet-harbour-lamp").await.unwrap(), Verdict::Wrong);
        let dearer = Hasher::new(Cost { memory: 16, passes: 1 });
        assert_eq!(dearer.verify(Some(&hash), "violet-harbour-lamp").await.unwrap(), Verdict::RightButOutdated);
        assert!(hasher.verify(Some("$2b$12$old"), "x").await.is_err());
    }

    #[tokio::test]
    async fn a_full_queue_says_come_again() {
        let hasher = Hasher { most_waiting: 0, ..Hasher::new(CHEAP) };
        let failure = hasher.hash(&SystemRandom, "violet-harbour-lamp").await.unwrap_err();
        assert_eq!((failure.problem().status, failure.problem().retry_after), (503, Some(2)));
    }

    /// What this process holds, in KiB.
    #[cfg(target_os = "linux")]
    fn resident() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Runs the test of this name once more in a process of its own, as what other tests hold at the same time would be counted too;
    /// says whether it is that process which asks.
    #[cfg(target_os = "linux")]
    fn is_alone(test: &str) -> bool {
        const ALONE: &str = "VET2B_TEST_ALONE";
        if std::env::var_os(ALONE).is_some() {
            return true;
        }
        let mut again = std::process::Command::new(std::env::current_exe().unwrap());
        let ran = again.args(["--exact", test, "--test-threads=1"]).env(ALONE, "1").output().unwrap();
        let said = String::from_utf8_lossy(&ran.stdout);
        assert!(ran.status.success() && said.contains("1 passed"), "{said}");
        false
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_memory_of_a_hash_is_given_back_whichever_thread_made_it() {
        if !is_alone("password::tests::the_memory_of_a_hash_is_given_back_whichever_thread_made_it") {
            return;
        }
        let before = resident();
        let all_done = std::sync::Barrier::new(4);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    digest(Cost { passes: 1, ..Cost::PRODUCTION }, &[0; SALT_BYTES], "violet-harbour-lamp").unwrap();
                    all_done.wait();
                });
            }
        });
        let kept = resident().saturating_sub(before);
        assert!(kept < u64::from(Cost::PRODUCTION.memory), "{kept} KiB are kept");
    }

    #[test]
    fn production_meets_the_bar() {
        const { assert!(Cost::PRODUCTION.memory >= 19_456 && Cost::PRODUCTION.passes >= 2) };
    }
}
