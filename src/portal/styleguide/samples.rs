//! Markup that has no component of its own, as the pages use it.

use leptos::prelude::*;

use crate::ui::{Icon, Symbol, Table};

/// Cards, summary list, table, steps, tabs, details, receipt, progress.
pub fn lists() -> AnyView {
    view! {
        <ul class="tabs">
            <li><a href="#main" aria-current="page">"The present page"</a></li>
            <li><a href="#main">"Another"</a></li>
            <li><a href="#main">"A third one"</a></li>
        </ul>
        <ul class="cards">
            <li>
                <div class="card">
                    <Icon symbol=Symbol::Shield class="card__icon" />
                    <h3 class="card__title"><a href="#main">"A card that leads on"</a></h3>
                    <p>"The whole card is the target."</p>
                </div>
            </li>
            <li>
                <div class="card">
                    <h3 class="card__title">"A card"</h3>
                    <p>"With a " <a href="#main">"link"</a> " of its own."</p>
                </div>
            </li>
        </ul>
        <dl class="summary-list">
            <div>
                <dt>"First name"</dt>
                <dd>"Anna"</dd>
                <dd class="summary-list__actions"><a href="#main">"Change"</a></dd>
            </div>
            <div>
                <dt>"Organisation"</dt>
                <dd>"A very long name that does not fit into one line of a narrow window"</dd>
                <dd class="summary-list__actions"><a href="#main">"Change"</a></dd>
            </div>
        </dl>
        {table()}
        <ol class="steps steps--row">
            <li>"About you"</li>
            <li aria-current="step">"Organisation"</li>
            <li>"Password"</li>
        </ol>
        <ol class="steps">
            <li><h3>"First"</h3><p>"What to do."</p></li>
            <li aria-current="step"><h3>"Now"</h3><p>"What to do."</p></li>
            <li>"At last"</li>
        </ol>
        <details class="detail"><summary>"More"</summary><p>"What is seldom needed."</p></details>
        <details class="detail" open><summary>"Open"</summary><p>"What is seldom needed."</p></details>
        <p><label for="sample-progress">"Progress"</label></p>
        <progress class="progress" id="sample-progress" max="100" value="60">"60 %"</progress>
        <div class="receipt">
            <Icon symbol=Symbol::Success class="receipt__icon" />
            <h3>"A receipt"</h3>
            <p class="receipt__label">"Reference number"</p>
            <p class="receipt__reference">"R-7K3M-9QXA"</p>
        </div>
    }
    .into_any()
}

fn table() -> AnyView {
    let rows = [["Yesterday", "Signed in", "12"], ["Today", "Export", "1 345"]];
    let rows = rows.into_iter().map(|row| row.into_iter().map(IntoAny::into_any).collect()).collect();
    view! { <Table label="A table" columns=vec!["When", "What", "How many"] rows /> }.into_any()
}

/// Nothing here yet: why, and what to do next (P8).
pub fn empty() -> AnyView {
    view! {
        <div class="empty">
            <Icon symbol=Symbol::Search class="empty__icon" />
            <h3>"Nothing here yet"</h3>
            <p>"Why that is so, and what to do next."</p>
            <a class="button" href="#main">"The next step"</a>
        </div>
    }
    .into_any()
}
