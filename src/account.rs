//! Registering, confirming, signing in, getting back in.
//!
//! - [`register`]: the steps of a registration, one thing per page
//! - [`registration`]: what was typed, across the steps, a reload and a change of language
//! - [`mailed_code`]: pages that do one thing by a mailed code, on a button and never by being opened; [`confirmation`]: those that
//!   differ in words alone
//! - [`verify`], [`newsletter`], [`keep_account`], [`recover`]: those pages
//! - [`sign_in`], [`welcome`]: in, and the first steps

pub mod confirmation;
pub mod go;
pub mod keep_account;
pub mod mailed_code;
pub mod newsletter;
pub mod recover;
pub mod register;
pub mod registration;
pub mod sign_in;
pub mod verify;
pub mod welcome;

pub use register::newsletter_box_words;
pub use registration::provide_registration;

#[cfg(test)]
mod tests;
