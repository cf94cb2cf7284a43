//! The decision about what may be stored: a value in a cookie that both sides read.

use crate::{
    check::{Check, Violations},
    code, draft,
    lang::Lang,
    time::Timestamp,
    wire,
};

use super::{Answer, DECISION, Item, Kind, Owner, Purpose, Register};

/// How the cookie is written; another number is another format, and no decision.
const FORMAT: &str = "2";

code! {
    /// How a decision came about.
    pub enum How {
        /// a button of the banner
        Banner,
        /// the settings
        Settings,
        /// a form without JavaScript
        NoScript,
        /// Global Privacy Control
        Signal,
        /// a script, not a person
        Automated,
        /// the stricter of what was decided here and elsewhere for the same account: on another device, or by a request
        Account,
        /// what the device had decided already when somebody else signed in on it
        Inherited,
    }
}

code! {
    /// Where a decision was asked for, which says the words that were shown.
    #[derive(Default)]
    pub enum Place {
        /// the banner
        #[default]
        Banner,
        /// the settings
        Settings,
        /// the button in the footer that withdraws everything
        Footer,
        /// the button in the policy's clause about analytics, for statistics alone
        Clause,
    }
}

wire! {
    /// What was asked when something was refused: the words that the ledger keeps, once it is reached.
    pub struct Asked {
        /// where
        pub place: Place,
        /// in which language
        pub lang: Lang,
        /// about what
        pub purposes: Vec<Purpose>,
    }

    /// What a device may store beyond the strictly necessary.
    pub struct Decision {
        /// remember choices
        pub preferences: Answer,
        /// learn how the portal is used
        pub statistics: Answer,
        /// when it was recorded, in whole seconds since 1970 (a cookie has no room for more)
        pub at: i64,
        /// how
        pub how: How,
        /// a random name for this device, for the ledger and the statistics; zeros before the first record, another one for each account
        pub subject: String,
        /// stands in the ledger; a refusal holds before it does
        pub recorded: bool,
        /// what was asked, of a refusal that waits to be recorded
        pub asked: Option<Asked>,
    }

    /// One entry of the ledger, as the person sees it.
    pub struct ConsentRecord {
        /// place in the ledger
        pub number: i64,
        /// remember choices
        pub preferences: Answer,
        /// learn how the portal is used
        pub statistics: Answer,
        /// when
        pub at: Timestamp,
        /// how
        pub how: How,
        /// the language it was asked in
        pub lang: Lang,
        /// SHA-256 of the text that was shown, hexadecimal
        pub text: String,
    }

    /// The device's decision and its history, newest first.
    pub struct ConsentReply {
        /// in force; none before the first
        pub decision: Option<Decision>,
        /// all of them
        pub history: Vec<ConsentRecord>,
    }
}

draft! {
    /// A decision from the app. What is not said stays as it was.
    pub struct ConsentDraft {
        /// remember choices
        #[serde(default)]
        pub preferences: Option<bool>,
        /// learn how the portal is used
        #[serde(default)]
        pub statistics: Option<bool>,
        /// where
        #[serde(default)]
        pub place: Place,
        /// by a script's click, not a person's
        #[serde(default)]
        pub automated: bool,
        /// because the browser sends Global Privacy Control; only a refusal of everything can follow from that
        #[serde(default)]
        pub signal: bool,
        /// the language it was asked in
        pub lang: Lang,
    }
}

impl Decision {
    /// The first decision of a device, with every purpose of the register answered alike.
    pub fn on_everything(register: Register, granted: bool, how: How, at: Timestamp) -> Self {
        let answer = |purpose| Answer::new(granted, register.version(purpose));
        Self {
            preferences: answer(Purpose::Preferences),
            statistics: answer(Purpose::Statistics),
            at: at.seconds(),
            how,
            subject: "0".repeat(32),
            recorded: false,
            asked: None,
        }
    }

    /// The refusal that Global Privacy Control stands for, until the person chooses otherwise.
    pub fn by_signal(register: Register, at: Timestamp) -> Self {
        Self::on_everything(register, false, How::Signal, at)
    }

