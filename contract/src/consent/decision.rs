use crate::{
    check::{Check, Violations},
    code, draft,
    lang::Lang,
    time::Timestamp,
    wire,
};

use super::{Kind, REGISTER_VERSION};

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
    }
}

wire! {
    /// What a device may store beyond the strictly necessary.
    pub struct Decision {
        /// the register it answers
        pub register: u16,
        /// remember choices
        pub preferences: bool,
        /// learn how the portal is used
        pub statistics: bool,
        /// when, in whole seconds since 1970 (a cookie has no room for more)
        pub at: i64,
        /// how
        pub how: How,
        /// a random name for this device, for the ledger alone
        pub subject: String,
    }

    /// One entry of the ledger, as the person sees it.
    pub struct ConsentRecord {
        /// place in the ledger
        pub number: i64,
        /// remember choices
        pub preferences: bool,
        /// learn how the portal is used
        pub statistics: bool,
        /// when
        pub at: Timestamp,
        /// how
        pub how: How,
        /// the register it answered
        pub register: u16,
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
    /// A decision from the app.
    pub struct ConsentDraft {
        /// remember choices
        pub preferences: bool,
        /// learn how the portal is used
        pub statistics: bool,
        /// from the settings page rather than the banner
        #[serde(default)]
        pub from_settings: bool,
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
    /// The refusal that Global Privacy Control stands for, until it is recorded or the person chooses otherwise.
    pub fn by_signal(at: Timestamp) -> Self {
        let (register, at) = (REGISTER_VERSION, at.seconds());
        Self { register, preferences: false, statistics: false, at, how: How::Signal, subject: "0".repeat(32) }
    }

    /// Whether items of this kind may be stored.
    pub const fn allows(&self, kind: Kind) -> bool {
        match kind {
            Kind::Session | Kind::Security => true,
            Kind::Preference => self.preferences,
            Kind::Statistics => self.statistics,
        }
    }

    /// Whether it answers the register in force.
    pub const fn is_current(&self) -> bool {
        self.register == REGISTER_VERSION
    }

    /// The cookie's value: `register.purposes.seconds.how.subject`, such as `1.p.1790000000.b.0123456789abcdef`.
    pub fn to_cookie(&self) -> String {
        let purposes = match (self.preferences, self.statistics) {
            (false, false) => "-",
            (true, false) => "p",
            (false, true) => "s",
            (true, true) => "ps",
        };
        format!("{}.{purposes}.{}.{}.{}", self.register, self.at, self.how.letter(), self.subject)
    }

    /// Reads a cookie; anything unexpected is no decision at all, so the person is asked again.
    pub fn from_cookie(value: &str) -> Option<Self> {
        let mut parts = value.split('.');
        let register = parts.next()?.parse().ok()?;
        let (preferences, statistics) = match parts.next()? {
            "-" => (false, false),
            "p" => (true, false),
            "s" => (false, true),
            "ps" => (true, true),
            _ => return None,
        };
        let at = parts.next()?.parse().ok()?;
        let letter = parts.next()?;
        let how = How::ALL.iter().copied().find(|how| how.letter() == letter)?;
        let subject = parts.next()?;
        let fits = subject.len() == 32 && subject.bytes().all(|b| b.is_ascii_hexdigit());
        (fits && parts.next().is_none()).then(|| Self {
            register,
            preferences,
            statistics,
            at,
            how,
            subject: subject.to_owned(),
        })
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
mod tests {
    use super::*;

    #[test]
    fn a_cookie_reads_back() {
        for how in How::ALL {
            for (preferences, statistics) in [(false, false), (true, false), (false, true), (true, true)] {
                let decision = Decision {
                    register: 1,
                    preferences,
                    statistics,
                    at: 1_790_000_000,
                    how: *how,
                    subject: "0123456789abcdef0123456789abcdef".into(),
                };
                assert_eq!(Decision::from_cookie(&decision.to_cookie()), Some(decision));
            }
        }
    }

    #[test]
    fn garbage_is_no_decision() {
        for garbage in [
            "",
            "1",
            "1.x.1.b.0",
            "1.p.now.b.0123456789abcdef0123456789abcdef",
            "1.p.1.b.<script>",
            "....",
            "1.p.1.b.0123456789abcdef0123456789abcdef.x",
        ] {
            assert_eq!(Decision::from_cookie(garbage), None, "{garbage}");
        }
    }
}
