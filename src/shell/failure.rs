//! A failure in place of a page, as when a form was sent without the app. It stands alone: the app does not come to it.

use contract::{problem::Problem, route::Route};
use leptos::prelude::*;

use super::header::Name;
use crate::{
    api::ApiError,
    form::label::explain_error,
    here::{href, use_here, use_lang},
    title::page_title,
    tr,
};

/// Says what went wrong, and leads on.
#[component]
pub fn Failure(
    /// what went wrong
    problem: Problem,
    /// a form was sent
    is_form: bool,
) -> impl IntoView {
    let back = use_here().get_untracked().route.filter(|route| *route != Route::Home).map(|route| {
        view! { <a class="button button--primary" href=route.path(use_lang())>{page_title(route)}</a> }
    });
    let id = problem.request_id.clone().filter(|id| !id.is_empty());
    let words = explain_error(&ApiError::Problem(problem));
    let words = words.trim_end_matches('.');
    // The number that is to be quoted ends the words: it stands on a line of its own, to be found and copied.
    let quoted = id.as_deref().and_then(|id| words.strip_suffix(id)).map(|before| format!("{}:", before.trim_end()));
    let id = id.filter(|_| quoted.is_some());
    let words = quoted.unwrap_or_else(|| format!("{words}."));
    view! {
        <header class="header">
            <div class="header__inner">
                <Name />
            </div>
        </header>
        <main class="main" id="main">
            <h1>{tr!(common.title_failure)}</h1>
            <p class="page-header__lead">{words}</p>
            {id.map(|id| view! { <p><code class="nowrap">{id}</code></p> })}
            {is_form.then(|| view! { <p>{tr!(common.failure_typed)}</p> })}
            <p class="button-row">
                {back}
                <a class="button" href=href(Route::Home)>{tr!(common.to_home)}</a>
            </p>
            <p>{tr!(portal.contact_by_mail)} " " <a href="mailto:contact@vet2b.eu">"contact@vet2b.eu"</a>"."</p>
        </main>
    }
}
