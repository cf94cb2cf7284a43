use crate::state::State;

/// The code that shows a request without an account, such as `7K3M-9QXA-C2WD-HJ4R`: 78 bits. It is made of the server's key and the
/// request's id whenever a mail needs it, and only its hash is stored.
pub fn receipt_code(state: &State, id: &str) -> String {
    let mac = state.keyed_hash("request receipt", id);
    let byte = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
    let bytes: Vec<u8> = mac.as_bytes().chunks(2).filter_map(byte).take(16).collect();
    crate::random::spell(&bytes)
}
