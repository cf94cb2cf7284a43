//! The register of everything stored on a device, the decision about it, and its proof.

mod answer;
mod decision;
mod receipt;
mod register;
mod usage;

pub use answer::Answer;
pub use decision::{Asked, ConsentDraft, ConsentRecord, ConsentReply, Decision, How, Place};
pub use receipt::{PublicKey, Receipt, ReceiptPurpose, Signature, SignedReceipt};
pub use register::{
    DECISION, DRAFT, Host, Item, ItemId, Kind, LANG, Lifetime, Medium, Owner, Purpose, Register, SESSION,
    SESSION_PLAIN, TAB_THEME, THEME,
};
pub use usage::{UsageDraft, UsageEntry};
