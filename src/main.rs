//! The wasm entry.

fn main() {
    console_error_panic_hook::set_once();
    vet2b_portal::app::start();
}
