//! Requests about one's own data (GDPR art. 7(3), 15 to 22, 77): one model for all rights, with the law's own clock.
//!
//! - [`civil`]: days of the calendar, without a time zone
//! - [`clock`]: until when a request must be answered
//! - [`holidays`]: on which days nobody works

pub mod civil;
pub mod clock;
mod filed;
pub mod holidays;
mod request;

pub use civil::CivilDay;
pub use clock::Term;
pub use filed::{
    Confirmed, OpenRequest, OpenRequestDraft, RequestCode, RequestCodeDraft, RequestForm, RequestFormDraft,
};
pub use holidays::Country;
pub use request::{
    CASE, Case, Concern, Disclosure, DisclosureGround, Pause, Request, RequestEvent, RequestEventKind, RequestKind,
    RequestState, Requests, SignedCase, Timeline,
};
