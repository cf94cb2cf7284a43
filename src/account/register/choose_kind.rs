//! Company or school?

use contract::{
    account::OrganisationKind,
    route::{Dashboard, RegisterStep, Route},
};
use leptos::prelude::*;

use super::under_age::UnderAge;
use crate::{
    here::href,
    session::use_session,
    title::page_title,
    tr,
    ui::{Notice, PageHeader, Tone},
};

/// Lets a person choose what to register, and says beforehand what it takes and who may not (F19).
#[component]
pub fn ChooseKind() -> impl IntoView {
    let session = use_session();
    let kinds = [
        (OrganisationKind::Company, tr!(account.company), tr!(account.company_what)),
        (OrganisationKind::School, tr!(account.school), tr!(account.school_what)),
    ];
    let kinds = kinds.map(|(kind, title, what)| {
        let first = Route::RegisterStep(kind, RegisterStep::Person);
        view! {
            <li>
                <div class="card">
                    <h2 class="card__title"><a href=href(first)>{title}</a></h2>
                    <p>{what}</p>
                </div>
            </li>
        }
    });
    let signed_in = move || {
        session.viewer().map(|viewer| {
            view! {
                <Notice tone=Tone::Info>
                    <p>{tr!(account.already_signed_in, organisation = viewer.organisation)}</p>
                    <p><a href=href(Route::MyPrivacy(Dashboard::Overview))>{tr!(common.my_privacy)}</a></p>
                </Notice>
            }
        })
    };
    view! {
        <PageHeader title=page_title(Route::Register) lead=tr!(account.choose_lead) />
        {signed_in}
        <ul class="cards account-kinds">{kinds.collect_view()}</ul>
        <div class="prose">
            <h2>{tr!(account.needs_title)}</h2>
            <ul>
                <li>{tr!(account.needs_data)}</li>
                <li>{tr!(account.needs_mail)}</li>
                <li>{tr!(account.needs_time)}</li>
            </ul>
            <UnderAge />
            <p>{tr!(account.have_account)} " " <a href=href(Route::SignIn)>{page_title(Route::SignIn)}</a></p>
        </div>
    }
}
