use std::fmt;
use std::str::FromStr;

/// A measurement id of Google Analytics 4, such as `G-AB12CD34EF`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoogleId(String);

impl FromStr for GoogleId {
    type Err = String;

    fn from_str(raw: &str) -> Result<Self, String> {
        let fits = raw.strip_prefix("G-").is_some_and(|rest| {
            (4..=16).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        });
        if fits { Ok(Self(raw.to_owned())) } else { Err("not a measurement id such as G-AB12CD34EF".to_owned()) }
    }
}

impl fmt::Display for GoogleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measurement_ids() {
        assert_eq!("G-AB12CD34EF".parse::<GoogleId>().map(|id| id.to_string()), Ok("G-AB12CD34EF".into()));
        for wrong in ["", "G-", "UA-12345-1", "G-abcdef", "G-AB\"><script>", "AB12CD34EF"] {
            assert!(wrong.parse::<GoogleId>().is_err(), "{wrong}");
        }
    }
}
