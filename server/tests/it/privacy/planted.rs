//! The proof that a copy is complete: a value of its own in every column that the catalogue says holds personal data, and each of
//! them found in the copy of its person, and in no other. A column that cannot be planted fails here, too: it must be said how.

use std::collections::{BTreeMap, HashMap};

use contract::path;
use contract::privacy::Export;
use contract::time::Timestamp;
use serde_json::{Map, Value as Json, json};
use vet2b_server::clock::moment;
use vet2b_server::store::activity::code;
use vet2b_server::store::catalogue::{Column, Form, Owner, REDACTED, Table, tables};

use super::export::files;
use crate::portal::{Client, PASSWORD, Portal, START, company, on_both};

/// What a test plants for a person.
struct Plot {
    /// marks what is theirs
    mark: &'static str,
    account_id: String,
    organisation_id: String,
    email_key: String,
    failure_key: String,
    /// the planted entries, by category
    entries: Vec<(String, Json)>,
    /// what nobody else's copy may contain
    unique: Vec<String>,
    /// what no copy may contain, the person's own neither
    redacted: Vec<String>,
    counter: i64,
}

impl Plot {
    async fn of(portal: &Portal, mark: &'static str, email: &str, counter: i64) -> Self {
        let account_id = portal.rows(&format!("select id from account where email = '{email}'")).await[0][0].clone();
        let organisation = format!("select organisation_id from member where account_id = '{account_id}'");
        let organisation_id = portal.rows(&organisation).await[0][0].clone();
        let subject = portal.state.subject(&account_id, vec![email.to_owned()]);
        let failure_key = subject.failure_keys[0].clone();
        Self {
            mark,
            account_id,
            organisation_id,
            email_key: email.into(),
            failure_key,
            entries: vec![],
            unique: vec![],
            redacted: vec![],
            counter,
        }
    }

    /// A text that stands nowhere else.
    fn text(&self, table: &str, column: &str) -> String {
        format!("planted-{table}-{column}-{}", self.mark)
    }

    /// What a constraint of the store or the way to the person asks for; none where anything does.
    fn asked(&self, table: &str, column: &str) -> Option<String> {
        Some(match (table, column) {
            (_, "account_id") => self.account_id.clone(),
            ("invitation", "organisation_id") => self.organisation_id.clone(),
            (_, "lang") => "lv".into(),
            ("organisation", "kind") => "school".into(),
            ("token", "purpose") => "recovery".into(),
            ("export", "state") => "ready".into(),
            ("erasure", "state") => "waiting".into(),
            ("processing_limit", "purpose") => "improve".into(),
            ("processing_limit", "kind") => "restricted".into(),
            ("recipient_task", "recipient") => "mailchimp".into(),
            ("recipient_task", "action") => "subscribe".into(),
            ("recipient_task", "state") => "queued".into(),
            ("account", "email") => format!("planted-account-email-{}@example.lv", self.mark),
            ("request_event", "request_id") => self.text("request", "id"),
            ("contact_message", "email_key") => self.email_key.clone(),
            ("sign_in_failure", "key") => self.failure_key.clone(),
            ("usage" | "consent_record", "subject") => self.text("consent_device", "subject"),
            // The words of the decision that is planted.
            ("consent_record", "text") => self.text("consent_text", "sha256"),
            _ => return None,
        })
    }

    /// The value for a column: as SQL, as it stands in a copy, and whether it stands nowhere else.
    fn value(&mut self, table: &Table, column: &Column, is_number: bool) -> (String, Json, bool) {
        if let Some(text) = self.asked(table.name, column.name) {
            return (format!("'{text}'"), json!(text), text.starts_with("planted-"));
        }
        if let Some(number) = bounded(table.name, column.name) {
            return (number.to_string(), json!(number), false);
        }
        self.counter += 1;
        let at = START.plus_seconds(self.counter).0 + self.counter;
        match column.form {
            Form::Flag => ("1".into(), json!(true), false),
            Form::Instant => (at.to_string(), json!(moment::for_machines(Timestamp(at))), true),
            Form::Number => (at.to_string(), json!(at), false),
            Form::Text if is_number => (at.to_string(), json!(at), false),
            Form::Text => {
                let text = self.text(table.name, column.name);
                (format!("'{text}'"), json!(text), true)
            }
        }
    }

