//! What article 15(1) and (2) of the GDPR has the person told beside the copy itself.

use contract::privacy::Recipient as To;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::copy::{Copy, Section, withheld};
use super::words;
use crate::basis::consent::CONTROLLER;
use crate::clock::moment;
use crate::store::activity::code;

/// Where to write about personal data.
pub(super) const CONTACT: &str = "contact@vet2b.eu";
/// The supervisory authority where the controller is.
const AUTHORITY: (&str, &str) = ("Datu valsts inspekcija", "www.dvi.gov.lv");

/// Each right with its article, in the order of the law.
pub(super) const RIGHTS: [(&str, &str); 8] = [
    ("withdrawal", "7(3)"),
    ("access", "15"),
    ("rectification", "16"),
    ("erasure", "17"),
    ("restriction", "18"),
    ("portability", "20"),
    ("objection", "21"),
    ("complaint", "77"),
];

/// Who receives data, as codes with words: each once, and only those that really do.
pub(super) fn recipients(copy: &Copy) -> Vec<Recipient> {
    named(copy).into_iter().map(|recipient| Recipient::new(copy, code(recipient))).collect()
}

fn named(copy: &Copy) -> Vec<To> {
    let is_named = |to: &To| copy.sections.iter().any(|section| section.basis.recipients.contains(to));
    To::ALL.iter().copied().filter(is_named).collect()
}

/// Somebody who receives data.
pub(super) struct Recipient {
    pub code: String,
    pub name: String,
    pub countries: &'static [&'static str],
    pub place: String,
    pub safeguard: String,
}

impl Recipient {
    fn new(copy: &Copy, code: String) -> Self {
        let text = |group: &str| words::text(copy.lang, &format!("{group}.{code}")).to_owned();
        let (name, place, safeguard) = (text("recipient"), text("where"), text("safeguard"));
        let countries: &[&str] = match code.as_str() {
            "consortium" => &["PT", "FR"],
            "mailchimp" | "google_analytics" => &["US"],
            "campayn" => &["CA"],
            _ => &[],
        };
        Self { code, name, countries, place, safeguard }
    }
}

/// `article-15.json`.
pub(super) fn sheet(copy: &Copy) -> Json {
    let lang = copy.lang;
    let text = |key: &str| words::text(lang, key).to_owned();
    let recipient = |to: Recipient| {
        json!({
            "recipient": to.code, "name": to.name, "countries": to.countries, "where": to.place, "safeguard": to.safeguard,
        })
    };
    let right = |(right, article): (&str, &str)| json!({ "right": right, "article": format!("GDPR art. {article}"), "text": text(&format!("right.{right}")) });
    json!({
        "format": "vet2b-article-15",
        "created_at": moment::for_machines(copy.made_at),
        "lang": lang,
        "policy_version": copy.policy_version,
        "controller": { "name": CONTROLLER, "contact": CONTACT },
        "categories": copy.sections.iter().map(|section| category(copy, section)).collect::<Vec<_>>(),
        "recipients": recipients(copy).into_iter().map(recipient).collect::<Vec<_>>(),
        "no_recipients": others(copy),
        "rights": RIGHTS.map(right),
        "supervisory_authority": { "name": AUTHORITY.0, "website": AUTHORITY.1 },
        "automated_decisions": { "taken": false, "text": text("sheet.decisions") },
        "withheld": withheld(),
    })
}

/// Whom the policy names and who receives nothing.
pub(super) fn others(copy: &Copy) -> Vec<&'static str> {
    let named = named(copy);
    let others = To::ALL.iter().filter(|to| !named.contains(to));
    others.filter_map(|to| words::find(copy.lang, &format!("others.{}", code(*to)))).collect()
}

fn category(copy: &Copy, section: &Section) -> Json {
    fn coded<T: Serialize + std::marker::Copy>(copy: &Copy, group: &str, values: &[T]) -> Vec<Json> {
        let coded = |value: &T| json!({ "code": value, "text": words::of(copy.lang, group, *value) });
        values.iter().map(coded).collect()
    }
    let basis = &section.basis;
    json!({
        "category": section.id(),
        "title": words::of(copy.lang, "category", section.category),
        "count": section.count,
        "purposes": coded(copy, "purpose", &basis.purposes),
        "grounds": coded(copy, "ground", &basis.grounds),
        "recipients": coded(copy, "recipient", &basis.recipients),
        "retention": coded(copy, "retention", &[basis.retention]).pop(),
        "source": words::of(copy.lang, "source", section.category),
    })
}
