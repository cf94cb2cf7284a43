//! The portal's languages.

use serde::{Deserialize, Serialize};

use crate::json::{Json, Read};

/// A language of the portal. Latvian is the first and the authoritative one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Latvian
    #[default]
    Lv,
    /// English
    En,
}

impl Lang {
    /// All languages, in the order of the language selector.
    pub const ALL: [Self; 2] = [Self::Lv, Self::En];

    /// The BCP 47 tag, as in `html[lang]` and as the first part of every page address.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Lv => "lv",
            Self::En => "en",
        }
    }

    /// The language's name in itself, for the language selector.
    pub const fn endonym(self) -> &'static str {
        match self {
            Self::Lv => "Latviešu",
            Self::En => "English",
        }
    }

    /// The language with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }
}

impl Read for Lang {
    fn read(json: Json) -> Option<Self> {
        Self::from_tag(&String::read(json)?)
    }
}