    /// Fills every held column of every table.
    async fn plant(&mut self, portal: &Portal, kinds: &HashMap<(String, String), String>) {
        for table in tables().filter(|table| table.columns.iter().any(|column| column.class.category().is_some())) {
            // Those are there since the registration, and there is one of each.
            let is_there = matches!(table.name, "account" | "organisation" | "member");
            let mut planted = Vec::new();
            let mut held: BTreeMap<String, Map<String, Json>> = BTreeMap::new();
            for column in table.columns {
                let kind = &kinds[&(table.name.to_owned(), column.name.to_owned())];
                let (sql, shown, is_unique) = self.value(table, column, matches!(kind.as_str(), "integer" | "bigint"));
                if let Some(category) = column.class.category() {
                    let text = shown.as_str().filter(|_| is_unique).map(str::to_owned);
                    let shown = match column.class.is_redacted() {
                        true => {
                            self.redacted.extend(text);
                            json!(REDACTED)
                        }
                        false => {
                            self.unique.extend(text);
                            shown
                        }
                    };
                    held.entry(code(category)).or_default().insert(column.name.to_owned(), shown);
                    planted.push((column.name, sql));
                } else if !is_there {
                    planted.push((column.name, sql));
                }
            }
            let statement = if is_there { self.update(table, &planted) } else { insert(table, &planted) };
            let rows = portal.sql(&statement).await;
            assert_eq!(rows.ok(), Some(1), "say in this test how to plant in {}: {statement}", table.name);
            let entry = |values| json!({ "source": table.name, "values": values });
            self.entries.extend(held.into_iter().map(|(category, values)| (category, entry(values))));
        }
    }

    fn update(&self, table: &Table, planted: &[(&str, String)]) -> String {
        let sets: Vec<_> = planted.iter().map(|(column, value)| format!("{column} = {value}")).collect();
        let whose = match table.owner {
            Owner::Account(column) => format!("{column} = '{}'", self.account_id),
            _ => format!("id in (select organisation_id from member where account_id = '{}')", self.account_id),
        };
        format!("update {} set {} where {whose}", table.name, sets.join(", "))
    }
}

/// A number that a constraint of the store bounds.
fn bounded(table: &str, column: &str) -> Option<i64> {
    match (table, column) {
        ("request", "by_portal" | "until_closed") => Some(0),
        ("request", "extension") => Some(1),
        _ => None,
    }
}

fn insert(table: &Table, planted: &[(&str, String)]) -> String {
    let columns: Vec<_> = planted.iter().map(|(column, _)| *column).collect();
    let values: Vec<_> = planted.iter().map(|(_, value)| value.as_str()).collect();
    format!("insert into {} ({}) values ({})", table.name, columns.join(", "), values.join(", "))
}

/// The type of every column.
async fn kinds(portal: &Portal) -> HashMap<(String, String), String> {
    let sql = if portal.is_on_sqlite() {
        "select m.name, c.name, lower(c.type) from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'"
    } else {
        "select table_name::text, column_name::text, data_type::text from information_schema.columns where table_schema = 'public'"
    };
    let rows = portal.rows(sql).await.into_iter().map(|row| {
        let [table, column, kind] = row.try_into().unwrap();
        ((table, column), kind)
    });
    rows.collect()
}

async fn archive(client: &mut Client, id: &str) -> BTreeMap<String, String> {
    let answer = client.get(&path::with(path::ME_EXPORT_ARCHIVE, id)).await;
    files(&answer.is(200).body)
}

