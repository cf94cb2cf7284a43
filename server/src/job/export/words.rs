//! The words of an export's page and schemas, in both languages.

mod page;
mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

use contract::lang::Lang;
use serde::Serialize;

use crate::basis::{recipients, rights};
use crate::store::activity::{code, from_code};
use crate::store::catalogue::tables;

/// Latvian and English.
type Pair = (&'static str, &'static str);

/// A copy of 100,000 entries looks up as many codes.
static WORDS: LazyLock<HashMap<&'static str, Pair>> =
    LazyLock::new(|| all().map(|(key, lv, en)| (key, (lv, en))).collect());

fn all() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    table::TABLE.iter().chain(page::TABLE).chain(recipients::TABLE).copied()
}

/// The text of a key; the key itself where there is none, so that nothing is ever left out.
pub fn text(lang: Lang, key: &str) -> &str {
    find(lang, key).unwrap_or(key)
}

/// The text of a value that is stored as a code, such as `company`; none for what a person typed.
pub fn of_code(lang: Lang, table: &str, column: &str, code: &str) -> Option<&'static str> {
    match (table, column) {
        ("request", "kind") => return Some(rights::kind(lang, from_code(code).ok()?)),
        ("request", "state") => return Some(rights::state(lang, from_code(code).ok()?)),
        ("request", "concern") => return Some(rights::concern(lang, from_code(code).ok()?)),
        ("request_event", "kind") => return Some(rights::event(lang, from_code(code).ok()?)),
        ("disclosure", "ground") => return Some(rights::ground(lang, from_code(code).ok()?)),
        _ => {}
    }
    find(lang, &format!("{}.{code}", group(table, column)?))
}

/// Every code that a column may hold, with its words; none for what a person typed.
pub fn codes(table: &str, column: &str) -> Vec<(&'static str, Pair)> {
    let Some(group) = group(table, column) else { return Vec::new() };
    let is_column = |name: &str| {
        tables().filter(|table| table.name == group).any(|table| table.columns.iter().any(|known| known.name == name))
    };
    let code = |key: &'static str| key.strip_prefix(group)?.strip_prefix('.').filter(|code| !is_column(code));
    all().filter_map(|(key, lv, en)| Some((code(key)?, (lv, en)))).collect()
}

/// The words of a key in both languages, as a JSON object.
pub fn both(key: &str) -> serde_json::Value {
    serde_json::json!({ "lv": text(Lang::Lv, key), "en": text(Lang::En, key) })
}

/// Under which name the codes of a column stand among the words.
fn group(table: &str, column: &str) -> Option<&'static str> {
    Some(match (table, column) {
        ("activity", "kind") => "activity",
        ("activity" | "request_event", "actor") => "actor",
        ("organisation", "kind") => "organisation_kind",
        ("member", "role") => "role",
        ("token", "purpose") => "token_purpose",
        ("export" | "erasure", "state") => "state",
        ("contact_message", "topic") => "topic",
        ("policy_record", "event") => "policy_event",
        ("processing_limit", "purpose") => "purpose",
        ("processing_limit", "kind") => "limit_kind",
        ("recipient_task", "recipient") => "provider",
        ("recipient_task", "action") => "recipient_action",
        ("recipient_task", "state") => "recipient_state",
        ("consent_record", "how") => "how",
        ("invitation", "email") | ("request", "about") => "redacted",
        (_, "device") => "device",
        (_, "lang") => "lang",
        _ => return None,
    })
}

/// The text of one of the contract's codes.
pub fn of<T: Serialize>(lang: Lang, group: &str, value: T) -> String {
    let key = format!("{group}.{}", code(value));
    text(lang, &key).to_owned()
}

/// The text of a key, if there is one.
pub fn find(lang: Lang, key: &str) -> Option<&'static str> {
    let (lv, en) = WORDS.get(key)?;
    Some(match lang {
        Lang::Lv => lv,
        Lang::En => en,
    })
}

#[cfg(test)]
mod tests {
    use contract::consent::How;
    use contract::policy::PolicyEvent;
    use contract::privacy::{
        ActivityKind, Actor, Category, Ground, LimitKind, Provider, Purpose, Recipient, RecipientAction,
        RecipientState, Retention,
    };

    use super::*;
    use crate::store::catalogue::{REDACTED, Table};

    #[test]
    fn every_code_and_field_has_words_in_both_languages() {
        fn keys<T: Serialize + Copy>(group: &str, all: &[T]) -> Vec<String> {
            all.iter().map(|value| format!("{group}.{}", code(*value))).collect()
        }
        let mut wanted = [
            keys("category", Category::ALL),
            keys("purpose", Purpose::ALL),
            keys("ground", Ground::ALL),
            keys("recipient", Recipient::ALL),
            keys("retention", Retention::ALL),
            keys("source", Category::ALL),
            keys("activity", ActivityKind::ALL),
            keys("actor", Actor::ALL),
            keys("policy_event", PolicyEvent::ALL),
            keys("limit_kind", LimitKind::ALL),
            keys("provider", Provider::ALL),
            keys("recipient_action", RecipientAction::ALL),
            keys("recipient_state", RecipientState::ALL),
            keys("how", How::ALL),
            keys("where", Recipient::ALL),
            keys("safeguard", Recipient::ALL),
        ]
        .concat();
        for table in tables() {
            let held = table.columns.iter().filter(|column| column.class.category().is_some());
            wanted.extend(held.clone().map(|column| format!("{}.{}", table.name, column.name)));
            wanted.extend(held.take(1).map(|_| format!("table.{}", table.name)));
        }
        for key in wanted {
            for lang in Lang::ALL {
                assert!(find(lang, &key).is_some_and(|text| !text.is_empty()), "{key} in {}", lang.tag());
            }
        }
    }

    #[test]
    fn the_codes_of_a_column_are_no_names_of_columns() {
        let kinds: Vec<_> = codes("activity", "kind").into_iter().map(|(code, _)| code).collect();
        assert_eq!(kinds.len(), ActivityKind::ALL.len());
        assert!(kinds.contains(&"signed_in") && !kinds.contains(&"at"), "{kinds:?}");
        assert!(codes("account", "name").is_empty());
    }

    #[test]
    fn whatever_is_redacted_says_so() {
        let of = |table: &'static Table| table.columns.iter().map(move |column| (table.name, column));
        for (table, column) in tables().flat_map(of).filter(|(_, column)| column.class.is_redacted()) {
            assert!(of_code(Lang::Lv, table, column.name, REDACTED).is_some(), "{table}.{}", column.name);
        }
    }

    #[test]
    fn no_key_is_there_twice() {
        let mut keys: Vec<_> = all().map(|(key, ..)| key).collect();
        keys.sort_unstable();
        let before = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), before);
    }
}
