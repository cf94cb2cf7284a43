//! A policy as a document of clauses: structure instead of HTML, so that nothing hostile can reach a page.

pub mod compare;

use crate::{
    code,
    json::{Json, Read},
    lang::Lang,
    wire,
};

code! {
    /// The documents of the portal.
    pub enum Document {
        /// the privacy policy
        Privacy,
        /// the terms of use
        Terms,
    }
}

code! {
    /// How much a change of a clause means.
    pub enum Materiality {
        /// the words alone
        Editorial,
        /// what holds for people
        Material,
        /// something that people are asked about anew
        NewPurpose,
    }

    /// Whom a change matters to; nobody in particular is everyone.
    pub enum Audience {
        /// has an account
        Registered,
        /// has registered a company
        Companies,
        /// has registered a school
        Schools,
        /// gets the newsletter
        Subscribers,
        /// has allowed statistics
        Statistics,
        /// has allowed preferences
        Preferences,
    }

    /// Where a version stands in time.
    pub enum Standing {
        /// takes effect on a day to come
        Announced,
        /// in force
        InForce,
        /// a later one is in force
        Past,
    }
}

impl Materiality {
    /// Its name in the front matter and on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::Material => "material",
            Self::NewPurpose => "new-purpose",
        }
    }
}

impl Audience {
    /// Its name in the front matter.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Companies => "companies",
            Self::Schools => "schools",
            Self::Subscribers => "subscribers",
            Self::Statistics => "statistics",
            Self::Preferences => "preferences",
        }
    }
}

impl Document {
    /// Its name in endpoints and in the policy folder.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Privacy => "privacy",
            Self::Terms => "terms",
        }
    }
}

wire! {
    /// One version of a document in one language. Immutable once published.
    pub struct Policy {
        /// its version, such as `1`
        pub version: String,
        /// its language
        pub lang: Lang,
        /// its title
        pub title: String,
        /// in force since, ISO 8601 day
        pub effective: String,
        /// published on, ISO 8601 day
        pub published: String,
        /// SHA-256 of the source file, hexadecimal
        pub sha256: String,
        /// what the clauses that differ from the version before mean
        pub changes: Vec<Change>,
        /// its clauses, in order
        pub clauses: Vec<Clause>,
    }

    /// What the change of a clause means.
    pub struct Change {
        /// the clause's id
        pub clause: String,
        /// how much
        pub materiality: Materiality,
        /// to whom; everyone when empty
        pub audiences: Vec<Audience>,
    }

    /// A version in the list of all.
    pub struct VersionEntry {
        /// such as `1`
        pub version: String,
        /// in force since or from, ISO 8601 day
        pub effective: String,
        /// published on, ISO 8601 day
        pub published: String,
        /// where it stands today
        pub standing: Standing,
        /// SHA-256 of the text in the language that was asked for, hexadecimal
        pub sha256: String,
        /// what the clauses that differ from the version before mean
        pub changes: Vec<Change>,
    }

    /// What a page of a document shows.
    pub struct Reading {
        /// the text; of a comparison the old one and the new one; none in a list of versions
        pub texts: Vec<Policy>,
        /// all versions, the oldest first
        pub versions: Vec<VersionEntry>,
    }

    /// A clause; `id` is stable across versions and languages.
    pub struct Clause {
        /// the anchor, such as `personal-data`
        pub id: String,
        /// its heading
        pub title: String,
        /// the clause in short
        pub summary: Vec<Inline>,
        /// the text
        pub blocks: Vec<Block>,
    }

    /// A block of text.
    #[serde(tag = "block", content = "of", rename_all = "snake_case")]
    pub enum Block {
        /// a paragraph
        Paragraph(Vec<Inline>),
        /// a heading within a clause
        Heading(Vec<Inline>),
        /// a list of points
        Bullets(Vec<Vec<Inline>>),
        /// a numbered list
        Numbers(Vec<Vec<Inline>>),
    }

    /// A run of text.
    #[serde(tag = "inline", rename_all = "snake_case")]
    pub enum Inline {
        /// plain
        Text {
            /// the text
            text: String,
        },
        /// important
        Strong {
            /// the text
            text: String,
        },
        /// stressed
        Emphasis {
            /// the text
            text: String,
        },
        /// a link
        Link {
            /// a path of the portal, `mailto:` or `https:`
            href: String,
            /// the text
            text: String,
        },
    }
}

impl Read for Block {
    fn read(mut json: Json) -> Option<Self> {
        let kind = json.member::<String>("block")?;
        let of = json.take("of");
        Some(match kind.as_str() {
            "paragraph" => Self::Paragraph(Read::read(of)?),
            "heading" => Self::Heading(Read::read(of)?),
            "bullets" => Self::Bullets(Read::read(of)?),
            "numbers" => Self::Numbers(Read::read(of)?),
            _ => return None,
        })
    }
}

impl Read for Inline {
    fn read(mut json: Json) -> Option<Self> {
        let text = json.member("text")?;
        Some(match json.member::<String>("inline")?.as_str() {
            "text" => Self::Text { text },
            "strong" => Self::Strong { text },
            "emphasis" => Self::Emphasis { text },
            "link" => Self::Link { href: json.member("href")?, text },
            _ => return None,
        })
    }
}
