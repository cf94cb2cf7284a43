//! The register of everything stored on a device, and the decision about it.

mod decision;
mod register;

pub use decision::{ConsentDraft, ConsentRecord, ConsentReply, Decision, How};
pub use register::{
    DECISION, DRAFT, Item, ItemId, Kind, LANG, Lifetime, Medium, REGISTER, REGISTER_VERSION, SESSION, SESSION_PLAIN,
};
