use contract::privacy::Category::{Requests, Security};

use crate::store::catalogue::{Owner, Table, held, instant, number, redacted, sealed, secret, staff, technical};

/// Requests about one's own data, and what was disclosed. Names of staff are theirs and not the person's; nor is a refusal, or the
/// removal of an account, that waits for a second person.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "request",
        owner: Owner::Requester("id"),
        order: "id",
        columns: &[
            technical("id"),
            held(Requests, "reference"),
            technical("account_id"),
            held(Requests, "name"),
            held(Requests, "email"),
            technical("email_key"),
            held(Requests, "lang"),
            held(Requests, "kind"),
            held(Requests, "concern"),
            held(Requests, "words"),
            // Somebody else's address: the child's that a guardian has written about.
            redacted(Requests, "about"),
            technical("about_key"),
            held(Requests, "state"),
            technical("by_portal"),
            instant(Requests, "received_at"),
            technical("received_on"),
            number(Requests, "extension"),
            number(Requests, "paused_days"),
            held(Requests, "asked_on"),
            held(Requests, "due_on"),
            instant(Requests, "closed_at"),
            staff("assignee"),
            staff("refusal_by"),
            staff("refusal_reason"),
            technical("reminded"),
            secret("receipt_hash"),
            technical("key"),
            technical("until_closed"),
        ],
    },
    Table {
        name: "request_event",
        owner: Owner::Requester("request_id"),
        order: "request_id, number",
        columns: &[
            technical("id"),
            technical("request_id"),
            technical("number"),
            instant(Requests, "at"),
            technical("day"),
            held(Requests, "kind"),
            held(Requests, "actor"),
            staff("staff"),
            staff("assignee"),
            held(Requests, "reason"),
        ],
    },
    // Typed into a form by whoever; not confirmed yet.
    Table {
        name: "request_claim",
        owner: Owner::EmailKey("email_key"),
        order: "id",
        columns: &[
            technical("id"),
            secret("code_hash"),
            technical("form_key"),
            technical("email_key"),
            technical("about_key"),
            secret("draft"),
            technical("created_at"),
            technical("expires_at"),
        ],
    },
    Table {
        name: "disclosure",
        owner: Owner::Account("account_id"),
        order: "id",
        columns: &[
            technical("id"),
            technical("account_id"),
            instant(Security, "at"),
            held(Security, "recipient"),
            held(Security, "ground"),
            held(Security, "reason"),
            staff("staff"),
        ],
    },
    // What a law forbids to tell the person of.
    Table {
        name: "sealed_disclosure",
        owner: Owner::Nobody,
        order: "id",
        columns: &[
            technical("id"),
            technical("account_id"),
            sealed("at"),
            sealed("recipient"),
            sealed("ground"),
            sealed("reason"),
            sealed("law"),
            sealed("staff"),
        ],
    },
    Table {
        name: "removal",
        owner: Owner::Nobody,
        order: "request_id",
        columns: &[technical("request_id"), technical("account_id"), staff("staff"), staff("reason"), technical("at")],
    },
    // Why somebody looked is in the account's activity log, too.
    Table {
        name: "staff_act",
        owner: Owner::Nobody,
        order: "id",
        columns: &[
            technical("id"),
            technical("at"),
            staff("staff"),
            technical("act"),
            technical("account_id"),
            technical("task"),
            staff("reason"),
        ],
    },
];
