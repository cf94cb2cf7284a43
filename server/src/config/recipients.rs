use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

use axum::http::Uri;
use clap::Args;

/// Connectors: programs of the operator's that tell a recipient what to do about a person. The protocol is in `docs/OPERATING.md`.
#[derive(Args, Clone, Debug)]
pub struct Recipients {
    /// Where the connector of Mailchimp is told what to do: https, or http on this machine alone; none when not given
    #[arg(long = "recipient-mailchimp-url", env = "VET2B_RECIPIENT_MAILCHIMP_URL")]
    pub mailchimp_url: Option<ConnectorUrl>,

    /// A file that holds the secret which that connector wants to see
    #[arg(
        long = "recipient-mailchimp-secret-file",
        env = "VET2B_RECIPIENT_MAILCHIMP_SECRET_FILE",
        requires = "mailchimp_url"
    )]
    pub mailchimp_secret_file: Option<PathBuf>,

    /// The same for Campayn
    #[arg(long = "recipient-campayn-url", env = "VET2B_RECIPIENT_CAMPAYN_URL")]
    pub campayn_url: Option<ConnectorUrl>,

    /// A file that holds the secret which that connector wants to see
    #[arg(
        long = "recipient-campayn-secret-file",
        env = "VET2B_RECIPIENT_CAMPAYN_SECRET_FILE",
        requires = "campayn_url"
    )]
    pub campayn_secret_file: Option<PathBuf>,

    /// Seconds that a connector is given to answer
    #[arg(long = "recipient-timeout-seconds", env = "VET2B_RECIPIENT_TIMEOUT_SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=60))]
    pub timeout_seconds: u16,
}

/// A connector's address. An address of a person travels there, so it is https, or this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectorUrl {
    /// the whole address
    pub uri: Uri,
    /// host, without brackets
    pub host: String,
    /// port
    pub port: u16,
    /// encrypted
    pub https: bool,
}

impl FromStr for ConnectorUrl {
    type Err = String;

    fn from_str(raw: &str) -> Result<Self, String> {
        let wrong = || "not an address such as https://connector.example/vet2b".to_owned();
        let uri: Uri = raw.parse().map_err(|_| wrong())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(wrong()) };
        if raw.contains('@') {
            return Err("an address without a password; put the secret into a file".to_owned());
        }
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        let is_here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        let https = match scheme {
            "https" => true,
            "http" if is_here => false,
            "http" => return Err("http is for this machine alone; use https".to_owned()),
            _ => return Err(wrong()),
        };
        let port = authority.port_u16().unwrap_or(if https { 443 } else { 80 });
        Ok(Self { uri, host, port, https })
    }
}

impl fmt::Display for ConnectorUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uri.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_people_travel_encrypted_or_not_at_all() {
        let url = |raw: &str| raw.parse::<ConnectorUrl>();
        let https = url("https://connector.example/vet2b?list=1").unwrap();
        assert_eq!((https.host.as_str(), https.port, https.https), ("connector.example", 443, true));
        let here = url("http://[::1]:8081/").unwrap();
        assert_eq!((here.host.as_str(), here.port, here.https), ("::1", 8081, false));
        for wrong in
            ["", "connector.example", "http://connector.example/", "ftp://x/", "https://u:p@x/", "http://10.0.0.1/"]
        {
            assert!(url(wrong).is_err(), "{wrong}");
        }
    }
}
