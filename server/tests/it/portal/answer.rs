use axum::http::{HeaderMap, StatusCode};
use contract::problem::{Code, Problem};
use serde::de::DeserializeOwned;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// its status
    pub status: StatusCode,
    /// its headers
    pub headers: HeaderMap,
    /// its body
    pub body: Vec<u8>,
}

impl Answer {
    /// A header as text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The body, read.
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text()))
    }

    /// The body, once the status is as expected.
    #[track_caller]
    pub fn ok<T: DeserializeOwned>(&self, status: u16) -> T {
        self.is(status);
        self.json()
    }

    /// Checks the status.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }

    /// Checks that it is this problem, and that it is well-formed.
    #[track_caller]
    pub fn refused(&self, code: Code) -> Problem {
        assert_eq!(self.status.as_u16(), code.status(), "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem: Problem = self.json();
        assert_eq!((problem.code, problem.status), (code, code.status()));
        assert_eq!(problem.request_id.as_deref(), Some(self.header("x-request-id")), "the id stands in both places");
        let retry_after = problem.retry_after.map(|seconds| seconds.to_string());
        assert_eq!(retry_after.as_deref().unwrap_or_default(), self.header("retry-after"));
        problem
    }

    /// The flaws, as short texts such as `email malformed`.
    #[track_caller]
    pub fn flaws(&self) -> Vec<String> {
        let problem = self.refused(Code::Invalid);
        let text = |violation: &contract::check::Violation| {
            let json = serde_json::to_value(violation).unwrap();
            format!("{} {}", json["field"].as_str().unwrap(), json["flaw"].as_str().unwrap())
        };
        problem.violations.iter().map(text).collect()
    }
}
