//! The pages of documents: a heading, and the document as the server has rendered it.

use contract::route::{Dashboard, Route};
use leptos::prelude::*;

use super::{PLACE, Prefetched};
use crate::{
    api,
    browser::{
        document::{next_frame, scroll_to},
        location::fragment,
    },
    effect::effect,
    form::label::explain_error,
    here::{href, use_lang},
    title::page_title,
    tr,
    ui::{Load, Notice, PageHeader, Tone, loaded},
};

/// Lets a person read the privacy policy in force, and use the rights that it names.
#[component]
pub fn PrivacyPolicy() -> impl IntoView {
    let page = Route::MyPrivacy(Dashboard::Overview);
    view! {
        <PageHeader title=page_title(Route::Privacy) lead=tr!(policy.privacy_lead) />
        <Notice tone=Tone::Info>
            <p>
                <strong>{tr!(policy.my_privacy_title)}"."</strong> " " {tr!(policy.my_privacy_text)} " "
                <a href=href(page)>{page_title(page)}</a>"."
            </p>
        </Notice>
        {document(Route::Privacy)}
    }
}

/// Another document: a version or all of them, what changed between two, the terms of use.
#[component]
pub fn DocumentPage(
    /// which
    route: Route,
) -> impl IntoView {
    let (title, lead) = match route {
        Route::PolicyChanges { version, since } => {
            (tr!(policy.changes_title, version = version, since = since), tr!(policy.changes_lead))
        }
        Route::PolicyVersions => (page_title(route).to_owned(), tr!(policy.versions_lead)),
        Route::Legal => (page_title(route).to_owned(), tr!(policy.terms_lead)),
        _ => (page_title(route).to_owned(), tr!(policy.privacy_lead)),
    };
    view! {
        <div class="page-header">
            <h1 tabindex="-1">{title}</h1>
            <p class="page-header__lead">{lead}</p>
        </div>
        {document(route)}
    }
}

/// The document, or the waiting for it.
fn document(route: Route) -> AnyView {
    let lang = use_lang();
    let here = use_context::<Prefetched>().filter(|here| here.route == route && here.lang == lang);
    let load =
        here.map_or_else(|| Load::new(move || api::policy::document(route, lang)), |here| Load::ready(here.html));
    // The browser looked for the fragment's clause before it was there.
    effect(move || {
        if load.get().is_some() {
            next_frame(|| {
                if let Some(id) = fragment() {
                    scroll_to(&id);
                }
            });
        }
    });
    loaded(load, explain_error, |html: String| view! { <div id=PLACE inner_html=html></div> })
}