    /// Before anything was asked: nothing is allowed, nothing is answered.
    pub fn none() -> Self {
        let (preferences, statistics) = (Answer::NONE, Answer::NONE);
        let subject = "0".repeat(32);
        Self { preferences, statistics, at: 0, how: How::Banner, subject, recorded: false, asked: None }
    }

    /// The answer to a purpose.
    pub const fn answer(&self, purpose: Purpose) -> &Answer {
        match purpose {
            Purpose::Preferences => &self.preferences,
            Purpose::Statistics => &self.statistics,
        }
    }

    /// Answers a purpose as the register asks it now.
    pub const fn set(&mut self, purpose: Purpose, granted: bool, register: Register) {
        let answer = Answer::new(granted, register.version(purpose));
        match purpose {
            Purpose::Preferences => self.preferences = answer,
            Purpose::Statistics => self.statistics = answer,
        }
    }

    /// Whether items of this kind may be stored. For statistics: the portal's own.
    pub fn allows(&self, kind: Kind) -> bool {
        kind.purpose().is_none_or(|purpose| self.answer(purpose).grants(1))
    }

    /// Whether Google may be told.
    pub const fn allows_google(&self) -> bool {
        self.statistics.grants(Register::STATISTICS_WITH_GOOGLE)
    }

    /// Whether this item may be on the device.
    pub fn may_keep(&self, item: &Item) -> bool {
        match item.owner {
            Owner::Portal => self.allows(item.kind),
            Owner::Google => self.allows_google(),
        }
    }

    /// What the register asks and this decision does not answer.
    pub fn open(&self, register: Register) -> impl Iterator<Item = Purpose> {
        let unanswered = move |purpose: &Purpose| self.answer(*purpose).version < register.version(*purpose);
        Purpose::ALL.iter().copied().filter(unanswered)
    }

    /// When a recorded decision ends by itself: six months after its oldest answer.
    pub fn expires_at(&self) -> Timestamp {
        let lifetime = DECISION.lifetime.seconds().unwrap_or_default();
        Timestamp(self.at * 1_000_000).plus_seconds(lifetime.into())
    }

    /// Whether it has not ended yet, by the server's clock. What is not recorded has no time yet.
    pub fn holds_at(&self, now: Timestamp) -> bool {
        !self.recorded || now < self.expires_at()
    }

    /// The stricter of two, purpose by purpose; none when it is this one already.
    #[must_use]
    pub fn tightened_by(&self, other: &Self, at: Timestamp) -> Option<Self> {
        let preferences = self.preferences.clone().stricter(&other.preferences);
        let statistics = self.statistics.clone().stricter(&other.statistics);
        let loses = |before: &Answer, after: &Answer| before.granted && after != before;
        (loses(&self.preferences, &preferences) || loses(&self.statistics, &statistics)).then(|| Self {
            preferences,
            statistics,
            at: at.seconds(),
            how: How::Account,
            ..self.clone()
        })
    }

    /// The cookie's value, such as `2.p+1.s-2.1790000000.b.0123456789abcdef0123456789abcdef`; behind what is not recorded yet stands
    /// `.u`, with what was asked, such as `.u.f.lv.ps` for both purposes by the footer's button in Latvian.
    pub fn to_cookie(&self) -> String {
        let Self { preferences, statistics, at, how, subject, recorded, asked } = self;
        let (preferences, statistics) = (preferences.to_cookie(), statistics.to_cookie());
        let unrecorded = match (recorded, asked) {
            (true, _) => String::new(),
            (false, None) => ".u".to_owned(),
            (false, Some(asked)) => format!(".u.{}", asked.to_cookie()),
        };
        format!("{FORMAT}.p{preferences}.s{statistics}.{at}.{}.{subject}{unrecorded}", how.letter())
    }

