//! Word of a version of the privacy policy that is to take effect, on every page.

use contract::{
    policy::{Document, Succession},
    route::Route,
};
use leptos::prelude::*;

use crate::{
    browser::{document, intl},
    here::{href, use_here, use_lang},
    session::use_session,
    tr,
};

/// The name of the `<meta>` in which the server says it.
const META: &str = "vet2b-announced";

/// A version that is to take effect, as it stands in the page: `2 1 2027-01-05`.
pub fn to_meta(Succession { version, since, effective }: &Succession) -> String {
    format!("<meta name=\"{META}\" content=\"{version} {since} {effective}\">")
}

fn of_page() -> Option<Succession> {
    let content = document::meta(META)?;
    let mut parts = content.split(' ');
    let mut number = || parts.next()?.parse().ok();
    let (version, since) = (number()?, number()?);
    Some(Succession { version, since, effective: parts.next()?.to_owned() })
}

/// Says that the policy is to change, and leads to what changes; to whoever is signed in also that it has, until they answer. Nothing
/// where there is nothing to say; the pages of the policy say themselves where it stands.
#[component]
pub fn Announcement() -> impl IntoView {
    let (session, here) = (use_session(), use_here());
    let route = Memo::new(move |_| here.get().route);
    let due = Memo::new(move |_| session.viewer().and_then(|viewer| viewer.policy_due));
    let due = move || {
        let change = due.get().filter(|_| !matches!(route.get(), Some(Route::PolicyChanges { .. })))?;
        let words = tr!(policy.due, version = change.version);
        Some(line(&change, words, tr!(policy.what_it_means)))
    };
    let announced = use_context::<Succession>().or_else(of_page);
    let announced = move || {
        let is_elsewhere = route.get().and_then(Route::document) != Some(Document::Privacy);
        announced.as_ref().filter(|_| is_elsewhere).map(|change| {
            let words = tr!(policy.announced, day = intl::iso_day(&change.effective, use_lang()));
            line(change, words, tr!(policy.what_changes))
        })
    };
    view! { {due} {announced} }
}

fn line(change: &Succession, words: String, link: &'static str) -> AnyView {
    let changes = href(Route::PolicyChanges { version: change.version, since: change.since });
    view! {
        <aside class="announcement" aria-label=tr!(policy.announcement)>
            <p>{words} " " <a href=changes>{link}</a></p>
        </aside>
    }
    .into_any()
}
