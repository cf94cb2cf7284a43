//! Rights, states, events: exhaustive, so that none goes without words.

use contract::{
    privacy::Actor,
    rights::{Concern, DisclosureGround, RequestEventKind, RequestKind, RequestState},
};

use crate::tr;

/// Which right.
pub fn kind(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Access => tr!(requests.kind_access),
        RequestKind::Portability => tr!(requests.kind_portability),
        RequestKind::Rectification => tr!(requests.kind_rectification),
        RequestKind::Erasure => tr!(requests.kind_erasure),
        RequestKind::Restriction => tr!(requests.kind_restriction),
        RequestKind::Objection => tr!(requests.kind_objection),
        RequestKind::Withdrawal => tr!(requests.kind_withdrawal),
        RequestKind::Complaint => tr!(requests.kind_complaint),
        RequestKind::Guardian => tr!(requests.kind_guardian),
    }
}

/// What a right is for, in a sentence.
pub fn kind_note(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Access => tr!(requests.note_access),
        RequestKind::Portability => tr!(requests.note_portability),
        RequestKind::Rectification => tr!(requests.note_rectification),
        RequestKind::Erasure => tr!(requests.note_erasure),
        RequestKind::Restriction => tr!(requests.note_restriction),
        RequestKind::Objection => tr!(requests.note_objection),
        RequestKind::Withdrawal => tr!(requests.note_withdrawal),
        RequestKind::Complaint => tr!(requests.note_complaint),
        RequestKind::Guardian => tr!(requests.note_guardian),
    }
}

/// Where it stands.
pub fn state(state: RequestState) -> &'static str {
    match state {
        RequestState::Received => tr!(requests.state_received),
        RequestState::Identification => tr!(requests.state_identification),
        RequestState::InProgress => tr!(requests.state_in_progress),
        RequestState::Granted => tr!(requests.state_granted),
        RequestState::PartlyGranted => tr!(requests.state_partly_granted),
        RequestState::Refused => tr!(requests.state_refused),
        RequestState::Cancelled => tr!(requests.state_cancelled),
    }
}

/// The tag of a state; its words say it too.
pub const fn tone(state: RequestState) -> &'static str {
    match state {
        RequestState::Received | RequestState::InProgress => "tag",
        RequestState::Identification => "tag tag--warning",
        RequestState::Granted | RequestState::PartlyGranted => "tag tag--success",
        RequestState::Refused => "tag tag--danger",
        RequestState::Cancelled => "tag tag--neutral",
    }
}

/// What happened.
pub fn event(event: RequestEventKind) -> &'static str {
    match event {
        RequestEventKind::Received => tr!(requests.event_received),
        RequestEventKind::Assigned => tr!(requests.event_assigned),
        RequestEventKind::Asked => tr!(requests.event_asked),
        RequestEventKind::Answered => tr!(requests.event_answered),
        RequestEventKind::Extended => tr!(requests.event_extended),
        RequestEventKind::Decided => tr!(requests.event_decided),
        RequestEventKind::Cancelled => tr!(requests.event_cancelled),
        RequestEventKind::Failed => tr!(requests.event_failed),
        RequestEventKind::Viewed => tr!(requests.event_viewed),
        RequestEventKind::RefusalProposed => tr!(requests.event_refusal_proposed),
        RequestEventKind::Reminded => tr!(requests.event_reminded),
        RequestEventKind::CarriedOut => tr!(requests.event_carried_out),
        RequestEventKind::RemovalProposed => tr!(requests.event_removal_proposed),
    }
}

/// Who did it.
pub fn actor(actor: Actor) -> &'static str {
    match actor {
        Actor::Person => tr!(requests.actor_person),
        Actor::System => tr!(requests.actor_system),
        Actor::Staff => tr!(requests.actor_staff),
        Actor::Unknown => tr!(requests.actor_unknown),
    }
}

/// What it is about.
pub fn concern(concern: Concern) -> &'static str {
    match concern {
        Concern::Everything => tr!(requests.concern_everything),
        Concern::Name => tr!(requests.concern_name),
        Concern::Email => tr!(requests.concern_email),
        Concern::Phone => tr!(requests.concern_phone),
        Concern::Organisation => tr!(requests.concern_organisation),
        Concern::Address => tr!(requests.concern_address),
        Concern::Consents => tr!(requests.concern_consents),
        Concern::Usage => tr!(requests.concern_usage),
        Concern::Security => tr!(requests.concern_security),
        Concern::Messages => tr!(requests.concern_messages),
        Concern::Requests => tr!(requests.concern_requests),
        Concern::Newsletter => tr!(requests.concern_newsletter),
        Concern::Cookies => tr!(requests.concern_cookies),
        Concern::Policy => tr!(requests.concern_policy),
        Concern::NewPurpose => tr!(requests.concern_new_purpose),
        Concern::Operate => tr!(requests.concern_operate),
        Concern::Notify => tr!(requests.concern_notify),
        Concern::Interact => tr!(requests.concern_interact),
        Concern::Support => tr!(requests.concern_support),
        Concern::Improve => tr!(requests.concern_improve),
        Concern::Monitor => tr!(requests.concern_monitor),
        Concern::Protect => tr!(requests.concern_protect),
        Concern::Child => tr!(requests.concern_child),
        Concern::Other => tr!(requests.concern_other),
    }
}

/// Why data may be given to somebody outside.
pub fn ground(ground: DisclosureGround) -> &'static str {
    match ground {
        DisclosureGround::LegalObligation => tr!(requests.ground_legal_obligation),
        DisclosureGround::RightsOrProperty => tr!(requests.ground_rights_or_property),
        DisclosureGround::Wrongdoing => tr!(requests.ground_wrongdoing),
        DisclosureGround::Safety => tr!(requests.ground_safety),
        DisclosureGround::Liability => tr!(requests.ground_liability),
    }
}
