//! The accessibility statement (*piekļūstamības paziņojums*), after the model of Decision (EU) 2018/1523.

use contract::route::Route;
use leptos::prelude::*;

use crate::{
    here::href,
    title::page_title,
    tr,
    ui::{External, PageHeader},
};

/// Says how accessible the portal is, what is not checked yet, and where to report what is in the way.
#[component]
pub fn Accessibility() -> impl IntoView {
    view! {
        <PageHeader title=page_title(Route::Accessibility) lead=tr!(portal.accessibility_lead) />
        <div class="prose">
            <p>{tr!(portal.accessibility_scope)}</p>
            <h2>{tr!(portal.accessibility_status)}</h2>
            <p><span class="tag tag--warning">{tr!(portal.accessibility_status_tag)}</span></p>
            <p>{tr!(portal.accessibility_status_text)}</p>
            <h3>{tr!(portal.accessibility_can)}</h3>
            {list(&[
                tr!(portal.accessibility_can_1),
                tr!(portal.accessibility_can_2),
                tr!(portal.accessibility_can_3),
                tr!(portal.accessibility_can_4),
            ])}
            <h2>{tr!(portal.accessibility_gaps)}</h2>
            {list(&[tr!(portal.accessibility_gaps_1), tr!(portal.accessibility_gaps_2)])}
            <h2>{tr!(portal.accessibility_report)}</h2>
            <p>{tr!(portal.accessibility_report_text)}</p>
            <p>
                <a href=href(Route::Contact)>{page_title(Route::Contact)}</a> " · "
                <a href="mailto:contact@vet2b.eu">"contact@vet2b.eu"</a>
            </p>
            <h2>{tr!(portal.accessibility_complaint)}</h2>
            <p>
                {tr!(portal.accessibility_complaint_text)} " "
                <External href="https://www.tiesibsargs.lv" text="www.tiesibsargs.lv" />
            </p>
            <h2>{tr!(portal.accessibility_how)}</h2>
            <p>{tr!(portal.accessibility_how_text)}</p>
        </div>
    }
}

fn list(points: &[&'static str]) -> AnyView {
    let points: Vec<_> = points.iter().map(|point| view! { <li>{*point}</li> }).collect();
    view! { <ul>{points}</ul> }.into_any()
}
