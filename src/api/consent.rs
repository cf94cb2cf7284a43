//! The device's decision.

use contract::{
    consent::{ConsentDraft, ConsentReply, Decision},
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
