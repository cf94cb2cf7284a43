//! The words of every field: its label, and what is wrong with it. Exhaustive, so that no field goes without.

use contract::{
    check::{Field, Flaw, Violation},
    problem::Code,
};

use crate::{api::ApiError, browser::intl, here::use_lang, tr};

/// The field's name in ids.
pub const fn slug(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Surname => "surname",
        Field::Email => "email",
        Field::Phone => "phone",
        Field::Lang => "lang",
        Field::OrganisationName => "organisation-name",
        Field::Country => "country",
        Field::Region => "region",
        Field::City => "city",
        Field::Street => "street",
        Field::Postcode => "postcode",
        Field::RegistrationNumber => "registration-number",
        Field::Oid => "oid",
        Field::Password => "password",
        Field::CurrentPassword => "current-password",
        Field::Adult => "adult",
        Field::PolicyRead => "policy-read",
        Field::PolicyVersion => "policy-version",
        Field::Newsletter => "newsletter",
        Field::Topic => "topic",
        Field::Message => "message",
        Field::Token => "token",
        Field::Right => "right",
        Field::Concern => "concern",
        Field::Statement => "statement",
        Field::ChildEmail => "child-email",
        Field::ColleagueEmail => "colleague-email",
        Field::Code => "code",
        Field::FormKey => "form-key",
    }
}

/// The label above a control.
pub fn label(field: Field) -> &'static str {
    match field {
        Field::Name => tr!(common.field_name),
        Field::Surname => tr!(common.field_surname),
        Field::Email => tr!(common.field_email),
        Field::Phone => tr!(common.field_phone),
        Field::Lang => tr!(privacy.data_language),
        Field::OrganisationName => tr!(common.field_organisation_name),
        Field::Country => tr!(common.field_country),
        Field::Region => tr!(common.field_region),
        Field::City => tr!(common.field_city),
        Field::Street => tr!(common.field_street),
        Field::Postcode => tr!(common.field_postcode),
        Field::RegistrationNumber => tr!(common.field_registration_number),
        Field::Oid => tr!(common.field_oid),
        Field::Password => tr!(common.field_password),
        Field::CurrentPassword => tr!(common.field_current_password),
        Field::Adult => tr!(common.field_adult),
        Field::PolicyRead | Field::PolicyVersion => tr!(common.field_policy_read),
        Field::Newsletter => tr!(common.field_newsletter),
        Field::Topic => tr!(common.field_topic),
        Field::Message => tr!(common.field_message),
        Field::Token => tr!(common.field_token),
        Field::Right => tr!(requests.field_right),
        Field::Concern => tr!(requests.field_concern),
        Field::Statement => tr!(requests.field_statement),
        Field::ChildEmail => tr!(requests.field_child_email),
        Field::ColleagueEmail => tr!(common.field_colleague_email),
        Field::Code | Field::FormKey => tr!(requests.field_code),
    }
}

/// What to do about an empty field.
fn required(field: Field) -> &'static str {
    match field {
        Field::Name => tr!(problem.required_name),
        Field::Surname => tr!(problem.required_surname),
        Field::Email => tr!(problem.required_email),
        Field::Phone => tr!(problem.required_phone),
        Field::Lang => tr!(problem.required_lang),
        Field::OrganisationName => tr!(problem.required_organisation_name),
        Field::Country => tr!(problem.required_country),
        Field::Region => tr!(problem.required_region),
        Field::City => tr!(problem.required_city),
        Field::Street => tr!(problem.required_street),
        Field::Postcode => tr!(problem.required_postcode),
        Field::RegistrationNumber => tr!(problem.required_registration_number),
        Field::Oid => tr!(problem.required_oid),
        Field::Password | Field::CurrentPassword => tr!(problem.required_password),
        Field::Adult => tr!(problem.required_adult),
        Field::PolicyRead | Field::PolicyVersion => tr!(problem.required_policy_read),
        Field::Newsletter => tr!(problem.required_newsletter),
        Field::Topic => tr!(problem.required_topic),
        Field::Message => tr!(problem.required_message),
        Field::Token => tr!(problem.required_token),
        Field::Right => tr!(requests.required_right),
        Field::Concern => tr!(requests.required_concern),
        Field::Statement => tr!(requests.required_statement),
        Field::ChildEmail => tr!(problem.required_email),
        Field::ColleagueEmail => tr!(problem.required_colleague_email),
        Field::Code | Field::FormKey => tr!(requests.required_code),
    }
}

