//! Effects whose code is in the wasm once: Leptos' own are compiled anew, a good kilobyte, for each closure.

use leptos::prelude::Effect;

/// Runs something now, and again whenever a signal changes that it read.
pub fn effect(run: impl FnMut() + 'static) {
    start(Box::new(run));
}

/// Like [`effect`], with what the last run returned.
pub fn effect_since<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
    let mut last = None;
    effect(move || last = Some(run(last.take())));
}

fn start(run: Box<dyn FnMut()>) {
    Effect::new(run);
}
