//! Which recipients of personal data the portal uses, as the server says in the page.

use contract::privacy::Provider;
use leptos::prelude::*;

use crate::browser::document;

/// The name of the `<meta>` in which the server says which recipients the portal uses.
const META: &str = "vet2b-recipients";

/// The recipients that this portal uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used(pub Vec<Provider>);

impl Used {
    /// As it stands in the page: `mailchimp campayn`.
    pub fn to_meta(&self) -> String {
        let codes: Vec<_> = self.0.iter().map(|provider| provider.code()).collect();
        format!("<meta name=\"{META}\" content=\"{}\">", codes.join(" "))
    }

    fn of_page() -> Self {
        let content = document::meta(META).unwrap_or_default();
        let is_named = |provider: &Provider| content.split(' ').any(|code| code == provider.code());
        Self(Provider::ALL.iter().copied().filter(is_named).collect())
    }
}

/// The recipients that this portal uses.
pub fn use_recipients() -> Used {
    use_context().unwrap_or_else(Used::of_page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_which_are_used() {
        let used = Used(vec![Provider::Mailchimp, Provider::GoogleAnalytics]);
        assert_eq!(used.to_meta(), "<meta name=\"vet2b-recipients\" content=\"mailchimp google_analytics\">");
    }
}
