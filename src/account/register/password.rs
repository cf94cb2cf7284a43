//! Step 3: the password.

use contract::{account::OrganisationKind, check::Field, route::RegisterStep, text::Password};
use leptos::prelude::*;

use super::StepPage;
use crate::{account::registration::use_registration, form::PasswordField, tr};

/// Asks for a password; the rules stand before the field, not in the error (F16).
#[component]
pub fn PasswordStep(
    /// company or school
    kind: OrganisationKind,
) -> impl IntoView {
    let form = use_registration().form();
    view! {
        <StepPage kind step=RegisterStep::Password>
            <PasswordRules />
            <PasswordField form field=Field::Password hint=tr!(account.why_password) />
        </StepPage>
    }
}

/// What a password needs, and what it does not.
#[component]
pub fn PasswordRules() -> impl IntoView {
    view! {
        <ul>
            <li>{tr!(account.rule_length, min = Password::MIN, max = Password::MAX)}</li>
            <li>{tr!(account.rule_any)}</li>
            <li>{tr!(account.rule_not)}</li>
            <li>{tr!(account.rule_paste)}</li>
        </ul>
    }
}
