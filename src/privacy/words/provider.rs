use contract::privacy::{Provider, RecipientAction, RecipientState};

use crate::tr;

/// What a recipient is called.
pub fn provider_name(provider: Provider) -> &'static str {
    provider.company().unwrap_or_else(|| tr!(limits.provider_mail))
}

/// What it does.
pub fn provider_what(provider: Provider) -> &'static str {
    match provider {
        Provider::MailProvider => tr!(limits.what_mail),
        Provider::Mailchimp | Provider::Campayn => tr!(limits.what_mailchimp),
        Provider::GoogleAnalytics => tr!(limits.what_google),
    }
}

/// In which countries data goes to it (policy clause `transfers`).
pub fn provider_where(provider: Provider) -> &'static str {
    match provider {
        Provider::MailProvider => tr!(limits.where_mail),
        Provider::Mailchimp => tr!(limits.where_us),
        Provider::Campayn => tr!(limits.where_canada),
        Provider::GoogleAnalytics => tr!(limits.where_google),
    }
}

/// What protects the data there.
pub fn provider_safeguards(provider: Provider) -> &'static str {
    match provider {
        Provider::MailProvider => tr!(limits.safeguards_mail),
        Provider::Mailchimp | Provider::Campayn => tr!(limits.safeguards_newsletter),
        Provider::GoogleAnalytics => tr!(limits.safeguards_google),
    }
}

/// What its terms are called.
pub fn provider_terms(provider: Provider) -> &'static str {
    match provider {
        Provider::MailProvider => tr!(limits.terms_none),
        Provider::Mailchimp => tr!(limits.terms_mailchimp),
        Provider::Campayn => tr!(limits.terms_campayn),
        Provider::GoogleAnalytics => tr!(limits.terms_google),
    }
}

/// What a recipient is told to do.
pub fn task_action(action: RecipientAction) -> &'static str {
    match action {
        RecipientAction::Subscribe => tr!(limits.action_subscribe),
        RecipientAction::Unsubscribe => tr!(limits.action_unsubscribe),
        RecipientAction::Restrict => tr!(limits.action_restrict),
        RecipientAction::Rectify => tr!(limits.action_rectify),
        RecipientAction::Erase => tr!(limits.action_erase),
    }
}

/// The tag of a state; its words say it too.
pub const fn task_tone(state: RecipientState) -> &'static str {
    match state {
        RecipientState::Executed => "tag tag--success",
        RecipientState::Failed => "tag tag--warning",
        _ => "tag tag--neutral",
    }
}

/// How far it is with that.
pub fn task_state(state: RecipientState) -> &'static str {
    match state {
        RecipientState::Queued => tr!(limits.task_queued),
        RecipientState::Notified => tr!(limits.task_notified),
        RecipientState::Acknowledged => tr!(limits.task_acknowledged),
        RecipientState::WaitingForProof => tr!(limits.task_waiting_for_proof),
        RecipientState::Executed => tr!(limits.task_executed),
        RecipientState::Failed => tr!(limits.task_failed),
        RecipientState::Superseded => tr!(limits.task_superseded),
    }
}
