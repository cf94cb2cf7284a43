//! What applies to every request, outermost first: [`headers`], [`failure`], [`trace`], panics, [`limit`], [`csrf`].

pub mod csrf;
pub mod failure;
pub mod headers;
pub mod limit;
pub mod panic;
pub mod trace;
