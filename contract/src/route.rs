//! Every page address of the portal: the only place that spells one.
//!
//! The SPA's links, the server's redirects and 404s, and the links in mail all come from here.

use crate::{account::OrganisationKind, lang::Lang, policy::Document};

/// A page, without its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// What VET2B is, for whom, and the first steps
    Home,
    /// The privacy policy in force
    Privacy,
    /// All versions of the privacy policy
    PolicyVersions,
    /// One version of the privacy policy, for good
    PolicyVersion(u16),
    /// What changed in a version of the privacy policy since an earlier one
    PolicyChanges {
        /// the later version
        version: u16,
        /// the earlier one
        since: u16,
    },
    /// Terms of use
    Legal,
    /// Every stored item, and the cookie choice
    Cookies,
    /// Form to the controller
    Contact,
    /// Accessibility statement
    Accessibility,
    /// Who gets data on the consortium's behalf
    Recipients,
    /// Company or school?
    Register,
    /// One step of a registration
    RegisterStep(OrganisationKind, RegisterStep),
    /// "Look into your mailbox", after a registration
    Registered,
    /// Verification of receipts, certificates and activity logs; with a code behind `#`, the certificate of an erasure, or the
    /// confirmation of an address
    Verify,
    /// Confirmation of a changed address by a mailed token
    VerifyEmail,
    /// Confirmation of the newsletter by a mailed token
    NewsletterConfirm,
    /// First steps after the confirmation
    Welcome,
    /// Sign in
    SignIn,
    /// Ask for a new password
    Recover,
    /// Set a new password with a mailed token
    NewPassword,
    /// Stop a requested erasure with a mailed token
    KeepAccount,
    /// Accept an invitation to administer an organisation, with a mailed token
    Invitation,
    /// A page of the privacy dashboard
    MyPrivacy(Dashboard),
    /// A request about one's data without an account
    Request,
    /// The state of such a request, by its code
    RequestStatus,
    /// Opens a copy of one's data on one's own device
    ExportViewer,
    /// All components on one page; development builds only
    Styleguide,
}

/// The steps of a registration, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RegisterStep {
    /// Who registers
    Person,
    /// Which organisation
    Organisation,
    /// The password
    Password,
    /// Declarations and choices
    Declarations,
    /// Check your answers
    Check,
}

/// The pages of the privacy dashboard, in the order of its navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dashboard {
    /// What is held, by category of the policy
    Overview,
    /// See and correct
    Data,
    /// Cookies, newsletter, policy version
    Consents,
    /// Restrict and object, by purpose (GDPR art. 18, 21)
    Limits,
    /// Take a copy along (GDPR art. 15, 20)
    Export,
    /// Erase (GDPR art. 17)
    Delete,
    /// What happened
    Activity,
    /// Where one is signed in
    Sessions,
    /// Every request about one's data, with its clock
    Requests,
}

impl RegisterStep {
    /// All steps, in order.
    pub const ALL: [Self; 5] = [Self::Person, Self::Organisation, Self::Password, Self::Declarations, Self::Check];

    const fn segment(self) -> &'static str {
        match self {
            Self::Person => "",
            Self::Organisation => "/organisation",
            Self::Password => "/password",
            Self::Declarations => "/declarations",
            Self::Check => "/check",
        }
    }

    /// The step after this one; none after the check.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|step| *step > self)
    }

    /// The step before this one; none before the first.
    pub fn previous(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|step| *step < self)
    }
}

impl Dashboard {
    /// All pages, in the order of the dashboard's navigation.
    pub const ALL: [Self; 9] = [
        Self::Overview,
        Self::Data,
        Self::Consents,
        Self::Limits,
        Self::Export,
        Self::Delete,
        Self::Requests,
        Self::Activity,
        Self::Sessions,
    ];

