//! Small texts that are kept unreadable without the server's key: ChaCha20-Poly1305 (RFC 8439).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::Sha256;

use crate::random::Random;

/// Seals a text for a place, such as a row's id: moved elsewhere it does not open. None only if the cipher refused, which it does
/// not for texts of this size.
pub fn seal(key: &[u8; 32], random: &dyn Random, place: &str, text: &str) -> Option<String> {
    let nonce = random.bytes::<NONCE_LEN>();
    let mut bytes = text.as_bytes().to_vec();
    let cipher = cipher(key)?;
    cipher.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(place), &mut bytes).ok()?;
    Some(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &bytes].concat()))
}

/// Opens what [`seal`] has made with the same key for the same place; none for anything else.
pub fn open(key: &[u8; 32], place: &str, sealed: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let (nonce, rest) = bytes.split_at_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut rest = rest.to_vec();
    let text = cipher(key)?.open_in_place(nonce, Aad::from(place), &mut rest).ok()?;
    String::from_utf8(text.to_vec()).ok()
}

/// A key of its own, so that no other use of the server's key meets this one.
fn cipher(key: &[u8; 32]) -> Option<LessSafeKey> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(b"vet2b-sealing-1");
    let derived = mac.finalize().into_bytes();
    Some(LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, &derived).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    #[test]
    fn it_opens_with_its_key_at_its_place_and_nowhere_else() {
        let (key, text) = ([7; 32], "ā@example.lv");
        let sealed = seal(&key, &SystemRandom, "a", text).unwrap();
        assert!(!sealed.contains("example"));
        assert_eq!(open(&key, "a", &sealed).as_deref(), Some(text));
        assert_eq!(open(&key, "b", &sealed), None);
        assert_eq!(open(&[8; 32], "a", &sealed), None);
        assert_ne!(seal(&key, &SystemRandom, "a", text).unwrap(), sealed, "each with a nonce of its own");
        let mut changed = URL_SAFE_NO_PAD.decode(&sealed).unwrap();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(open(&key, "a", &URL_SAFE_NO_PAD.encode(changed)), None);
        for wrong in ["", "AAAA", "🦊"] {
            assert_eq!(open(&key, "a", wrong), None);
        }
    }
}
