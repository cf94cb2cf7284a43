use contract::privacy::{Fate, Holding};

use crate::tr;

/// What the eraser touches.
pub fn holding(holding: Holding) -> &'static str {
    match holding {
        Holding::Account => tr!(privacy.holding_account),
        Holding::Organisation => tr!(privacy.holding_organisation),
        Holding::Sessions => tr!(privacy.holding_sessions),
        Holding::Activity => tr!(privacy.holding_activity),
        Holding::Newsletter => tr!(privacy.holding_newsletter),
        Holding::PolicyRecords => tr!(privacy.holding_policy_records),
        Holding::Usage => tr!(privacy.holding_usage),
        Holding::CookieChoices => tr!(privacy.holding_cookie_choices),
        Holding::Exports => tr!(privacy.holding_exports),
        Holding::Messages => tr!(privacy.holding_messages),
        Holding::Mail => tr!(privacy.holding_mail),
        Holding::Tokens => tr!(privacy.holding_tokens),
        Holding::SignInFailures => tr!(privacy.holding_sign_in_failures),
        Holding::PendingRegistration => tr!(privacy.holding_pending_registration),
        Holding::ConsentLedger => tr!(privacy.holding_consent_ledger),
        Holding::Tombstone => tr!(privacy.holding_tombstone),
        Holding::FarewellMail => tr!(privacy.holding_farewell_mail),
        Holding::Limits => tr!(limits.holding_limits),
        Holding::RecipientTasks => tr!(limits.holding_recipient_tasks),
        Holding::RecipientErasures => tr!(limits.holding_recipient_erasures),
        Holding::Certificate => tr!(proof.holding_certificate),
        Holding::Requests => tr!(requests.holding_requests),
        Holding::Disclosures => tr!(requests.holding_disclosures),
        Holding::GuardianReports => tr!(requests.holding_guardian_reports),
    }
}

/// What happens to it; the day of the deletion follows where it has one.
pub fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::DeletedNow => tr!(privacy.fate_deleted_now),
        Fate::Deleted => tr!(privacy.fate_deleted),
        Fate::Anonymised => tr!(privacy.fate_anonymised),
        Fate::Kept => tr!(privacy.fate_kept),
    }
}

/// Why something is not simply deleted, and until when it stays.
pub fn holding_reason(holding: Holding) -> &'static str {
    match holding {
        Holding::ConsentLedger => tr!(privacy.reason_consent_ledger),
        Holding::Tombstone => tr!(privacy.reason_tombstone),
        Holding::FarewellMail => tr!(privacy.reason_farewell_mail),
        Holding::Certificate => tr!(proof.reason_certificate),
        Holding::Organisation => tr!(privacy.reason_organisation),
        Holding::RecipientErasures => tr!(limits.reason_recipient_erasures),
        Holding::GuardianReports => tr!(requests.reason_guardian_reports),
        Holding::Account
        | Holding::Sessions
        | Holding::Activity
        | Holding::Newsletter
        | Holding::PolicyRecords
        | Holding::Usage
        | Holding::CookieChoices
        | Holding::Exports
        | Holding::Messages
        | Holding::Mail
        | Holding::Tokens
        | Holding::SignInFailures
        | Holding::PendingRegistration
        | Holding::Limits
        | Holding::RecipientTasks => tr!(privacy.reason_claims),
        Holding::Requests | Holding::Disclosures => tr!(privacy.reason_claims),
    }
}
