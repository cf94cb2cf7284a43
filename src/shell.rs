//! What surrounds every page: skip link, header, footer, focus, failure.

pub mod announcement;
pub mod failure;
pub mod footer;
pub mod header;
pub mod not_found;
pub mod route_focus;
pub mod sign_out;
pub mod theme;
