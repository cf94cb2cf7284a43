//! What an operator can set: by flag or by environment. A wrong value stops the start with one sentence.

mod google_id;
mod public_url;
mod recipients;
mod sources;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use clap::Parser;
use contract::rights::Country;

pub use google_id::GoogleId;
pub use public_url::PublicUrl;
pub use recipients::{ConnectorUrl, Recipients};
pub use sources::{DatabaseUrl, SmtpUrl};

/// The VET2B portal: its API and its site in one process.
#[derive(Clone, Debug, Parser)]
#[command(name = "vet2b-server", version, args_override_self = true)]
pub struct Config {
    /// Address and port to listen on
    #[arg(long, env = "VET2B_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Folder of the database, the mail outbox and the server's key
    #[arg(long, env = "VET2B_DATA_DIR", default_value = "./data")]
    pub data_dir: PathBuf,

    /// The address that people see: https, or http on this machine alone
    #[arg(long, env = "VET2B_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
    pub public_url: PublicUrl,

    /// `sqlite:PATH` or `postgres://...`; SQLite in the data folder when not given
    #[arg(long, env = "VET2B_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<DatabaseUrl>,

    /// Connections to the database that readers share (PostgreSQL: all)
    #[arg(long, env = "VET2B_DATABASE_CONNECTIONS", default_value_t = 8, value_parser = clap::value_parser!(u32).range(2..=200))]
    pub database_connections: u32,

    /// `smtps://user:password@host` or `smtp://host?tls=required`; mails are put into the outbox folder when not given
    #[arg(long, env = "VET2B_SMTP_URL", hide_env_values = true, conflicts_with = "smtp_url_file")]
    pub smtp_url: Option<SmtpUrl>,

    /// A file that holds the SMTP address, so that the password is in no environment
    #[arg(long, env = "VET2B_SMTP_URL_FILE")]
    pub smtp_url_file: Option<PathBuf>,

    /// Who the portal's mails come from
    #[arg(long, env = "VET2B_MAIL_FROM", default_value = "VET2B <noreply@vet2b.eu>")]
    pub mail_from: lettre::message::Mailbox,

    /// Who answers messages from the contact form
    #[arg(long, env = "VET2B_MAIL_CONTACT", default_value = "VET2B <contact@vet2b.eu>")]
    pub mail_contact: lettre::message::Mailbox,

    /// Folder of the built portal
    #[arg(long, env = "VET2B_SITE", default_value = "./dist")]
    pub site: PathBuf,

    /// Folder of the policy texts, instead of those built in
    #[arg(long, env = "VET2B_POLICY_DIR")]
    pub policy_dir: Option<PathBuf>,

    /// How many days before a material change of the policy people are told
    #[arg(long, env = "VET2B_POLICY_NOTICE_DAYS", default_value_t = 30)]
    pub policy_notice_days: u16,

    /// Measurement id of Google Analytics 4, such as G-AB12CD34EF; nothing of Google's is used when not given
    #[arg(long, env = "VET2B_GA_ID")]
    pub ga_id: Option<GoogleId>,

    /// A file of 32 random bytes: the server's key; made in the data folder when not given
    #[arg(long, env = "VET2B_SECRET_FILE")]
    pub secret_file: Option<PathBuf>,

    /// Where metrics are served, on this machine alone; `off` for none
    #[arg(long, env = "VET2B_METRICS_LISTEN", default_value = "127.0.0.1:9090", value_parser = metrics_listen)]
    pub metrics_listen: MetricsListen,

    /// Changing requests that one client address may make in a minute
    #[arg(long, env = "VET2B_REQUESTS_PER_MINUTE", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub requests_per_minute: u32,

    /// Mails that one address may be sent on request in an hour
    #[arg(long, env = "VET2B_MAILS_PER_HOUR", default_value_t = 6, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub mails_per_hour: u32,

    /// Addresses of proxies whose `X-Forwarded-For` is believed, with commas
    #[arg(long, env = "VET2B_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,

    /// Days between the request for an erasure and the erasure
    #[arg(long, env = "VET2B_ERASURE_GRACE_DAYS", default_value_t = 14, value_parser = clap::value_parser!(u16).range(0..=30))]
    pub erasure_grace_days: u16,

    /// Minutes that the portal's clock is ahead: for trying out what takes time, where the public address is http on this machine
    #[arg(long, env = "VET2B_CLOCK_AHEAD_MINUTES", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=5_256_000))]
    pub clock_ahead_minutes: u32,

    /// Programs that tell recipients what to do about people
    #[command(flatten)]
    pub recipients: Recipients,
    /// The country whose public holidays count when a request is due: `LV`, `EE`, `LT` or `PT`
    #[arg(long, env = "VET2B_COUNTRY", default_value = "LV")]
    pub country: Country,
}

/// Where metrics are served, if at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MetricsListen(pub Option<SocketAddr>);

fn metrics_listen(raw: &str) -> Result<MetricsListen, String> {
    if raw == "off" {
        return Ok(MetricsListen(None));
    }
    let address: SocketAddr = raw.parse().map_err(|_| "neither an address with a port nor `off`".to_owned())?;
    if address.ip().is_loopback() {
        Ok(MetricsListen(Some(address)))
    } else {
        Err("metrics are served on loopback only, such as 127.0.0.1:9090".to_owned())
    }
}

impl Config {
    /// The database: as set, or SQLite in the data folder.
    pub fn database(&self) -> DatabaseUrl {
        self.database_url.clone().unwrap_or_else(|| DatabaseUrl::Sqlite(self.data_dir.join("vet2b.sqlite")))
    }

    /// Where mails are put when no SMTP server is set.
    pub fn outbox(&self) -> PathBuf {
        self.data_dir.join("outbox")
    }

    /// The marks of erased accounts, beside the database.
    pub fn erased_log(&self) -> PathBuf {
        self.data_dir.join("erased.log")
    }

    /// Minutes that the clock of the portal and of its commands is ahead.
    ///
    /// # Errors
    /// A sentence, when others than its operator may use the portal: what expires would be gone too early.
    pub fn clock_ahead(&self) -> Result<u32, String> {
        if self.clock_ahead_minutes > 0 && self.public_url.is_https() {
            return Err("VET2B_CLOCK_AHEAD_MINUTES: only where VET2B_PUBLIC_URL is http on this machine".to_owned());
        }
        Ok(self.clock_ahead_minutes)
    }

    /// The mail server, if one is set.
    ///
    /// # Errors
    /// A sentence, when the file cannot be read or holds no SMTP address.
    pub fn smtp(&self) -> Result<Option<SmtpUrl>, String> {
        let Some(path) = &self.smtp_url_file else { return Ok(self.smtp_url.clone()) };
        let raw = std::fs::read_to_string(path).map_err(|error| unreadable("VET2B_SMTP_URL_FILE", path, &error))?;
        raw.trim().parse().map(Some).map_err(|error: String| format!("VET2B_SMTP_URL_FILE holds {error}"))
    }
}

fn unreadable(what: &str, path: &Path, error: &std::io::Error) -> String {
    format!("{what}: cannot read {}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_ahead_on_this_machine_alone() {
        let ahead = |url| {
            let flags = ["vet2b-server", "--clock-ahead-minutes", "60", "--public-url", url];
            Config::try_parse_from(flags).unwrap().clock_ahead()
        };
        assert!(ahead("https://www.vet2b.eu").is_err());
        assert_eq!(ahead("http://127.0.0.1:8080"), Ok(60));
    }
}