/// What to do about a field that is not of its form.
fn malformed(field: Field) -> String {
    match field {
        Field::Email => tr!(problem.malformed_email).to_owned(),
        Field::Phone => tr!(problem.malformed_phone).to_owned(),
        Field::Postcode => tr!(problem.malformed_postcode).to_owned(),
        Field::RegistrationNumber => tr!(problem.malformed_registration_number).to_owned(),
        Field::Oid => tr!(problem.malformed_oid).to_owned(),
        Field::Country => tr!(problem.required_country).to_owned(),
        Field::Lang => tr!(problem.required_lang).to_owned(),
        Field::Topic => tr!(problem.required_topic).to_owned(),
        Field::Token => tr!(problem.malformed_token).to_owned(),
        Field::Right => tr!(requests.required_right).to_owned(),
        Field::Concern => tr!(requests.required_concern).to_owned(),
        Field::ChildEmail | Field::ColleagueEmail => tr!(problem.malformed_email).to_owned(),
        Field::Code => tr!(requests.malformed_code).to_owned(),
        other => tr!(problem.malformed, field = label(other)),
    }
}

/// What is wrong and what to do, naming the field (F7).
pub fn explain(violation: &Violation) -> String {
    let field = violation.field;
    match &violation.flaw {
        Flaw::Required => required(field).to_owned(),
        Flaw::TooShort { min } => tr!(problem.too_short, field = label(field), min = *min),
        Flaw::TooLong { max } => tr!(problem.too_long, field = label(field), max = *max),
        Flaw::Malformed => malformed(field),
        Flaw::Unprintable => tr!(problem.unprintable, field = label(field)),
        Flaw::Guessable => tr!(problem.guessable).to_owned(),
        Flaw::Common => tr!(problem.common_password).to_owned(),
        Flaw::Wrong if field == Field::Code => tr!(requests.code_gone).to_owned(),
        Flaw::Wrong => tr!(problem.wrong_password).to_owned(),
        Flaw::Outdated => tr!(problem.outdated).to_owned(),
    }
}

/// Why there is no answer, and what to do.
pub fn explain_error(error: &ApiError) -> String {
    let problem = match error {
        ApiError::Offline => return tr!(problem.offline).to_owned(),
        ApiError::Unreadable => return tr!(problem.unreadable).to_owned(),
        ApiError::Problem(problem) => problem,
    };
    match problem.code {
        Code::TooManyRequests | Code::Unavailable => {
            let minutes = problem.retry_after.unwrap_or(60).div_ceil(60);
            match problem.code {
                Code::Unavailable => tr!(problem.unavailable).to_owned(),
                _ => tr!(problem.too_many_requests, minutes = minutes),
            }
        }
        Code::CoolingOff => match problem.until {
            Some(until) => format!("{}: {}", tr!(problem.cooling_off), intl::day_and_time(until, use_lang())),
            None => tr!(problem.cooling_off).to_owned(),
        },
        Code::BadCredentials => tr!(problem.bad_credentials).to_owned(),
        Code::SignInRequired => tr!(problem.sign_in_required).to_owned(),
        Code::ReauthenticationRequired => tr!(problem.reauthentication_required).to_owned(),
        Code::WrongAccount => tr!(problem.wrong_account).to_owned(),
        Code::Gone => tr!(problem.gone).to_owned(),
        Code::NotFound => tr!(problem.not_found).to_owned(),
        Code::Conflict => tr!(problem.conflict).to_owned(),
        Code::TooLarge => tr!(problem.too_large).to_owned(),
        Code::Invalid
        | Code::Malformed
        | Code::CrossSite
        | Code::MethodNotAllowed
        | Code::UnsupportedMediaType
        | Code::Internal => {
            let id = problem.request_id.clone().unwrap_or_default();
            tr!(problem.internal, id = id)
        }
    }
}
