//! The portal's own statistics (policy clause `usage-data`): stored only while statistics are allowed.

use crate::{
    check::{Check, Violations},
    draft,
    privacy::Device,
    wire,
};

draft! {
    /// A page was opened; another was left. Paths without query; unknown ones are refused.
    pub struct UsageDraft {
        /// the page that was opened
        #[serde(default)]
        pub opened: Option<String>,
        /// the page that was left
        #[serde(default)]
        pub left: Option<String>,
        /// how long that was looked at, in whole seconds, at most an hour
        #[serde(default)]
        pub seconds: u32,
    }
}

wire! {
    /// What is held about one page and day.
    pub struct UsageEntry {
        /// ISO 8601 day, in UTC
        pub day: String,
        /// the page's path
        pub path: String,
        /// how often it was opened
        pub visits: i64,
        /// how long it was looked at in all, in seconds
        pub seconds: i64,
        /// the browser's family
        pub device: Device,
        /// the network: the address without its last part
        pub network: String,
    }
}

impl Check for UsageDraft {
    type Valid = Self;

    /// The server knows the pages.
    fn check(&self) -> Result<Self, Violations> {
        Ok(self.clone())
    }
}
