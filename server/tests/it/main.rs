//! The portal as its clients see it, on SQLite always and on PostgreSQL where `VET2B_TEST_POSTGRES_URL` names a server on which databases
//! may be made. One binary; the tree mirrors the addresses.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod account;
mod backup;
mod consent;
mod contact;
mod dependencies;
mod google;
mod guards;
mod jobs;
mod ledger;
mod mail;
mod migrations;
mod openapi;
mod policy;
mod portal;
mod privacy;
mod processes;
mod receipts;
mod requests;
mod site;
mod usage;
