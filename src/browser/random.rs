//! Names that nobody else makes by chance. No secrets: those are the server's.

/// So many names below one: a 32-bit number's.
const NUMBERS: f64 = 4_294_967_296.0;

/// A name for a form, by which the server knows a second submit of it: 32 hexadecimal digits.
pub fn form_key() -> String {
    (0..4).map(|_| format!("{:08x}", number())).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to below 2^32")]
fn number() -> u32 {
    // Natively nobody submits.
    if cfg!(not(target_family = "wasm")) {
        return 0;
    }
    (js_sys::Math::random() * NUMBERS) as u32
}
