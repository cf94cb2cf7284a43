//! The portal's API and site. Upper lines may use lower ones only; a test reads the `use` lines.
//!
//! - [`serve`], [`command`]: from the settings to a running server; what an operator does beside it
//! - [`app`]: the whole as one router
//! - [`guard`], [`http`], [`job`]: what applies to every request; endpoints; what happens later
//! - [`extract`]: what a handler asks of a request
//! - [`rights`]: what is done with requests about one's own data, whoever does it
//! - [`state`]: what all requests share
//! - [`store`]: SQL, and nowhere else
//! - [`session`], [`password`], [`limit`], [`mail`], [`connector`], [`signing`], [`sealing`]: one concern each
//! - [`policy`], [`shell`], [`first_paint`], [`basis`]: texts and pages
//! - [`clock`], [`random`], [`config`], [`problem`], [`device`], [`hex`]: what all of these need

pub mod app;
pub mod basis;
pub mod clock;
pub mod command;
pub mod config;
pub mod connector;
pub mod device;
pub mod extract;
pub mod first_paint;
pub mod guard;
pub mod hex;
pub mod http;
pub mod job;
pub mod limit;
pub mod mail;
pub mod password;
pub mod policy;
pub mod problem;
pub mod random;
pub mod rights;
pub mod sealing;
pub mod serve;
pub mod session;
pub mod shell;
pub mod signing;
pub mod state;
pub mod store;
