use contract::privacy::Category::{Consents, Usage};

use crate::store::catalogue::{Owner, Table, flag, held, instant, number, technical};

/// What devices allow, and what they are known to have done.
pub(super) const TABLES: &[Table] = &[
    // The random name leads to the ledger, as the cookie on the device does.
    Table {
        name: "consent_device",
        owner: Owner::Account("account_id"),
        order: "changed_at",
        columns: &[
            held(Consents, "subject"),
            flag(Consents, "statistics"),
            technical("account_id"),
            instant(Consents, "changed_at"),
        ],
    },
    Table {
        name: "account_consent",
        owner: Owner::Account("account_id"),
        order: "account_id",
        columns: &[
            technical("account_id"),
            flag(Consents, "preferences"),
            number(Consents, "preferences_version"),
            flag(Consents, "statistics"),
            number(Consents, "statistics_version"),
            instant(Consents, "at"),
        ],
    },
    Table {
        name: "usage",
        owner: Owner::Device,
        order: "day, path",
        columns: &[
            technical("subject"),
            held(Usage, "day"),
            held(Usage, "path"),
            held(Usage, "device"),
            held(Usage, "network"),
            number(Usage, "visits"),
            number(Usage, "seconds"),
        ],
    },
];