on_both! {
    async fn every_held_value_is_in_the_copy_of_its_person_and_in_no_other(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        let mut plots = [
            Plot::of(portal, "anna", "anna@example.lv", 100).await,
            Plot::of(portal, "berta", "berta@example.lv", 1000).await,
        ];
        let wanted: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        let other: Export = berta.post(path::ME_EXPORTS, &()).await.ok(202);
        let kinds = kinds(portal).await;
        for plot in &mut plots {
            plot.plant(portal, &kinds).await;
        }
        let nobody = "insert into consent_record (number, subject, preferences, preferences_version, statistics, \
                      statistics_version, how, lang, text, at, expires_at, previous_hash, hash) values \
                      (987654, 'planted-nobody', 1, 1, 1, 1, 'planted-how-nobody', 'lv', 'planted-text-nobody', 1, 1, 'a', 'b')";
        assert_eq!(portal.sql(nobody).await.unwrap(), 1);
        portal.run_jobs().await;
        // Among what was planted is a change of the address: nobody gets a copy for 72 hours.
        portal.clock.advance(74 * 3600);
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        berta.sign_in("berta@example.lv", PASSWORD).await.is(200);
        let copies = [archive(&mut anna, &wanted.id).await, archive(&mut berta, &other.id).await];
        let held: usize = tables()
            .flat_map(|table| table.columns)
            .filter(|column| column.class.category().is_some())
            .count();
        let redacted = tables().flat_map(|table| table.columns).filter(|column| column.class.is_redacted()).count();
        assert!(plots.iter().all(|plot| plot.redacted.len() == redacted));
        for (own, stranger) in [(0, 1), (1, 0)] {
            let copy = &copies[own];
            let mut found = 0;
            for (category, entry) in &plots[own].entries {
                let data: Json = serde_json::from_str(&copy[&format!("data/{category}.json")]).unwrap();
                let is_there = data["entries"].as_array().unwrap().contains(entry);
                assert!(is_there, "{category}: {entry} is not in {data:#}");
                found += entry["values"].as_object().unwrap().len();
                let schema: Json = serde_json::from_str(&copy[&format!("schema/{category}.json")]).unwrap();
                assert!(holds(&schema, &data), "{category}: {data:#} is not as {schema:#} says");
            }
            assert_eq!(found, held, "every held column was looked for");
            let all: String = copy.values().map(String::as_str).collect();
            for text in &plots[stranger].unique {
                assert!(!all.contains(text.as_str()), "{text} is somebody else's");
            }
            for text in plots.iter().flat_map(|plot| &plot.redacted) {
                assert!(!all.contains(text.as_str()), "{text} is redacted");
            }
            assert!(!all.contains("planted-nobody") && !all.contains("planted-text-nobody"), "nobody's that could be known");
            for text in plots[own].unique.iter().filter(|text| text.starts_with("planted-")) {
                assert!(copy["index.html"].contains(text.as_str()), "{text} is not on the page");
            }
        }
    }
}

/// Whether a value is as a schema says, as far as the schemas of a copy go; any other keyword that asks for something is a failure.
fn holds(schema: &Json, value: &Json) -> bool {
    const SAID: [&str; 6] = ["$schema", "$id", "title", "format", "x-words", "x-codes"];
    schema.as_object().unwrap().iter().filter(|(keyword, _)| !SAID.contains(&keyword.as_str())).all(
        |(keyword, asked)| {
            let is = |kind: &Json| match kind.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_i64(),
                "boolean" => value.is_boolean(),
                "null" => value.is_null(),
                other => panic!("{other}"),
            };
            match keyword.as_str() {
                "const" => value == asked,
                "type" => asked.as_array().map_or_else(|| is(asked), |kinds| kinds.iter().any(is)),
                "required" => asked.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some()),
                "additionalProperties" => {
                    value.as_object().unwrap().keys().all(|name| schema["properties"].get(name).is_some())
                }
                "properties" => value
                    .as_object()
                    .unwrap()
                    .iter()
                    .all(|(name, value)| asked.get(name).is_none_or(|asked| holds(asked, value))),
                "items" => value.as_array().unwrap().iter().all(|value| holds(asked, value)),
                "oneOf" => asked.as_array().unwrap().iter().filter(|asked| holds(asked, value)).count() == 1,
                other => panic!("{other}"),
            }
        },
    )
}
