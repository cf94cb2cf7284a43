//! Requests about one's own data, as they are shown to whoever filed them, with an account or without.
//!
//! - [`timeline`]: the clock of a request, drawn and told
//! - [`words`]: rights, states and events in words
//! - [`recipients`]: who gets data from this portal
//! - [`ask`], [`status`]: a request without an account, and where it stands
//! - [`take_back`]: what ends a request before it is decided
//! - [`authority`]: who else can be turned to

pub mod ask;
pub mod authority;
pub mod recipients;
pub mod status;
pub mod take_back;
pub mod timeline;
pub mod words;
