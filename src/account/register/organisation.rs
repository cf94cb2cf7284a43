//! Step 2: which organisation.

use contract::{account::OrganisationKind, check::Field, route::RegisterStep};
use leptos::prelude::*;

use super::StepPage;
use crate::{
    account::registration::use_registration,
    form::{CountryField, TextField},
    tr,
};

/// Asks for the organisation and its address, each with the reason; a school may add its Erasmus+ id.
#[component]
pub fn OrganisationStep(
    /// company or school
    kind: OrganisationKind,
) -> impl IntoView {
    let form = use_registration().form();
    let school = kind == OrganisationKind::School;
    let why_name = if school { tr!(account.why_school_name) } else { tr!(account.why_company_name) };
    view! {
        <StepPage kind step=RegisterStep::Organisation>
            <TextField form field=Field::OrganisationName hint=why_name autocomplete="organization" />
            <CountryField form hint=tr!(account.why_country) />
            <TextField
                form
                field=Field::Region
                hint=tr!(account.why_region)
                optional=true
                autocomplete="address-level1"
                width="field--medium"
            />
            <TextField form field=Field::City hint=tr!(account.why_city) autocomplete="address-level2" width="field--medium" />
            <TextField form field=Field::Street hint=tr!(account.why_street) autocomplete="address-line1" />
            <TextField form field=Field::Postcode hint=tr!(account.why_postcode) autocomplete="postal-code" width="field--short" />
            <TextField
                form
                field=Field::RegistrationNumber
                hint=tr!(account.why_registration_number)
                optional=true
                width="field--medium"
            />
            {school
                .then(|| {
                    view! {
                        <TextField form field=Field::Oid hint=tr!(account.why_oid) optional=true width="field--medium" />
                    }
                })}
        </StepPage>
    }
}
