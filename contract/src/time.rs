//! Instants and days as they travel; calendars are the server's (jiff) and the browser's (`Intl`).

use serde::{Deserialize, Serialize};

use crate::json::{Json, Read};

/// An instant: microseconds since 1970-01-01T00:00Z. Fits a JavaScript number until the year 2255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// This instant, `seconds` later (or earlier, when negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000_000)
    }

    /// Whole seconds since 1970.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// Milliseconds since 1970, as JavaScript's `Date` wants them.
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53, the year 2255")]
    pub const fn milliseconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }
}

impl Read for Timestamp {
    fn read(json: Json) -> Option<Self> {
        i64::read(json).map(Self)
    }
}
