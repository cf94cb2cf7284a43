//! The words of the register: exhaustive, so that nothing is stored that the cookie page does not explain.

use contract::consent::{Item, ItemId, Kind, Lifetime, Medium};

use crate::tr;

/// The name of a kind.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Session => tr!(consent.kind_session),
        Kind::Security => tr!(consent.kind_security),
        Kind::Preference => tr!(consent.kind_preference),
        Kind::Statistics => tr!(consent.kind_statistics),
    }
}

/// What a kind is for.
pub fn kind_purpose(kind: Kind) -> &'static str {
    match kind {
        Kind::Session => tr!(consent.kind_session_purpose),
        Kind::Security => tr!(consent.kind_security_purpose),
        Kind::Preference => tr!(consent.kind_preference_purpose),
        Kind::Statistics => tr!(consent.kind_statistics_purpose),
    }
}

/// What an item is for.
pub fn item_purpose(id: ItemId) -> &'static str {
    match id {
        ItemId::Session => tr!(consent.item_session),
        ItemId::Decision => tr!(consent.item_decision),
        ItemId::Draft => tr!(consent.item_draft),
        ItemId::Lang => tr!(consent.item_lang),
    }
}

/// How long an item stays, and where.
pub fn item_lifetime(item: &Item) -> String {
    let place = match item.medium {
        Medium::Cookie => tr!(consent.medium_cookie),
        Medium::SessionStorage => tr!(consent.medium_session_storage),
    };
    match item.lifetime {
        Lifetime::Tab => format!("{place}, {}", tr!(consent.lifetime_tab)),
        Lifetime::Days(days) => format!("{place}, {}", tr!(consent.lifetime_days, days = days)),
    }
}