    /// Reads a cookie; anything unexpected is no decision at all, so the person is asked again.
    pub fn from_cookie(value: &str) -> Option<Self> {
        let mut parts = value.split('.');
        if parts.next()? != FORMAT {
            return None;
        }
        let preferences = Answer::from_cookie(parts.next()?.strip_prefix('p')?)?;
        let statistics = Answer::from_cookie(parts.next()?.strip_prefix('s')?)?;
        let at = parts.next()?;
        let is_time = at.len() <= 11 && at.bytes().all(|byte| byte.is_ascii_digit());
        let at = is_time.then(|| at.parse().ok()).flatten()?;
        let letter = parts.next()?;
        let how = How::ALL.iter().copied().find(|how| how.letter() == letter)?;
        let subject = parts.next()?;
        let fits = subject.len() == 32 && subject.bytes().all(|b| b.is_ascii_hexdigit());
        let recorded = match parts.next() {
            None => true,
            Some("u") => false,
            Some(_) => return None,
        };
        let asked = match parts.next() {
            None => None,
            Some(place) => Some(Asked::from_cookie(place, parts.next()?, parts.next()?)?),
        };
        let subject = subject.to_owned();
        (fits && parts.next().is_none()).then_some(Self { preferences, statistics, at, how, subject, recorded, asked })
    }

    /// Whether the ledger knows this device.
    pub fn has_subject(&self) -> bool {
        self.subject.bytes().any(|byte| byte != b'0')
    }
}

impl ConsentRecord {
    /// The answer to a purpose.
    pub const fn answer(&self, purpose: Purpose) -> &Answer {
        match purpose {
            Purpose::Preferences => &self.preferences,
            Purpose::Statistics => &self.statistics,
        }
    }
}

impl Asked {
    fn to_cookie(&self) -> String {
        let purposes: String = self.purposes.iter().map(|purpose| purpose.letter()).collect();
        format!("{}.{}.{purposes}", self.place.letter(), self.lang.tag())
    }

    fn from_cookie(place: &str, lang: &str, purposes: &str) -> Option<Self> {
        let place = Place::ALL.iter().copied().find(|known| known.letter() == place)?;
        let lang = Lang::from_tag(lang)?;
        let asked: Vec<_> =
            Purpose::ALL.iter().copied().filter(|purpose| purposes.contains(purpose.letter())).collect();
        (asked.len() == purposes.len()).then_some(Self { place, lang, purposes: asked })
    }
}

impl Place {
    const fn letter(self) -> &'static str {
        match self {
            Self::Banner => "b",
            Self::Settings => "s",
            Self::Footer => "f",
            Self::Clause => "c",
        }
    }
}

impl Purpose {
    const fn letter(self) -> char {
        match self {
            Self::Preferences => 'p',
            Self::Statistics => 's',
        }
    }
}

impl How {
    const fn letter(self) -> &'static str {
        match self {
            Self::Banner => "b",
            Self::Settings => "s",
            Self::NoScript => "n",
            Self::Signal => "g",
            Self::Automated => "a",
            Self::Account => "c",
            Self::Inherited => "i",
        }
    }
}

impl ConsentDraft {
    /// What is said about a purpose.
    pub const fn answer(&self, purpose: Purpose) -> Option<bool> {
        match purpose {
            Purpose::Preferences => self.preferences,
            Purpose::Statistics => self.statistics,
        }
    }

    /// How it came about. The signal refuses; it never grants (Global Privacy Control, section 3).
    pub fn how(&self) -> How {
        let refuses = || Purpose::ALL.iter().all(|purpose| self.answer(*purpose) == Some(false));
        match self {
            Self { automated: true, .. } => How::Automated,
            Self { signal: true, .. } if refuses() => How::Signal,
            Self { place: Place::Banner, .. } => How::Banner,
            Self { place: Place::Settings | Place::Footer | Place::Clause, .. } => How::Settings,
        }
    }
}

impl Check for ConsentDraft {
    type Valid = Self;

    /// Any decision is valid.
    fn check(&self) -> Result<Self, Violations> {
        Ok(self.clone())
    }
}

#[cfg(test)]
#[path = "decision/tests.rs"]
mod tests;
