//! Texts in the page's language, typed by `build.rs` from `locales/`.

use contract::lang::Lang;

use crate::here::use_lang;

include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));

pub use i18n::Locale;

/// The locale of the page being rendered.
///
/// A page never changes its language: the selector leads to another page, which is rendered anew. So texts are plain
/// values and not signals, which keeps them small in the wasm.
pub fn locale() -> Locale {
    locale_of(use_lang())
}

/// The locale of a language.
pub const fn locale_of(lang: Lang) -> Locale {
    match lang {
        Lang::Lv => Locale::lv,
        Lang::En => Locale::en,
    }
}

/// A text in the page's language: `tr!(common.skip)` is a `&'static str`, `tr!(x.y, name = value)` a `String`.
/// To be called where views are made (a component or a closure inside its view), not in event handlers or tasks.
#[macro_export]
macro_rules! tr {
    ($($key:tt)*) => { leptos_i18n::td_string!($crate::i18n::locale(), $($key)*) };
}
