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

    /// Where an item is kept.
    pub enum Medium {
        /// a cookie
        Cookie,
        /// the tab's session storage
        SessionStorage,
    }
}

impl Kind {
    /// Needs no consent (ePrivacy Directive art. 5(3), second sentence).
    pub const fn is_necessary(self) -> bool {
        matches!(self, Self::Session | Self::Security)
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

/// Something the portal stores on a device. Its purpose in words is a text of the portal, by `id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// the key of its texts
    pub id: ItemId,
    /// its name on the device
    pub name: &'static str,
    /// the policy's kind
    pub kind: Kind,
    /// where
    pub medium: Medium,
    /// how long
    pub lifetime: Lifetime,
}

code! {
    /// Names an item's texts.
    pub enum ItemId {
        /// who is signed in
        Session,
        /// the cookie decision
        Decision,
        /// what was typed into a form, against a reload
        Draft,
        /// the chosen language
        Lang,
    }
}

/// Who is signed in. `__Host-` binds it to this host and to https.
pub const SESSION: Item = Item {
    id: ItemId::Session,
    name: "__Host-vet2b",
    kind: Kind::Security,
    medium: Medium::Cookie,
    lifetime: Lifetime::Days(14),
};

/// The name of [`SESSION`] on plain http, which only loopback may use: browsers refuse the prefix there.
pub const SESSION_PLAIN: &str = "vet2b";

/// The decision about everything below: six months.
pub const DECISION: Item = Item {
    id: ItemId::Decision,
    name: "vet2b_consent",
    kind: Kind::Session,
    medium: Medium::Cookie,
    lifetime: Lifetime::Days(182),
};

/// What was typed into a form, against a reload; never a password.
pub const DRAFT: Item = Item {
    id: ItemId::Draft,
    name: "vet2b_draft",
    kind: Kind::Session,
    medium: Medium::SessionStorage,
    lifetime: Lifetime::Tab,
};

/// The chosen language.
pub const LANG: Item = Item {
    id: ItemId::Lang,
    name: "vet2b_lang",
    kind: Kind::Preference,
    medium: Medium::Cookie,
    lifetime: Lifetime::Days(182),
};

/// Everything the portal may store on a device. The cookie page, the deletion list and the browser tests read it.
pub const REGISTER: &[Item] = &[SESSION, DECISION, DRAFT, LANG];

/// Grows with every new or changed purpose; a decision on an older one is asked again.
pub const REGISTER_VERSION: u16 = 1;
