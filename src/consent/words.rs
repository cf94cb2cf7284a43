//! The words of the register: exhaustive, so that nothing is stored that the cookie page does not explain.

use contract::consent::{How, Item, ItemId, Kind, Lifetime, Medium, Purpose, Register};

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
pub fn kind_purpose(kind: Kind, register: Register) -> &'static str {
    match kind {
        Kind::Statistics if register.google => tr!(consent.kind_statistics_google_purpose),
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
        ItemId::TabTheme => tr!(consent.item_tab_theme),
        ItemId::Lang => tr!(consent.item_lang),
        ItemId::Theme => tr!(consent.item_theme),
        ItemId::GoogleClient => tr!(consent.item_google_client),
        ItemId::GoogleVisit => tr!(consent.item_google_visit),
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

/// The sentences of the banner, which asks about these purposes: who asks, for what, and whose cookies they are.
pub fn banner(open: &[Purpose], register: Register) -> Vec<&'static str> {
    let asks = |purpose| open.contains(&purpose);
    let mut sentences = vec![tr!(consent.banner_intro)];
    if open.len() < Purpose::ALL.len() {
        sentences.push(tr!(consent.banner_changed));
    }
    if asks(Purpose::Preferences) {
        sentences.push(tr!(consent.banner_preferences));
    }
    if asks(Purpose::Statistics) {
        sentences.push(if register.google {
            tr!(consent.banner_statistics_google)
        } else {
            tr!(consent.banner_statistics)
        });
    }
    if !register.google {
        sentences.push(tr!(consent.banner_own));
    }
    sentences
}

/// How a decision came about.
pub fn how(how: How) -> &'static str {
    match how {
        How::Banner => tr!(consent.how_banner),
        How::Settings => tr!(consent.how_settings),
        How::NoScript => tr!(consent.how_no_script),
        How::Signal => tr!(consent.how_signal),
        How::Automated => tr!(consent.how_automated),
        How::Account => tr!(consent.how_account),
        How::Inherited => tr!(consent.how_inherited),
    }
}

/// What a decision allows beyond the necessary.
pub fn chosen(preferences: bool, statistics: bool) -> &'static str {
    match (preferences, statistics) {
        (false, false) => tr!(consent.chosen_nothing),
        (true, false) => tr!(consent.chosen_preferences),
        (false, true) => tr!(consent.chosen_statistics),
        (true, true) => tr!(consent.chosen_everything),
    }
}
