use contract::privacy::{Ground, LimitReport, Purpose};

use crate::tr;

/// The name of a purpose, as a heading.
pub(super) fn name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Operate => tr!(limits.purpose_operate),
        Purpose::Notify => tr!(limits.purpose_notify),
        Purpose::Interact => tr!(limits.purpose_interact),
        Purpose::Support => tr!(limits.purpose_support),
        Purpose::Improve => tr!(limits.purpose_improve),
        Purpose::Monitor => tr!(limits.purpose_monitor),
        Purpose::Protect => tr!(limits.purpose_protect),
    }
}

/// Its place on the page.
pub(super) const fn id(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Operate => "operate",
        Purpose::Notify => "notify",
        Purpose::Interact => "interact",
        Purpose::Support => "support",
        Purpose::Improve => "improve",
        Purpose::Monitor => "monitor",
        Purpose::Protect => "protect",
    }
}

/// How a purpose stands that is not limited.
pub(super) fn unlimited(report: &LimitReport) -> &'static str {
    match report.purpose {
        Purpose::Interact => tr!(limits.state_none),
        _ if report.grounds == [Ground::Consent] => tr!(limits.state_consent),
        _ => tr!(limits.state_on),
    }
}

/// Why a click does not stop it.
pub(super) fn goes_on(purpose: Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Operate => Some(tr!(limits.goes_on_operate)),
        Purpose::Protect => Some(tr!(limits.goes_on_protect)),
        _ => None,
    }
}

/// What a restriction changes.
pub(super) fn restriction(purpose: Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Operate | Purpose::Protect => None,
        Purpose::Notify => Some(tr!(limits.restrict_notify)),
        Purpose::Interact => Some(tr!(limits.restrict_interact)),
        Purpose::Support => Some(tr!(limits.restrict_support)),
        Purpose::Improve | Purpose::Monitor => Some(tr!(limits.restrict_statistics)),
    }
}

/// What an objection changes.
pub(super) fn objection(purpose: Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Notify => Some(tr!(limits.object_notify)),
        Purpose::Support => Some(tr!(limits.object_support)),
        _ => None,
    }
}

/// What it means for recipients.
pub(super) fn others(purpose: Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Operate | Purpose::Protect => None,
        Purpose::Notify => Some(tr!(limits.others_notify)),
        Purpose::Interact => Some(tr!(limits.others_consortium)),
        Purpose::Support => Some(tr!(limits.others_support)),
        Purpose::Improve | Purpose::Monitor => Some(tr!(limits.others_statistics)),
    }
}
