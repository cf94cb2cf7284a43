use crate::store::catalogue::{Owner, Table, technical};

/// What proves that nothing was altered, and that something was erased.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "activity_head",
        owner: Owner::Account("account_id"),
        order: "account_id",
        columns: &[technical("account_id"), technical("number"), technical("hash")],
    },
    // Numbers of rows, which the other tables hold.
    Table {
        name: "erasure_item",
        owner: Owner::Account("account_id"),
        order: "holding",
        columns: &[
            technical("account_id"),
            technical("holding"),
            technical("shown"),
            technical("foreseen"),
            technical("done"),
        ],
    },
    // Of people who are gone, without anything that leads to them.
    Table {
        name: "certificate",
        owner: Owner::Nobody,
        order: "at",
        columns: &[technical("code_hash"), technical("file"), technical("at")],
    },
];
