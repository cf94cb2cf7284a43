//! The words of an export's page, in both languages.

mod table;

use contract::lang::Lang;
use serde::Serialize;

use crate::basis::rights;
use crate::store::activity::{code, from_code};

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
    let group = match (table, column) {
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
        (_, "device") => "device",
        (_, "lang") => "lang",
        _ => return None,
    };
    find(lang, &format!("{group}.{code}"))
}

/// The text of one of the contract's codes.
pub fn of<T: Serialize>(lang: Lang, group: &str, value: T) -> String {
    let key = format!("{group}.{}", code(value));
    text(lang, &key).to_owned()
}

fn find(lang: Lang, key: &str) -> Option<&'static str> {
    let (_, lv, en) = table::TABLE.iter().find(|(known, ..)| *known == key)?;
    Some(match lang {
        Lang::Lv => lv,
        Lang::En => en,
    })
}

#[cfg(test)]
mod tests {
    use contract::policy::PolicyEvent;
    use contract::privacy::{
        ActivityKind, Actor, Category, Ground, LimitKind, Provider, Purpose, Recipient, RecipientAction,
        RecipientState, Retention,
    };

    use super::*;
    use crate::store::catalogue::{Class, tables};

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
        ]
        .concat();
        for table in tables() {
            let held = table.columns.iter().filter(|column| matches!(column.class, Class::Held(_)));
            wanted.extend(held.map(|column| format!("{}.{}", table.name, column.name)));
        }
        for key in wanted {
            for lang in Lang::ALL {
                assert!(find(lang, &key).is_some_and(|text| !text.is_empty()), "{key} in {}", lang.tag());
            }
        }
    }

    #[test]
    fn no_key_is_there_twice() {
        let mut keys: Vec<_> = table::TABLE.iter().map(|(key, ..)| key).collect();
        keys.sort_unstable();
        let before = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), before);
    }
}
