mod devices;
mod people;
mod records;
mod requests;

use super::Table;

/// Every table of the store.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    [people::TABLES, devices::TABLES, records::TABLES, requests::TABLES].into_iter().flatten()
}
