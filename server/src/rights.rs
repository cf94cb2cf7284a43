//! Requests about one's own data, whoever moves them: the person by the dashboard, the portal by itself, staff by a command.
//!
//! Every right goes through here. A control that acts at once tells of it in one line:
//!
//! ```ignore
//! rights::answered(tx, &state, &who.account_id, RequestKind::Restriction, Purpose::Improve.into()).await?;
//! ```
//!
//! - [`answered`], [`begun`], [`finished`], [`stuck`], [`taken_back`]: what the portal answers by itself
//! - [`file`](fn@file), [`claim`], [`confirm`], [`report`], [`cancel`]: what a person asks for in words
//! - [`shown`], `case`: what a person sees and takes along
//! - [`staff`]: what the consortium does
//! - [`remind`]: what is about to run out

mod case;
mod filing;
mod office;
mod portal;
mod receipt;
mod remind;
pub mod staff;
mod view;

pub use case::{case_file, csp as case_csp};
pub use filing::{cancel, claim, confirm, file, report};
pub use office::Office;
pub use portal::{answered, begun, finished, stuck, taken_back};
pub use receipt::receipt_code;
pub use remind::remind;
pub use view::shown;
