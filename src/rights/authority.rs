//! Where else a person can turn (GDPR art. 77).

use leptos::prelude::*;

use crate::{tr, ui::External};

/// Names the supervisory authority, and what to take there.
#[component]
pub fn Authority() -> impl IntoView {
    view! {
        <section class="stack prose">
            <h2>{tr!(requests.authority)}</h2>
            <p>{tr!(requests.authority_note)}</p>
            <p>
                <External href="https://www.dvi.gov.lv" text="Datu valsts inspekcija" /> <br />
                "Elijas iela 17, Rīga, LV-1050"
            </p>
        </section>
    }
}
