//! Registering, confirming, signing in, getting back in.
//!
//! - [`register`]: the steps of a registration, one thing per page
//! - [`registration`]: what was typed, across the steps, a reload and a change of language
//! - [`mailed_code`]: pages that do one thing by a mailed code, on a button and never by being opened; [`confirmation`]: those that
//!   differ in words alone
//! - [`verify`], [`newsletter`], [`keep_account`], [`recover`], [`invitation`]: those pages
//! - [`sign_in`], [`welcome`]: in, and the first steps

use contract::route::Route as Page;
use leptos::prelude::*;

pub mod confirmation;
pub mod go;
pub mod invitation;
pub mod keep_account;
pub mod mailed_code;
pub mod newsletter;
pub mod recover;
pub mod register;
pub mod registration;
pub mod sign_in;
pub mod verify;
pub mod welcome;

use crate::rights::{ask, status};

pub use register::newsletter_box_words;
pub use registration::provide_registration;

/// The view of an account's page, of those that `app` leads here; the first one of a registration is not among them.
pub fn page(page: Page) -> AnyView {
    match page {
        Page::RegisterStep(kind, step) => view! { <register::Step kind step /> }.into_any(),
        Page::Registered => view! { <register::Registered /> }.into_any(),
        Page::VerifyEmail => view! { <verify::VerifyEmail /> }.into_any(),
        Page::NewsletterConfirm => view! { <newsletter::NewsletterConfirm /> }.into_any(),
        Page::Welcome => view! { <welcome::Welcome /> }.into_any(),
        Page::SignIn => view! { <sign_in::SignInPage /> }.into_any(),
        Page::Recover => view! { <recover::Recover /> }.into_any(),
        Page::NewPassword => view! { <recover::NewPasswordPage /> }.into_any(),
        Page::KeepAccount => view! { <keep_account::KeepAccount /> }.into_any(),
        Page::Invitation => view! { <invitation::InvitationPage /> }.into_any(),
        Page::Request => view! { <ask::Ask /> }.into_any(),
        Page::RequestStatus => view! { <status::Status /> }.into_any(),
        _ => ().into_any(),
    }
}

#[cfg(test)]
mod tests;
