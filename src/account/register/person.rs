//! Step 1: who registers.

use contract::{account::OrganisationKind, check::Field, route::RegisterStep};
use leptos::prelude::*;

use super::StepPage;
use crate::{account::registration::use_registration, form::TextField, tr};

/// Asks for name, address and phone, each with the reason.
#[component]
pub fn PersonStep(
    /// company or school
    kind: OrganisationKind,
) -> impl IntoView {
    let form = use_registration().form();
    view! {
        <StepPage kind step=RegisterStep::Person>
            <p>{tr!(account.only_this_tab)}</p>
            <TextField form field=Field::Name hint=tr!(account.why_name) autocomplete="given-name" width="field--medium" />
            <TextField form field=Field::Surname hint=tr!(account.why_surname) autocomplete="family-name" width="field--medium" />
            <TextField form field=Field::Email hint=tr!(account.why_email) kind="email" autocomplete="email" />
            <TextField
                form
                field=Field::Phone
                hint=tr!(account.why_phone)
                optional=true
                kind="tel"
                autocomplete="tel"
                width="field--medium"
            />
        </StepPage>
    }
}
