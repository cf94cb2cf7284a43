//! Word of a version of the privacy policy that is to take effect, on every page.

use contract::route::Route;
use leptos::prelude::*;

use crate::{
    browser::{document, intl},
    here::{href, use_lang},
    tr,
};

/// The name of the `<meta>` in which the server says it.
const META: &str = "vet2b-announced";

/// A version that is to take effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// which
    pub version: u16,
    /// the one in force
    pub since: u16,
    /// ISO 8601 day
    pub effective: String,
}

impl Announced {
    /// As it stands in the page: `2 1 2027-01-05`.
    pub fn to_meta(&self) -> String {
        format!("<meta name=\"{META}\" content=\"{} {} {}\">", self.version, self.since, self.effective)
    }

    fn of_page() -> Option<Self> {
        let content = document::meta(META)?;
        let mut parts = content.split(' ');
        let mut number = || parts.next()?.parse().ok();
        let (version, since) = (number()?, number()?);
        Some(Self { version, since, effective: parts.next()?.to_owned() })
    }
}

/// Says that the policy is to change, and leads to what changes. Nothing where nothing is announced.
#[component]
pub fn Announcement() -> impl IntoView {
    use_context::<Announced>().or_else(Announced::of_page).map(|Announced { version, since, effective }| {
        let words = tr!(policy.announced, day = intl::iso_day(&effective, use_lang()));
        let changes = href(Route::PolicyChanges { version, since });
        view! {
            <aside class="announcement" aria-label=tr!(policy.announcement)>
                <p>{words} " " <a href=changes>{tr!(policy.what_changes)}</a></p>
            </aside>
        }
    })
}
