//! The contents list of a policy, and the search in it.

use contract::policy::Clause;
use leptos::prelude::*;

use crate::tr;

/// Leads to each clause; the browser takes the place where tabbing goes on along.
pub fn contents(clauses: &[Clause]) -> AnyView {
    let items = clauses.iter().map(|clause| {
        view! { <li><a href=format!("#{}", clause.id)>{clause.title.clone()}</a></li> }
    });
    view! {
        <div class="contents">
            {find()}
            <nav aria-labelledby="contents-title">
                <h2 class="contents__title" id="contents-title">{tr!(policy.contents)}</h2>
                <ol class="contents__list">{items.collect_view()}</ol>
            </nav>
        </div>
    }
    .into_any()
}

/// The search, which the app does; its place is kept until the app is there.
fn find() -> AnyView {
    view! {
        <form class="find" role="search">
            <label class="find__label" for="find">{tr!(policy.find)}</label>
            <div class="find__row">
                // The placeholder says nothing: by it, style knows whether the field is empty.
                <input class="field__input find__input" id="find" type="search" placeholder=" " autocomplete="off" spellcheck="false" />
                <button class="find__step" type="button" data-step="-1" aria-label=tr!(policy.find_previous)>"↑"</button>
                <button class="find__step" type="submit" data-step="1" aria-label=tr!(policy.find_next)>"↓"</button>
            </div>
            // The words stand here, so that the app needs none of its own.
            <output class="find__found" for="find" data-none=tr!(policy.find_none) data-of=tr!(policy.find_of)></output>
        </form>
    }
    .into_any()
}
