//! Randomness as a parameter, and what is made of it: tokens, ids, references.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::time::Timestamp;

/// Digits and capitals without those that read alike (0 and O, 1 and I and L, U and V).
const REFERENCE_ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A source of unpredictable bytes.
pub trait Random: Send + Sync + 'static {
    /// Fills the buffer.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's generator.
#[derive(Debug)]
pub struct SystemRandom;

impl Random for SystemRandom {
    /// # Panics
    /// When the operating system has no randomness: nothing secret could be made then.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    #[expect(clippy::expect_used, reason = "a server without randomness must not go on")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}

impl dyn Random {
    /// Some bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A secret of 32 bytes as 43 characters of URL-safe base64: for cookies and mails.
    pub fn token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }

    /// A row's id: UUID version 7, so that ids sort by age and pages can be cut by them.
    pub fn id(&self, now: Timestamp) -> String {
        let millis = u64::try_from(now.0 / 1000).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid().to_string()
    }

    /// A code from a mail, to be typed, such as `7K3M-9QXA-C2WD`: 59 bits, for minutes.
    pub fn code(&self) -> String {
        spell(&self.bytes::<12>())
    }

    /// What a person may quote on the telephone, such as `R-7K3M-9QXA`; 39 bits, no secret.
    pub fn reference(&self) -> String {
        let bytes = self.bytes::<8>();
        let sign = |byte: u8| char::from(REFERENCE_ALPHABET[usize::from(byte) % REFERENCE_ALPHABET.len()]);
        let (left, right) = bytes.split_at(4);
        let part = |bytes: &[u8]| bytes.iter().map(|byte| sign(*byte)).collect::<String>();
        format!("R-{}-{}", part(left), part(right))
    }
}

/// A UUID version 7 that follows from a seed: made again of the same, it is the same.
pub fn id_of(at: Timestamp, seed: &[u8]) -> String {
    let millis = u64::try_from(at.0 / 1000).unwrap_or_default();
    let mut bytes = [0; 10];
    bytes.iter_mut().zip(seed).for_each(|(byte, seed)| *byte = *seed);
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid().to_string()
}

/// When an id was made, to the millisecond; none of what is no such id.
pub fn made_at(id: &str) -> Option<Timestamp> {
    let (seconds, nanos) = id.parse::<uuid::Uuid>().ok()?.get_timestamp()?.to_unix();
    Some(Timestamp(i64::try_from(seconds).ok()? * 1_000_000 + i64::from(nanos / 1000)))
}

/// Bytes as a code that people read and type, in groups of four: `7K3M-9QXA-C2WD`.
pub fn spell(bytes: &[u8]) -> String {
    let sign = |byte: &u8| char::from(REFERENCE_ALPHABET[usize::from(*byte) % REFERENCE_ALPHABET.len()]);
    let groups: Vec<String> = bytes.chunks(4).map(|group| group.iter().map(sign).collect()).collect();
    groups.join("-")
}

/// A spelt code without its dashes: what is hashed, and what stands behind `#`.
pub fn compact(code: &str) -> String {
    code.replace('-', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_ids_and_references_have_their_forms() {
        let random: &dyn Random = &SystemRandom;
        assert_eq!(random.token().len(), 43);
        assert_ne!(random.token(), random.token());
        let (early, late) = (random.id(Timestamp(1_000_000)), random.id(Timestamp(2_000_000_000_000)));
        assert!(early < late && early.len() == 36, "{early} {late}");
        assert_eq!((made_at(&early), made_at("notice 2")), (Some(Timestamp(1_000_000)), None));
        let made = id_of(Timestamp(2_000_000_000_123), &[7; 32]);
        assert_eq!(
            (made.as_str(), made_at(&made)),
            ("00007735-9400-7707-8707-070707070707", Some(Timestamp(2_000_000_000_000)))
        );
        let reference = random.reference();
        assert!(reference.len() == 11 && reference.starts_with("R-"), "{reference}");
    }
}
