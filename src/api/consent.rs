//! The device's decision.

use contract::{
    consent::{ConsentDraft, ConsentReply, Decision, PublicKey, UsageDraft, UsageEntry},
    path,
};

use super::{Answer, get, post};

/// Records a decision.
pub fn decide(draft: ConsentDraft) -> Answer<Decision> {
    post(path::CONSENT, &draft)
}

/// The decision in force and the history of this device.
pub fn history() -> Answer<ConsentReply> {
    get(path::CONSENT)
}

/// The keys that receipts are signed with.
pub fn signing_keys() -> Answer<Vec<PublicKey>> {
    get(path::SIGNING_KEYS)
}

/// Adds to the portal's own statistics.
pub fn report_usage(draft: UsageDraft) -> Answer<()> {
    post(path::USAGE, &draft)
}

/// The statistics held about this device.
pub fn usage() -> Answer<Vec<UsageEntry>> {
    get(path::USAGE)
}
