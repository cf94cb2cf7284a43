//! The wasm entry.

fn main() {
    // A release ends without words.
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    vet2b_portal::app::start();
}
