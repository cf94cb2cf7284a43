//! What applies to every request, outermost first: [`headers`], [`trace`], panics, [`limit`], [`csrf`].

pub mod csrf;
pub mod headers;
pub mod limit;
pub mod panic;
pub mod trace;
