//! The places where the person is signed in.

use crate::{code, time::Timestamp, wire};

code! {
    /// Kind of browser, as coarse as is still useful to recognise one's own.
    pub enum Device {
        /// Firefox
        Firefox,
        /// Chrome, Chromium
        Chrome,
        /// Edge
        Edge,
        /// Safari
        Safari,
        /// any other
        Other,
    }
}

wire! {
    /// A place where the person is signed in.
    pub struct SessionEntry {
        /// its id; not the token
        pub id: String,
        /// this very one
        pub current: bool,
        /// since when
        pub created_at: Timestamp,
        /// last used
        pub last_seen_at: Timestamp,
        /// kind of browser
        pub device: Device,
        /// network, shortened to /24 or /56
        pub network: String,
    }
}
