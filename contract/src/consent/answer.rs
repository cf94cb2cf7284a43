//! The answer to one purpose.

use crate::wire;

wire! {
    /// The answer to one purpose.
    pub struct Answer {
        /// allowed
        pub granted: bool,
        /// the version of the purpose that was asked about; 0 when it never was
        pub version: u16,
    }
}

impl Answer {
    /// Never asked.
    pub const NONE: Self = Self { granted: false, version: 0 };

    pub(super) const fn new(granted: bool, version: u16) -> Self {
        Self { granted, version }
    }

    /// Allows this version of the purpose.
    pub const fn grants(&self, version: u16) -> bool {
        self.granted && self.version >= version
    }

    /// Whichever allows less; what was never asked elsewhere is no refusal.
    pub(super) const fn stricter(self, other: &Self) -> Self {
        if other.version == 0 {
            return self;
        }
        let version = if self.version > other.version { self.version } else { other.version };
        match (self.granted, other.granted) {
            // Both allow: what both cover.
            (true, true) => Self::new(true, if self.version < other.version { self.version } else { other.version }),
            _ => Self::new(false, version),
        }
    }

    /// As in the cookie: `+2` allowed version 2, `-2` refused it.
    pub(super) fn to_cookie(&self) -> String {
        format!("{}{}", if self.granted { '+' } else { '-' }, self.version)
    }

    pub(super) fn from_cookie(value: &str) -> Option<Self> {
        let (granted, version) = match value.strip_prefix('+') {
            Some(version) => (true, version),
            None => (false, value.strip_prefix('-')?),
        };
        let fits = version.len() <= 4 && version.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| version.parse().ok()).flatten().map(|version| Self::new(granted, version))
    }
}
