use contract::{lang::Lang, privacy::Category, time::Timestamp};
use serde_json::{Value as Json, json};

use super::words;
use crate::basis::Basis;
use crate::store::activity::code;
use crate::store::catalogue::{Class, Table, tables};

/// What an archive is about; its entries are written as they are read.
#[derive(Clone, Debug)]
pub struct Copy {
    /// the language of its texts
    pub lang: Lang,
    /// when it was made
    pub made_at: Timestamp,
    /// the policy version in force
    pub policy_version: String,
    /// one per category, in the contract's order
    pub sections: Vec<Section>,
}

/// One category.
#[derive(Clone, Debug)]
pub struct Section {
    /// which
    pub category: Category,
    /// why it is held
    pub basis: Basis,
    /// how many entries are held; nothing is an answer too
    pub count: usize,
}

/// Something that is in no copy, or redacted: key of the page's words, the ground, and whether it is of a class of the catalogue.
type Withheld = (&'static str, &'static str, fn(Class) -> bool);

/// All of it.
pub(super) const WITHHELD: [Withheld; 5] = [
    ("secrets", "GDPR art. 15(4), art. 32", |class| class == Class::Secret),
    ("unlinked_devices", "GDPR art. 11(1)", |class| class == Class::Unlinked),
    ("staff", "GDPR art. 15(4)", |class| class == Class::Staff),
    ("redacted", "GDPR art. 15(4)", Class::is_redacted),
    ("sealed", "GDPR art. 23", |class| class == Class::Sealed),
];

/// What is in no copy, or redacted, each with its ground and every column that it stands in.
pub(super) fn withheld() -> Json {
    let columns = |is_it: fn(Class) -> bool| -> Vec<String> {
        let of = |table: &'static Table| {
            let of_class = table.columns.iter().filter(move |column| is_it(column.class));
            of_class.map(|column| format!("{}.{}", table.name, column.name))
        };
        tables().flat_map(of).collect()
    };
    let item = |(what, ground, is_it)| json!({ "what": what, "ground": ground, "words": words::both(&format!("withheld.{what}")), "columns": columns(is_it) });
    WITHHELD.map(item).into_iter().collect()
}

impl Section {
    /// The category's code: the name of its file and of its place on the page.
    pub fn id(&self) -> String {
        code(self.category)
    }
}
