//! Going to another page from code.

use contract::route::Route;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

type Navigate = Box<dyn Fn(&str, NavigateOptions) + Send + Sync>;

/// Leads to other pages, in the language of the page that it was taken on. Natively there is no router, and it stays.
#[derive(Clone, Copy)]
pub struct Go(StoredValue<Option<Navigate>>);

/// Taken in a component's body, for use in handlers and tasks.
pub fn use_go() -> Go {
    let navigate = cfg!(target_family = "wasm").then(use_navigate);
    Go(StoredValue::new(navigate.map(|navigate| Box::new(navigate) as Navigate)))
}

impl Go {
    /// Goes to a path of the portal. Does nothing when the page it was taken on has been left meanwhile.
    pub fn to(self, path: &str) {
        self.run(path, false);
    }

    /// Goes there in place of the present page, so that "back" does not return to it.
    pub fn instead(self, path: &str) {
        self.run(path, true);
    }

    fn run(self, path: &str, replace: bool) {
        self.0.try_with_value(|navigate| {
            if let Some(navigate) = navigate {
                navigate(path, NavigateOptions { replace, ..NavigateOptions::default() });
            }
        });
    }
}

/// A query parameter of the page, as a signal; natively always empty.
pub fn use_query(name: &'static str) -> Signal<Option<String>> {
    if !cfg!(target_family = "wasm") {
        return Signal::stored(None);
    }
    // Not `use_query_map`: that is the query of the route, which stays the same one when the path changes under a wildcard.
    let query = use_location().query;
    Signal::derive(move || query.with(|query| query.get(name)))
}

/// What stands behind `#`, as a signal; natively always empty.
pub fn use_hash() -> Signal<String> {
    if cfg!(target_family = "wasm") { use_location().hash.into() } else { Signal::stored(String::new()) }
}

/// Where a `?next=` leads: only to a page of this portal, by its own list of addresses, and never to another site.
pub fn next_page(next: Option<&str>) -> Option<Route> {
    let (_, route) = Route::parse(next?)?;
    (route != Route::SignIn).then_some(route)
}

#[cfg(test)]
mod tests {
    use contract::route::Dashboard;

    use super::*;

    #[test]
    fn next_leads_to_own_pages_only() {
        assert_eq!(next_page(Some("/lv/my-privacy/data")), Some(Route::MyPrivacy(Dashboard::Data)));
        for elsewhere in
            ["https://example.org", "//example.org/lv", "/lv/nothing", "javascript:alert(1)", "/lv/sign-in", ""]
        {
            assert_eq!(next_page(Some(elsewhere)), None, "{elsewhere}");
        }
        assert_eq!(next_page(None), None);
    }
}
