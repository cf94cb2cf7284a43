//! Everything that the portal may store on a device, every other website that it may send to, and what each needs.

use crate::code;

code! {
    /// The policy's four kinds of cookies (clause `cookies`).
    pub enum Kind {
        /// runs the portal; strictly necessary
        Session,
        /// protects the portal and its users; strictly necessary
        Security,
        /// remembers choices; needs consent
        Preference,
        /// learns how the portal is used; needs consent
        Statistics,
    }

    /// What a person is asked about, one by one.
    pub enum Purpose {
        /// remember choices
        Preferences,
        /// learn how the portal is used
        Statistics,
    }

    /// Where an item is kept.
    pub enum Medium {
        /// a cookie
        Cookie,
        /// the tab's session storage
        SessionStorage,
    }

    /// Whose an item is.
    pub enum Owner {
        /// the consortium's
        Portal,
        /// Google's (policy clause `analytics`)
        Google,
    }

    /// Names an item's texts.
    pub enum ItemId {
        /// who is signed in
        Session,
        /// the cookie decision
        Decision,
        /// what was typed into a form, against a reload
        Draft,
        /// the theme of this tab
        TabTheme,
        /// the chosen language
        Lang,
        /// the chosen theme
        Theme,
        /// Google's name for the browser
        GoogleClient,
        /// Google's name for the visit
        GoogleVisit,
    }
}

impl Kind {
    /// Needs no consent (ePrivacy Directive art. 5(3), second sentence).
    pub const fn is_necessary(self) -> bool {
        self.purpose().is_none()
    }

    /// The purpose that a person is asked about; none for what is strictly necessary.
    pub const fn purpose(self) -> Option<Purpose> {
        match self {
            Self::Session | Self::Security => None,
            Self::Preference => Some(Purpose::Preferences),
            Self::Statistics => Some(Purpose::Statistics),
        }
    }
}

/// How long an item stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// until the tab is closed
    Tab,
    /// at most this many days
    Days(u16),
}

impl Lifetime {
    /// Seconds, for `Max-Age`; none for what ends with the tab.
    pub const fn seconds(self) -> Option<u32> {
        match self {
            Self::Tab => None,
            Self::Days(days) => Some(days as u32 * 86_400),
        }
    }
}

/// Something that is stored on a device. Its purpose in words is a text of the portal, by `id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// the key of its texts
    pub id: ItemId,
    /// its name on the device; a `*` at the end stands for anything
    pub name: &'static str,
    /// the policy's kind
    pub kind: Kind,
    /// where
    pub medium: Medium,
    /// how long
    pub lifetime: Lifetime,
    /// whose
    pub owner: Owner,
}

impl Item {
    /// Whether something with this name on a device is this item.
    pub fn is_named(&self, name: &str) -> bool {
        match self.name.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == self.name,
        }
    }
}

/// A website that pages may load from or send to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host {
    /// as in a content security policy, such as `https://*.example.org`
    pub source: &'static str,
    /// what needs it
    pub purpose: Purpose,
    /// whose
    pub owner: Owner,
    /// scripts come from it; else it is only sent to
    pub scripts: bool,
}

const fn own(id: ItemId, name: &'static str, kind: Kind, medium: Medium, lifetime: Lifetime) -> Item {
    Item { id, name, kind, medium, lifetime, owner: Owner::Portal }
}

/// Six months.
const CHOICE: Lifetime = Lifetime::Days(182);

/// Who is signed in. `__Host-` binds it to this host and to https.
pub const SESSION: Item = own(ItemId::Session, "__Host-vet2b", Kind::Security, Medium::Cookie, Lifetime::Days(14));

/// The name of [`SESSION`] on plain http, which only loopback may use: browsers refuse the prefix there.
pub const SESSION_PLAIN: &str = "vet2b";

/// The decision about everything below: six months.
pub const DECISION: Item = own(ItemId::Decision, "vet2b_consent", Kind::Session, Medium::Cookie, CHOICE);

/// What was typed into a form, against a reload; never a password.
pub const DRAFT: Item = own(ItemId::Draft, "vet2b_draft", Kind::Session, Medium::SessionStorage, Lifetime::Tab);

/// The theme that was chosen for this tab, stored when the person presses its button and not before (WP 194, 3.6: what a
/// person asks for, for one visit).
pub const TAB_THEME: Item = own(ItemId::TabTheme, "vet2b_theme", Kind::Session, Medium::SessionStorage, Lifetime::Tab);

/// The chosen language.
pub const LANG: Item = own(ItemId::Lang, "vet2b_lang", Kind::Preference, Medium::Cookie, CHOICE);

/// The chosen theme.
pub const THEME: Item = own(ItemId::Theme, "vet2b_theme", Kind::Preference, Medium::Cookie, CHOICE);

/// Google's name for the browser.
const GOOGLE_CLIENT: Item = google(ItemId::GoogleClient, "_ga");
/// Google's name for the visit; the measurement id stands behind.
const GOOGLE_VISIT: Item = google(ItemId::GoogleVisit, "_ga_*");

const fn google(id: ItemId, name: &'static str) -> Item {
    Item {
        id,
        name,
        kind: Kind::Statistics,
        medium: Medium::Cookie,
        // Google says two years; Chromium keeps no cookie for more than 400 days.
        lifetime: Lifetime::Days(730),
        owner: Owner::Google,
    }
}

const OWN_ITEMS: &[Item] = &[SESSION, DECISION, DRAFT, TAB_THEME, LANG, THEME];
const GOOGLE_ITEMS: &[Item] = &[GOOGLE_CLIENT, GOOGLE_VISIT];

const GOOGLE_HOSTS: &[Host] = &[
    google_host("https://www.googletagmanager.com", true),
    google_host("https://*.google-analytics.com", false),
    google_host("https://*.analytics.google.com", false),
];

const fn google_host(source: &'static str, scripts: bool) -> Host {
    Host { source, purpose: Purpose::Statistics, owner: Owner::Google, scripts }
}

/// The register as a portal is run: operators decide about Google Analytics.
///
/// The cookie page, the banner, the deletion list, the content security policy, receipts and the browser tests read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// Google Analytics is set up
    pub google: bool,
}

impl Register {
    /// Everything that may be stored.
    pub fn items(self) -> impl Iterator<Item = &'static Item> {
        let google = if self.google { GOOGLE_ITEMS } else { &[] };
        OWN_ITEMS.iter().chain(google)
    }

    /// Every other website that may be asked or sent to.
    pub const fn hosts(self) -> &'static [Host] {
        if self.google { GOOGLE_HOSTS } else { &[] }
    }

    /// The version of a purpose. An answer to an older one does not cover it: the person is asked about this purpose again, and
    /// about no other.
    pub const fn version(self, purpose: Purpose) -> u16 {
        match purpose {
            Purpose::Preferences => 1,
            Purpose::Statistics => {
                if self.google {
                    Self::STATISTICS_WITH_GOOGLE
                } else {
                    Self::STATISTICS
                }
            }
        }
    }

    /// Statistics of the portal's own.
    pub const STATISTICS: u16 = 1;
    /// The same and Google Analytics.
    pub const STATISTICS_WITH_GOOGLE: u16 = 2;
}

#[cfg(test)]
#[path = "register/tests.rs"]
mod tests;
