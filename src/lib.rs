//! The VET2B portal, a single-page application in Leptos. A map, from the top down; each may use only what stands below it.
//!
//! - [`app`]: providers, router, shell; which view belongs to which page
//! - [`first_paint`]: the same views natively, for the server's HTML
//! - [`lazy`]: pages whose code comes when they are gone to
//! - [`verification`]: the page that verifies what the portal has signed
//! - [`account`], [`policy`], [`privacy`], [`portal`], [`shell`], [`viewer`]: the features; they meet only through `contract::route`
//! - [`consent`]: the decision about what may be stored, the banner, the settings; [`rights`]: requests about one's own data
//! - [`form`], [`session`], [`proof`]: forms with one rule set; who is signed in; verification of what was signed
//! - [`api`], [`ui`]: the server's endpoints as functions; the design system
//! - [`title`], [`here`], [`i18n`], [`effect`], [`browser`]: the page, its title and language; the texts; effects; the only
//!   place with web-sys

pub mod account;
pub mod api;
pub mod app;
pub mod browser;
pub mod consent;
pub mod effect;
pub mod first_paint;
pub mod form;
pub mod here;
pub mod i18n;
pub mod lazy;
pub mod policy;
pub mod portal;
pub mod privacy;
pub mod proof;
pub mod rights;
pub mod session;
pub mod shell;
pub mod title;
pub mod ui;
pub mod verification;
pub mod viewer;
