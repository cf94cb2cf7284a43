//! The portal's public pages: home, contact, accessibility; for development, all components on one page.

pub mod accessibility;
pub mod art;
pub mod contact;
pub mod home;
pub mod styleguide;
