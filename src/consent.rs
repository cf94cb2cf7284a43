//! The decision about what may be stored on this device: state, banner, settings.

pub mod banner;
pub mod cookies;
pub mod decision;
pub mod google;
pub mod history;
pub mod notes;
pub mod receipt;
pub mod usage;
pub mod usage_held;
pub mod withdraw;
pub mod words;

pub use decision::{provide_decision, provide_known_decision, use_decision};
