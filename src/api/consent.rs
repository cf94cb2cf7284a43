//! The device's decision.

use contract::{
    consent::{ConsentDraft, ConsentReply, Decision},
    path,
};

use super::{ApiError, get, post};

/// Records a decision.
pub async fn decide(draft: ConsentDraft) -> Result<Decision, ApiError> {
    post(path::CONSENT, &draft).await
}

/// The decision in force and the history of this device.
pub async fn history() -> Result<ConsentReply, ApiError> {
    get(path::CONSENT).await
}
