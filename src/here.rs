//! The page and language that are shown now.

use contract::{lang::Lang, route::Route};
use leptos::prelude::*;

/// The page at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Here {
    /// the language of the page
    pub lang: Lang,
    /// the page; none when there is no such page
    pub route: Option<Route>,
}

impl Here {
    /// The page at a path. Below `/en`, an unknown page is an English "not found".
    pub fn at(path: &str) -> Self {
        match Route::parse(path) {
            Some((lang, route)) => Self { lang, route: Some(route) },
            None => {
                let tag = path.split('/').nth(1).unwrap_or_default();
                Self { lang: Lang::from_tag(tag).unwrap_or_default(), route: None }
            }
        }
    }
}

#[derive(Clone, Copy)]
struct HereContext(Signal<Here>);

/// Provides the page to everything below.
pub fn provide_here(here: Signal<Here>) {
    provide_context(HereContext(here));
}

/// The page, as a signal.
pub fn use_here() -> Signal<Here> {
    use_context::<HereContext>().map_or_else(|| Signal::stored(Here::at("/")), |context| context.0)
}

/// The language of the page being rendered; see [`crate::i18n::locale`] for why it is no signal.
pub fn use_lang() -> Lang {
    use_context::<HereContext>().map_or_else(Lang::default, |context| context.0.get_untracked().lang)
}

/// The address of a page in the language of the page being rendered.
pub fn href(route: Route) -> String {
    route.path(use_lang())
}
