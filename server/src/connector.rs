//! The way to recipients: what they are told about a person, and what they answer.
//!
//! - [`http`]: a JSON request to a program of the operator's

pub mod http;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use contract::privacy::{Provider, RecipientAction};
use serde::Serialize;

use crate::config::Recipients;

/// What a recipient is told.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// the same for each try: whoever has seen it does nothing again
    pub id: String,
    /// what to do
    pub action: RecipientAction,
    /// the person's address
    pub address: String,
    /// former ones, under which the recipient may know the person
    pub former_addresses: Vec<String>,
    /// of the erasure or request that it belongs to; empty when of none
    pub reference: String,
    /// microseconds since 1970 when it came about: of two about one person the later one holds
    pub at: i64,
}

/// What a recipient answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// it has taken it on, and will do it
    Acknowledged,
    /// it has done it
    Executed,
}

/// Why there is no answer that could be noted. Names nobody: it is kept beside the task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConnectorError {
    /// no way to it is set up any more
    Missing,
    /// no connection, so it has not been told
    Unreachable,
    /// none in time, an error of its own, or one that makes no sense: it may have been told
    Unclear(String),
    /// too much at once; try again after so many seconds, if it says so
    Busy(Option<i64>),
    /// not allowed, though that may be the fault of something in between
    Forbidden,
    /// it will never do this, with the HTTP status
    Refused(u16),
}

impl fmt::Display for ConnectorError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => formatter.write_str("no connector is set for this recipient"),
            Self::Unreachable => formatter.write_str("the connector cannot be reached"),
            Self::Unclear(what) => formatter.write_str(what),
            Self::Busy(_) => formatter.write_str("the connector is told too much at once (429)"),
            Self::Forbidden => formatter.write_str("the connector forbids it (403)"),
            Self::Refused(status) => write!(formatter, "the connector refuses it ({status})"),
        }
    }
}

/// An answer to come.
pub type Telling<'a> = Pin<Box<dyn Future<Output = Result<Answer, ConnectorError>> + Send + 'a>>;

/// A way to tell one recipient.
pub trait Connector: Send + Sync + 'static {
    /// Tells it. The caller tries again; told twice, the recipient does it once, by the message's id.
    fn tell<'a>(&'a self, message: &'a Message) -> Telling<'a>;
}

/// The recipients that can be told at this portal.
#[derive(Clone, Default)]
pub struct Connectors(BTreeMap<Provider, Arc<dyn Connector>>);

impl Connectors {
    /// As the operator has set them.
    ///
    /// # Errors
    /// One sentence, when a secret cannot be read or sent.
    pub fn of(settings: &Recipients) -> Result<Self, String> {
        let patience = Duration::from_secs(settings.timeout_seconds.into());
        let set = [
            (Provider::Mailchimp, "MAILCHIMP", &settings.mailchimp_url, &settings.mailchimp_secret_file),
            (Provider::Campayn, "CAMPAYN", &settings.campayn_url, &settings.campayn_secret_file),
        ];
        let mut connectors = BTreeMap::new();
        for (provider, name, url, secret) in set {
            let Some(url) = url else { continue };
            let secret = secret.as_deref().map(|file| read_secret(name, file)).transpose()?;
            let http = http::Http::new(url, secret.as_deref(), patience);
            let http = http.map_err(|what| format!("VET2B_RECIPIENT_{name}_SECRET_FILE: {what}"))?;
            connectors.insert(provider, Arc::new(http) as Arc<dyn Connector>);
        }
        Ok(Self(connectors))
    }

    /// The way to a recipient, if there is one.
    pub fn get(&self, provider: Provider) -> Option<&dyn Connector> {
        self.0.get(&provider).map(|connector| &**connector)
    }

    /// Whether a recipient can be told.
    pub fn has(&self, provider: Provider) -> bool {
        self.0.contains_key(&provider)
    }
}

fn read_secret(name: &str, file: &Path) -> Result<String, String> {
    let text = fs::read_to_string(file)
        .map_err(|error| format!("VET2B_RECIPIENT_{name}_SECRET_FILE: cannot read {}: {error}", file.display()))?;
    match text.trim() {
        "" => Err(format!("VET2B_RECIPIENT_{name}_SECRET_FILE: {} is empty", file.display())),
        secret => Ok(secret.to_owned()),
    }
}
