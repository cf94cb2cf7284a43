//! What a handler asks of a request. Each refuses with a problem of its own, before the handler runs.

mod checked;
mod client;
mod id;
mod signed_in;

pub use checked::Checked;
pub use client::{Client, ClientIp};
pub use id::Id;
pub use signed_in::{Recent, SignedIn};
