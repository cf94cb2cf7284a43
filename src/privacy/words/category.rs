use contract::privacy::{Category, Ground, Provider, Purpose, Recipient, Retention};

use super::provider::provider_name;
use crate::tr;

/// The name of a category.
pub fn category(category: Category) -> &'static str {
    match category {
        Category::Name => tr!(privacy.category_name),
        Category::Email => tr!(privacy.category_email),
        Category::Phone => tr!(privacy.category_phone),
        Category::Organisation => tr!(privacy.category_organisation),
        Category::Address => tr!(privacy.category_address),
        Category::Consents => tr!(privacy.category_consents),
        Category::Usage => tr!(privacy.category_usage),
        Category::Security => tr!(privacy.category_security),
        Category::Messages => tr!(privacy.category_messages),
        Category::Requests => tr!(privacy.category_requests),
    }
}

/// What a category holds, in a sentence.
pub fn category_what(category: Category) -> &'static str {
    match category {
        Category::Name => tr!(privacy.category_name_what),
        Category::Email => tr!(privacy.category_email_what),
        Category::Phone => tr!(privacy.category_phone_what),
        Category::Organisation => tr!(privacy.category_organisation_what),
        Category::Address => tr!(privacy.category_address_what),
        Category::Consents => tr!(privacy.category_consents_what),
        Category::Usage => tr!(privacy.category_usage_what),
        Category::Security => tr!(privacy.category_security_what),
        Category::Messages => tr!(privacy.category_messages_what),
        Category::Requests => tr!(privacy.category_requests_what),
    }
}

/// One of the policy's seven purposes.
pub fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Operate => tr!(privacy.purpose_operate),
        Purpose::Notify => tr!(privacy.purpose_notify),
        Purpose::Interact => tr!(privacy.purpose_interact),
        Purpose::Support => tr!(privacy.purpose_support),
        Purpose::Improve => tr!(privacy.purpose_improve),
        Purpose::Monitor => tr!(privacy.purpose_monitor),
        Purpose::Protect => tr!(privacy.purpose_protect),
    }
}

/// One of the policy's five grounds.
pub fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Law => tr!(privacy.ground_law),
        Ground::Policy => tr!(privacy.ground_policy),
        Ground::Contract => tr!(privacy.ground_contract),
        Ground::LegitimateInterest => tr!(privacy.ground_legitimate_interest),
        Ground::Consent => tr!(privacy.ground_consent),
    }
}

/// Who receives data.
pub fn recipient(recipient: Recipient) -> &'static str {
    match recipient {
        Recipient::Consortium => tr!(privacy.recipient_consortium),
        Recipient::MailProvider => tr!(privacy.recipient_mail_provider),
        Recipient::Mailchimp => provider_name(Provider::Mailchimp),
        Recipient::Campayn => provider_name(Provider::Campayn),
        Recipient::GoogleAnalytics => provider_name(Provider::GoogleAnalytics),
    }
}

/// How long something is kept.
pub fn retention(retention: Retention) -> &'static str {
    match retention {
        Retention::Account => tr!(privacy.retention_account),
        Retention::Security => tr!(privacy.retention_security),
        Retention::UntilWithdrawn => tr!(privacy.retention_until_withdrawn),
        Retention::TwoYears => tr!(privacy.retention_two_years),
    }
}
