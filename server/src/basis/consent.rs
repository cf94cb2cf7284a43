//! What a consent to cookies is about: for receipts and for the ledger's export.

use contract::consent::{Purpose, Register};

/// Who asks.
pub const CONTROLLER: &str = "VET2B Partner Consortium";
/// The ground.
pub const LAWFUL_BASIS: &str = "GDPR art. 6(1)(a)";
/// Where, and by which law.
pub const JURISDICTION: &str = "EU, GDPR";

/// The register that asked about this version of a purpose.
pub const fn register(purpose: Purpose, version: u16) -> Register {
    Register { google: matches!(purpose, Purpose::Statistics) && version >= Register::STATISTICS_WITH_GOOGLE }
}

/// Who gets the data.
pub fn recipients(purpose: Purpose, version: u16) -> Vec<String> {
    let google = register(purpose, version).google.then_some("Google");
    std::iter::once(CONTROLLER).chain(google).map(str::to_owned).collect()
}

/// What is stored on the device, by name.
pub fn items(purpose: Purpose, version: u16) -> Vec<String> {
    let items = register(purpose, version).items().filter(|item| item.kind.purpose() == Some(purpose));
    items.map(|item| item.name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn google_comes_with_the_second_version_of_statistics() {
        assert_eq!(recipients(Purpose::Statistics, 1), [CONTROLLER]);
        assert_eq!(recipients(Purpose::Statistics, 2), [CONTROLLER, "Google"]);
        assert_eq!(recipients(Purpose::Preferences, 2), [CONTROLLER]);
        assert!(items(Purpose::Statistics, 1).is_empty());
        assert_eq!(items(Purpose::Statistics, 2), ["_ga", "_ga_*"]);
        assert_eq!(items(Purpose::Preferences, 1), ["vet2b_lang", "vet2b_theme"]);
    }
}
