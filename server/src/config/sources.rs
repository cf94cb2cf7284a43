use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Where the database is.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// a file
    Sqlite(PathBuf),
    /// a server; may hold a password
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(raw: &str) -> Result<Self, String> {
        if let Some(path) = raw.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() || path.contains(['?', '#']) {
                Err("`sqlite:` is followed by a path, such as sqlite:data/vet2b.sqlite".into())
            } else {
                Ok(Self::Sqlite(path.into()))
            };
        }
        if raw.starts_with("postgres://") || raw.starts_with("postgresql://") {
            return raw
                .parse::<sqlx::postgres::PgConnectOptions>()
                .map(|_| Self::Postgres(raw.to_owned()))
                .map_err(|_| "not an address such as postgres://user@host/database".into());
        }
        Err("neither sqlite:PATH nor postgres://user@host/database".into())
    }
}

impl fmt::Debug for DatabaseUrl {
    /// Without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "SQLite {}", path.display()),
            Self::Postgres(_) => f.write_str("PostgreSQL"),
        }
    }
}

/// Where mails are handed over; may hold a password.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(String);

impl SmtpUrl {
    /// The address with its password.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for SmtpUrl {
    type Err = String;

    fn from_str(raw: &str) -> Result<Self, String> {
        lettre::AsyncSmtpTransport::<lettre::Tokio1Executor>::from_url(raw)
            .map(|_| Self(raw.to_owned()))
            .map_err(|_| "not an address such as smtps://user:password@host".to_owned())
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SmtpUrl(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn databases() {
        for good in ["sqlite:a.db", "sqlite://a/b.db", "postgres://vet2b@localhost/vet2b"] {
            assert!(good.parse::<DatabaseUrl>().is_ok(), "{good}");
        }
        for bad in ["", "sqlite:", "mysql://x", "a.db"] {
            assert!(bad.parse::<DatabaseUrl>().is_err(), "{bad}");
        }
        let url: DatabaseUrl = "postgres://vet2b:secret@localhost/vet2b".parse().unwrap();
        assert_eq!(format!("{url:?}"), "PostgreSQL");
    }

    #[test]
    fn mail_servers() {
        assert!("smtps://u:p@mail.example".parse::<SmtpUrl>().is_ok());
        assert!("http://mail.example".parse::<SmtpUrl>().is_err());
    }
}
