//! The one error on the wire: `application/problem+json` (RFC 9457) as codes, never prose.

use crate::{check::Violation, code, time::Timestamp, wire};

code! {
    /// What went wrong.
    pub enum Code {
        /// 400: the body or an address is no such thing
        Malformed,
        /// 401: no session, or it has ended
        SignInRequired,
        /// 401: address or password is wrong, or the address is not confirmed yet
        BadCredentials,
        /// 403: the request comes from another site, or lacks the header
        CrossSite,
        /// 403: the last proof of identity is older than ten minutes
        ReauthenticationRequired,
        /// 403: the address was changed less than 72 hours ago; `until` says when it is possible
        CoolingOff,
        /// 403: the code was mailed to another address than that of the account
        WrongAccount,
        /// 404
        NotFound,
        /// 405
        MethodNotAllowed,
        /// 409: not possible in the present state
        Conflict,
        /// 410: a mailed code that is used, expired or unknown; a file that has expired
        Gone,
        /// 413: larger than 64 KiB
        TooLarge,
        /// 415: not JSON
        UnsupportedMediaType,
        /// 422: `violations` say which fields
        Invalid,
        /// 429: `retry_after` says when to try again
        TooManyRequests,
        /// 500
        Internal,
        /// 503: the database or the machine is busy or full
        Unavailable,
    }
}

impl Code {
    /// The HTTP status of this code.
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::SignInRequired | Self::BadCredentials => 401,
            Self::CrossSite | Self::ReauthenticationRequired | Self::CoolingOff | Self::WrongAccount => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Conflict => 409,
            Self::Gone => 410,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::Invalid => 422,
            Self::TooManyRequests => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }
}

wire! {
    /// The body of every error.
    pub struct Problem {
        /// what went wrong
        pub code: Code,
        /// the HTTP status, once more
        pub status: u16,
        /// which fields, for `invalid`
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub violations: Vec<Violation>,
        /// seconds to wait, for `too_many_requests` and `unavailable`
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub retry_after: Option<u32>,
        /// not before this instant, for `cooling_off`
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<Timestamp>,
        /// names this request in the server's log
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub request_id: Option<String>,
    }
}

impl Problem {
    /// A problem that needs no more than its code.
    pub const fn new(code: Code) -> Self {
        Self { code, status: code.status(), violations: Vec::new(), retry_after: None, until: None, request_id: None }
    }

    /// Fields that need another value.
    pub fn invalid(violations: Vec<Violation>) -> Self {
        Self { violations, ..Self::new(Code::Invalid) }
    }
}
