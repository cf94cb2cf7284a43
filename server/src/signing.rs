//! Signatures on receipts and checkpoints: Ed25519 (RFC 8032).
//!
//! A key's secret half is kept nowhere: it is made of the server's key and a nonce whenever it is needed, so that a copy of the
//! database signs nothing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::consent::Signature;
use contract::time::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use sha2::{Digest, Sha256};

use crate::clock::moment;
use crate::hex::hex;

/// The name of the algorithm in a [`Signature`].
pub const ALGORITHM: &str = "Ed25519";

/// A key that signs.
pub struct Signer {
    id: String,
    pair: Ed25519KeyPair,
}

impl Signer {
    /// The key of this nonce: its seed is HMAC-SHA-256 of "signing" and the nonce under the server's key. None only if the
    /// algorithms refused 32 bytes, which they do not.
    pub fn derive(server_key: &[u8; 32], nonce: &str) -> Option<Self> {
        let mut mac = Hmac::<Sha256>::new_from_slice(server_key).ok()?;
        mac.update(b"signing");
        mac.update(nonce.as_bytes());
        let pair = Ed25519KeyPair::from_seed_unchecked(&mac.finalize().into_bytes()).ok()?;
        let id = id(pair.public_key().as_ref());
        Some(Self { id, pair })
    }

    /// Its id: the first 16 hexadecimal digits of the SHA-256 of its public half.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its public half, base64url without padding.
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.pair.public_key())
    }

    /// The signature over a text, base64url without padding.
    pub fn sign(&self, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.pair.sign(text.as_bytes()))
    }

    /// The signature over a text, with what is needed to verify it.
    pub fn signature(&self, text: &str) -> Signature {
        Signature { algorithm: ALGORITHM.to_owned(), key: self.id.clone(), value: self.sign(text) }
    }
}

/// Whether this is the signature over the text by the key with this public half (both base64url without padding).
pub fn is_of(public: &str, text: &str, signature: &str) -> bool {
    let (Ok(public), Ok(signature)) = (URL_SAFE_NO_PAD.decode(public), URL_SAFE_NO_PAD.decode(signature)) else {
        return false;
    };
    UnparsedPublicKey::new(&ED25519, public).verify(text.as_bytes(), &signature).is_ok()
}

/// SHA-256 of a text, hexadecimal: what entries are chained by.
pub fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// Whether this is the id of the key with this public half, base64url without padding.
pub fn is_id_of(public: &str, id_of: &str) -> bool {
    URL_SAFE_NO_PAD.decode(public).is_ok_and(|public| id(&public) == id_of)
}

/// What a checkpoint's signature is over: `vet2b-checkpoint-1`, number, hash and time (RFC 3339 in UTC), a line each, without a line
/// feed at the end.
pub fn checkpoint_text(number: i64, hash: &str, at: Timestamp) -> String {
    format!("vet2b-checkpoint-1\n{number}\n{hash}\n{}", moment::for_machines(at))
}

fn id(public: &[u8]) -> String {
    hex(&Sha256::digest(public))[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_its_server_keys_and_its_nonces() {
        let key = |server: u8, nonce| Signer::derive(&[server; 32], nonce).unwrap();
        assert_eq!(key(7, "a").id(), key(7, "a").id());
        assert_ne!(key(7, "a").id(), key(7, "b").id());
        assert_ne!(key(7, "a").id(), key(8, "a").id());
        assert!(key(7, "a").id().len() == 16 && key(7, "a").public().len() == 43);
        assert!(
            is_id_of(&key(7, "a").public(), key(7, "a").id()) && !is_id_of(&key(7, "b").public(), key(7, "a").id())
        );
    }

    #[test]
    fn signatures_hold_for_their_text_and_key_alone() {
        let (one, other) = (Signer::derive(&[7; 32], "a").unwrap(), Signer::derive(&[7; 32], "b").unwrap());
        let signature = one.sign("text");
        assert!(is_of(&one.public(), "text", &signature));
        assert!(!is_of(&one.public(), "Text", &signature) && !is_of(&other.public(), "text", &signature));
        assert!(!is_of(&one.public(), "text", "no base64!") && !is_of("", "text", &signature));
    }
}
