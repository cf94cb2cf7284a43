//! `/api/v1/{registrations, session, recovery, me, ...}`.

mod activity;
mod confirmation;
mod email;
mod invitation;
mod me;
mod neutrality;
mod password;
mod reauthentication;
mod recovery;
mod registration;
mod session;
mod sessions;
mod sign_in_failures;
