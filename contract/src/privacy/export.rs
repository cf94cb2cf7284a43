//! Copies of all data (GDPR Article 20).

use crate::{code, time::Timestamp, wire};

code! {
    /// State of an export.
    pub enum ExportState {
        /// waits for its turn
        Queued,
        /// is being made
        Running,
        /// can be downloaded
        Ready,
        /// could not be made; ask again
        Failed,
        /// past its seven days, or deleted
        Expired,
    }
}

wire! {
    /// An export.
    pub struct Export {
        /// its id
        pub id: String,
        /// its state
        pub state: ExportState,
        /// categories done
        pub done: u32,
        /// categories in all
        pub of: u32,
        /// size, once ready
        pub bytes: Option<i64>,
        /// when it was asked for
        pub requested_at: Timestamp,
        /// until when it can be downloaded
        pub expires_at: Option<Timestamp>,
    }
}
