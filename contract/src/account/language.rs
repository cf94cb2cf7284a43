//! The language of the mails, as typed and as checked.

use serde::Serialize;

use crate::{
    check::{Check, Checker, Field, Flaw, Violations},
    draft,
    lang::Lang,
};

draft! {
    /// The language of the mails, as typed.
    pub struct LanguageDraft {
        /// one of [`Lang`], as its tag; empty when not chosen
        pub lang: String,
    }
}

/// A checked language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Language {
    /// language of the mails
    pub lang: Lang,
}

impl Check for LanguageDraft {
    type Valid = Language;

    fn check(&self) -> Result<Language, Violations> {
        let mut checker = Checker::default();
        let lang = Lang::from_tag(&self.lang);
        if lang.is_none() {
            checker.flaw(Field::Lang, if self.lang.is_empty() { Flaw::Required } else { Flaw::Malformed });
        }
        checker.finish(lang.map(|lang| Language { lang }))
    }
}