    const fn segment(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Data => "/data",
            Self::Consents => "/consents",
            Self::Limits => "/limits",
            Self::Export => "/export",
            Self::Delete => "/delete",
            Self::Activity => "/activity",
            Self::Sessions => "/sessions",
            Self::Requests => "/requests",
        }
    }
}

impl Route {
    /// Every page of the portal, but for those of single versions of the policy.
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::Home,
            Self::Privacy,
            Self::PolicyVersions,
            Self::Legal,
            Self::Cookies,
            Self::Contact,
            Self::Accessibility,
            Self::Recipients,
            Self::Register,
            Self::Registered,
            Self::Verify,
            Self::VerifyEmail,
            Self::NewsletterConfirm,
            Self::Welcome,
            Self::SignIn,
            Self::Recover,
            Self::NewPassword,
            Self::KeepAccount,
            Self::Invitation,
            Self::Request,
            Self::RequestStatus,
            Self::ExportViewer,
            Self::Styleguide,
        ];
        for kind in OrganisationKind::ALL {
            all.extend(RegisterStep::ALL.map(|step| Self::RegisterStep(*kind, step)));
        }
        all.extend(Dashboard::ALL.map(Self::MyPrivacy));
        all
    }

    /// The address below the language, with a leading slash; empty for the home page.
    pub fn tail(self) -> String {
        match self {
            Self::Home => String::new(),
            Self::Privacy => "/privacy".into(),
            Self::PolicyVersions => "/privacy/versions".into(),
            Self::PolicyVersion(version) => format!("/privacy/{version}"),
            Self::PolicyChanges { version, since } => format!("/privacy/{version}/since/{since}"),
            Self::Legal => "/legal".into(),
            Self::Cookies => "/cookies".into(),
            Self::Contact => "/contact".into(),
            Self::Accessibility => "/accessibility".into(),
            Self::Recipients => "/recipients".into(),
            Self::Register => "/register".into(),
            Self::RegisterStep(OrganisationKind::Company, step) => format!("/register/company{}", step.segment()),
            Self::RegisterStep(OrganisationKind::School, step) => format!("/register/school{}", step.segment()),
            Self::Registered => "/register/sent".into(),
            Self::Verify => "/verify".into(),
            Self::VerifyEmail => "/verify/email".into(),
            Self::NewsletterConfirm => "/newsletter/confirm".into(),
            Self::Welcome => "/welcome".into(),
            Self::SignIn => "/sign-in".into(),
            Self::Recover => "/recover".into(),
            Self::NewPassword => "/recover/password".into(),
            Self::KeepAccount => "/keep-account".into(),
            Self::Invitation => "/invitation".into(),
            Self::MyPrivacy(page) => format!("/my-privacy{}", page.segment()),
            Self::Request => "/request".into(),
            Self::RequestStatus => "/request/status".into(),
            Self::ExportViewer => "/export-viewer".into(),
            Self::Styleguide => "/styleguide".into(),
        }
    }

    /// The full path in a language, such as `/lv/privacy`.
    pub fn path(self, lang: Lang) -> String {
        format!("/{}{}", lang.tag(), self.tail())
    }

    /// The page and language at a path (no query, no fragment); a trailing slash is forgiven.
    pub fn parse(path: &str) -> Option<(Lang, Self)> {
        let path = path.strip_suffix('/').unwrap_or(path).strip_prefix('/')?;
        let (tag, tail) = path.find('/').map_or((path, ""), |slash| path.split_at(slash));
        let lang = Lang::from_tag(tag)?;
        let route = Self::all().into_iter().find(|route| route.tail() == tail).or_else(|| Self::of_version(tail))?;
        Some((lang, route))
    }

    /// Where a page is now that had this path before: receipts were verified at `/consent/verify`, and name it. Also without a
    /// language.
    pub fn moved(path: &str) -> Option<(Option<Lang>, Self)> {
        let head = path.strip_suffix('/').unwrap_or(path).strip_suffix("/consent/verify")?;
        match head.strip_prefix('/') {
            Some(tag) => Some((Some(Lang::from_tag(tag)?), Self::Verify)),
            None => head.is_empty().then_some((None, Self::Verify)),
        }
    }

    /// `/privacy/2` and `/privacy/2/since/1`.
    fn of_version(tail: &str) -> Option<Self> {
        let mut parts = tail.strip_prefix("/privacy/")?.split('/');
        let number = |part: &str| part.parse().ok().filter(|number: &u16| *number > 0 && number.to_string() == part);
        let version = number(parts.next()?)?;
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Some(Self::PolicyVersion(version)),
            (Some("since"), Some(since), None) => Some(Self::PolicyChanges { version, since: number(since)? }),
            _ => None,
        }
    }

    /// The document that this page shows, if it shows one.
    pub const fn document(self) -> Option<Document> {
        match self {
            Self::Privacy | Self::PolicyVersions | Self::PolicyVersion(_) | Self::PolicyChanges { .. } => {
                Some(Document::Privacy)
            }
            Self::Legal => Some(Document::Terms),
            _ => None,
        }
    }

    /// About certain versions of the policy, which may not be there.
    pub const fn is_of_version(self) -> bool {
        matches!(self, Self::PolicyVersion(_) | Self::PolicyChanges { .. })
    }

    /// About one person: what they see when signed in, reach by a mailed code, or open from a file. Not for search engines, and not for Google.
    pub const fn is_private(self) -> bool {
        matches!(
            self,
            Self::MyPrivacy(_)
                | Self::Welcome
                | Self::Registered
                | Self::Verify
                | Self::VerifyEmail
                | Self::NewsletterConfirm
                | Self::NewPassword
                | Self::KeepAccount
                | Self::Invitation
                | Self::RequestStatus
                | Self::ExportViewer
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_is_found_at_its_own_path_in_every_language() {
        for lang in Lang::ALL {
            for route in Route::all() {
                assert_eq!(Route::parse(&route.path(lang)), Some((lang, route)), "{}", route.path(lang));
            }
        }
    }

    #[test]
    fn unknown_paths_are_no_page() {
        for path in ["", "/", "/de", "/lv/nothing", "/lvx", "/lv//privacy", "/privacy", "/lv/register/company/x"] {
            assert_eq!(Route::parse(path), None, "{path}");
        }
        assert_eq!(Route::parse("/lv/"), Some((Lang::Lv, Route::Home)));
    }

    #[test]
    fn what_has_moved_is_found() {
        assert_eq!(Route::moved("/en/consent/verify/"), Some((Some(Lang::En), Route::Verify)));
        assert_eq!(Route::moved("/consent/verify"), Some((None, Route::Verify)));
        for path in
            ["/en/verify", "/de/consent/verify", "/en/x/consent/verify", "en/consent/verify", "/consent/verifyx"]
        {
            assert_eq!(Route::moved(path), None, "{path}");
        }
    }

    #[test]
    fn each_version_and_comparison_has_one_address() {
        for route in [Route::PolicyVersion(2), Route::PolicyChanges { version: 12, since: 1 }] {
            assert_eq!(Route::parse(&route.path(Lang::En)), Some((Lang::En, route)));
        }
        for path in ["0", "01", "+1", "65536", "1/", "1/since", "1/since/x", "2/since/1/x", "2/until/1", "1a"] {
            let parsed = Route::parse(&format!("/lv/privacy/{path}"));
            assert!(parsed.is_none() || path == "1/", "{path}: {parsed:?}");
        }
    }

    #[test]
    fn steps_follow_one_another() {
        assert_eq!(RegisterStep::Person.next(), Some(RegisterStep::Organisation));
        assert_eq!(RegisterStep::Check.next(), None);
        assert_eq!(RegisterStep::Person.previous(), None);
        assert_eq!(RegisterStep::Check.previous(), Some(RegisterStep::Declarations));
    }
}
