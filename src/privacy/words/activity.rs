use contract::privacy::{ActivityKind, Actor};

use crate::tr;

/// What happened.
pub fn activity_kind(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Registered => tr!(privacy.activity_registered),
        ActivityKind::SignedIn => tr!(privacy.activity_signed_in),
        ActivityKind::SignedOut => tr!(privacy.activity_signed_out),
        ActivityKind::SignInFailed => tr!(privacy.activity_sign_in_failed),
        ActivityKind::Reauthenticated => tr!(privacy.activity_reauthenticated),
        ActivityKind::PasswordChanged => tr!(privacy.activity_password_changed),
        ActivityKind::EmailChangeRequested => tr!(privacy.activity_email_change_requested),
        ActivityKind::EmailChanged => tr!(privacy.activity_email_changed),
        ActivityKind::PersonCorrected => tr!(privacy.activity_person_corrected),
        ActivityKind::OrganisationCorrected => tr!(privacy.activity_organisation_corrected),
        ActivityKind::LanguageChanged => tr!(privacy.activity_language_changed),
        ActivityKind::ColleagueInvited => tr!(privacy.activity_colleague_invited),
        ActivityKind::InvitationAccepted => tr!(privacy.activity_invitation_accepted),
        ActivityKind::OrganisationJoined => tr!(privacy.activity_organisation_joined),
        ActivityKind::NewsletterGranted => tr!(privacy.activity_newsletter_granted),
        ActivityKind::NewsletterWithdrawn => tr!(privacy.activity_newsletter_withdrawn),
        ActivityKind::CookiesWithdrawn => tr!(privacy.activity_cookies_withdrawn),
        ActivityKind::PolicyAccepted => tr!(privacy.activity_policy_accepted),
        ActivityKind::PolicyDeclined => tr!(privacy.activity_policy_declined),
        ActivityKind::PurposeAllowed => tr!(privacy.activity_purpose_allowed),
        ActivityKind::PurposeRefused => tr!(privacy.activity_purpose_refused),
        ActivityKind::ExportRequested => tr!(privacy.activity_export_requested),
        ActivityKind::ExportReady => tr!(privacy.activity_export_ready),
        ActivityKind::ExportDownloaded => tr!(privacy.activity_export_downloaded),
        ActivityKind::ExportDeleted => tr!(privacy.activity_export_deleted),
        ActivityKind::ErasureRequested => tr!(privacy.activity_erasure_requested),
        ActivityKind::ErasureCancelled => tr!(privacy.activity_erasure_cancelled),
        ActivityKind::SessionEnded => tr!(privacy.activity_session_ended),
        ActivityKind::ProcessingRestricted => tr!(limits.activity_restricted),
        ActivityKind::RestrictionLifted => tr!(limits.activity_restriction_lifted),
        ActivityKind::ProcessingObjected => tr!(limits.activity_objected),
        ActivityKind::ObjectionLifted => tr!(limits.activity_objection_lifted),
        ActivityKind::RequestFiled => tr!(requests.activity_filed),
        ActivityKind::RequestCancelled => tr!(requests.activity_cancelled),
        ActivityKind::RequestViewed => tr!(requests.activity_viewed),
        ActivityKind::RequestAssigned => tr!(requests.activity_assigned),
        ActivityKind::RequestAsked => tr!(requests.activity_asked),
        ActivityKind::RequestAnswered => tr!(requests.activity_answered),
        ActivityKind::RequestExtended => tr!(requests.activity_extended),
        ActivityKind::RequestDecided => tr!(requests.activity_decided),
        ActivityKind::RequestCarriedOut => tr!(requests.activity_carried_out),
        ActivityKind::DataDisclosed => tr!(requests.activity_disclosed),
        ActivityKind::DisclosuresViewed => tr!(requests.activity_disclosures_viewed),
    }
}

/// Who did it.
pub fn actor(actor: Actor) -> &'static str {
    match actor {
        Actor::Person => tr!(privacy.actor_person),
        Actor::System => tr!(privacy.actor_system),
        Actor::Staff => tr!(privacy.actor_staff),
        Actor::Unknown => tr!(privacy.actor_unknown),
    }
}
