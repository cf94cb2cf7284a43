use contract::{lang::Lang, privacy::Category, time::Timestamp};

use crate::basis::Basis;
use crate::store::activity::code;
use crate::store::held::Entry;

/// Everything that goes into an archive, collected.
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
    /// what is held; nothing is an answer too
    pub entries: Vec<Entry>,
}

/// What is in no copy, and why: keys of the page's words. The ground is named in them and in the manifest.
pub(super) const WITHHELD: [(&str, &str); 2] =
    [("secrets", "GDPR art. 15(4), art. 32"), ("cookie_decisions", "GDPR art. 11(1)")];

impl Section {
    /// The category's code: the name of its file and of its place on the page.
    pub fn id(&self) -> String {
        code(self.category)
    }
}
