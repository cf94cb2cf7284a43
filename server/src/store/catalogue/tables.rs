mod devices;
mod limits;
mod people;
mod proofs;
mod records;
mod requests;

use super::Table;

/// Every table of the store.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    [people::TABLES, devices::TABLES, records::TABLES, limits::TABLES, proofs::TABLES, requests::TABLES]
        .into_iter()
        .flatten()
}
