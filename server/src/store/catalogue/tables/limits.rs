use contract::privacy::Category::Requests;

use crate::store::catalogue::{Owner, Table, held, instant, secret, technical};

/// What people have set against purposes, and what recipients are told.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "processing_limit",
        owner: Owner::Account("account_id"),
        order: "at, purpose",
        columns: &[technical("account_id"), held(Requests, "purpose"), held(Requests, "kind"), instant(Requests, "at")],
    },
    // Which of the messages wait; the messages themselves are in their own table.
    Table {
        name: "held_message",
        owner: Owner::Nobody,
        order: "at",
        columns: &[technical("message_id"), technical("at")],
    },
    // The sealed address is that of somebody whose account is gone; it is kept until the recipient has erased it.
    Table {
        name: "recipient_task",
        owner: Owner::Account("account_id"),
        order: "created_at, id",
        columns: &[
            technical("id"),
            technical("account_id"),
            held(Requests, "reference"),
            held(Requests, "recipient"),
            held(Requests, "action"),
            secret("sealed"),
            held(Requests, "state"),
            technical("attempts"),
            technical("busy_until"),
            technical("next_at"),
            technical("last_error"),
            instant(Requests, "created_at"),
            technical("since"),
            instant(Requests, "told_at"),
            instant(Requests, "ended_at"),
        ],
    },
];
