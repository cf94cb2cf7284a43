use contract::route::Route;
use leptos::prelude::*;

use super::{
    about::about,
    browse::browse,
    chooser::{Chooser, Chosen},
    differences::Differences,
    opened::Opened,
};
use crate::{
    here::use_lang,
    title::page_title,
    tr,
    ui::{Notice, PageHeader, Tone},
};

/// Opens a copy of one's data on one's own device: what it is, whether it is whole, what it holds, and what has changed since another.
#[component]
pub fn ExportViewer() -> impl IntoView {
    let chosen = RwSignal::new(Chosen::Nothing);
    let content = move || match chosen.get() {
        Chosen::Copy(copy) => view! {
            {about(&copy)}
            {browse(copy.clone())}
            <Differences copy=copy.clone() />
            {withheld(&copy)}
        }
        .into_any(),
        _ => ().into_any(),
    };
    view! {
        <PageHeader title=page_title(Route::ExportViewer) lead=tr!(viewer.lead) />
        <div class="viewer">
            <Notice tone=Tone::Info><p>{tr!(viewer.local)}</p></Notice>
            <Chooser id="copy" label=tr!(viewer.choose) chosen />
            {content}
        </div>
    }
}

/// What is in no copy, in the words of this one.
fn withheld(copy: &Opened) -> AnyView {
    let lang = use_lang();
    let things = copy.manifest.withheld.iter().map(|words| view! { <li>{words.of(lang).to_owned()}</li> });
    view! {
        <section class="stack" aria-labelledby="withheld">
            <h2 id="withheld">{tr!(viewer.withheld)}</h2>
            <ul class="prose">{things.collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests;
