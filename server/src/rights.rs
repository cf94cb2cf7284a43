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
//! - [`follow`](fn@follow), [`withdraw_newsletter`], [`hold_cookies`]: what limits and withdrawals bring along
//! - [`staff`]: what the consortium does
//! - [`remind`]: what is about to run out

mod case;
mod cookies;
mod filing;
mod follow;
mod newsletter;
mod office;
mod portal;
mod purposes;
mod receipt;
mod remind;
pub mod staff;
mod view;

pub use case::{case_file, csp as case_csp};
pub use cookies::hold_cookies;
pub use filing::{cancel, claim, confirm, file, report};
pub use follow::{follow, follow_later};
pub use newsletter::{keep_words, newsletter_asked, withdraw_newsletter};
pub use office::Office;
pub use portal::{answered, begun, finished, stuck, taken_back};
pub use receipt::receipt_code;
pub use remind::remind;
pub use view::shown;

/// After a change of address, export and erasure wait so long: whoever took over an account can neither copy nor destroy it
/// before its owner has read the mail to the old address. 72 hours.
pub const COOLING_SECONDS: i64 = 72 * 3600;
