//! A policy as a document of clauses: structure instead of HTML, so that nothing hostile can reach a page.

pub mod compare;

use crate::{
    check::{Check, Violations},
    code, draft,
    json::{Json, Read},
    lang::Lang,
    time::Timestamp,
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

    /// What happened between a person and a version.
    pub enum PolicyEvent {
        /// told of it by mail, before it took effect
        Told,
        /// the text, or what it changes, was on the screen
        Shown,
        /// accepted
        Accepted,
        /// declined
        Declined,
        /// a new purpose of it was allowed
        PurposeAllowed,
        /// a new purpose of it was refused
        PurposeRefused,
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

impl PolicyEvent {
    /// The answer to a version, or to one purpose of it.
    pub const fn answer(to_purpose: bool, accepted: bool) -> Self {
        match (to_purpose, accepted) {
            (false, true) => Self::Accepted,
            (false, false) => Self::Declined,
            (true, true) => Self::PurposeAllowed,
            (true, false) => Self::PurposeRefused,
        }
    }

    /// Is it an answer of the person's?
    pub const fn is_answer(self) -> bool {
        !matches!(self, Self::Told | Self::Shown)
    }
}

impl PolicyRecord {
    /// The last answer to a version, or, where a clause is named, to its new purpose in whatever version. Of records that stand newest
    /// first.
    pub fn answer<'r>(records: &'r [Self], version: &str, clause: &str) -> Option<&'r Self> {
        let is_it = |record: &&Self| record.clause == clause && (!clause.is_empty() || record.version == version);
        records.iter().filter(|record| record.event.is_answer()).find(is_it)
    }

    /// The versions that are accepted, the last one first. Whoever has declined one since has not accepted it.
    pub fn accepted(records: &[Self]) -> impl Iterator<Item = &Self> {
        let is_last = |record: &&Self| Self::answer(records, &record.version, "") == Some(*record);
        records.iter().filter(|record| record.event == PolicyEvent::Accepted).filter(is_last)
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

    /// A version that follows another.
    pub struct Succession {
        /// the later one
        pub version: u16,
        /// the earlier one
        pub since: u16,
        /// when the later one takes effect, or has; ISO 8601 day
        pub effective: String,
    }

    /// Something that happened between a person and a version: their proof, and ours.
    pub struct PolicyRecord {
        /// what
        pub event: PolicyEvent,
        /// which version
        pub version: String,
        /// in which language
        pub lang: Lang,
        /// the clause of a new purpose; empty where it is about the whole version
        pub clause: String,
        /// SHA-256 of the text, hexadecimal
        pub sha256: String,
        /// when
        pub at: Timestamp,
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

draft! {
    /// A person's answer to a version, or to a new purpose of it.
    pub struct PolicyAnswerDraft {
        /// which version
        pub version: String,
        /// in which language it was read
        pub lang: Lang,
        /// the clause of a new purpose; empty for the version as a whole
        pub clause: String,
        /// accepted, or allowed
        pub accepted: bool,
    }
}

impl Check for PolicyAnswerDraft {
    type Valid = Self;

    /// Any answer is valid; whether there is such a version, the server knows.
    fn check(&self) -> Result<Self, Violations> {
        Ok(self.clone())
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
